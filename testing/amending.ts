import type { LightMyRequestResponse } from "fastify";
import { sql } from "kysely";
import { expect } from "vitest";
import type { DemoApp } from "./demo-app.ts";
import { permitFiling } from "./filings.ts";
import { recomputeDatesAnew } from "../server/calendar/recompute-dates.job.ts";

type Answer = Promise<LightMyRequestResponse>;

/** An amendment that makes a day free everywhere. */
export const off = (date: string, basis = "Công văn 31/UBND-NC") => ({
  agencyId: null as string | null,
  basis,
  days: [{ date, kind: "off", name: "Nghỉ tránh bão", hours: [] as string[] }],
  hours: [],
  confirmYears: [] as number[],
});

/** The verbs of tests that amend the calendar and look at the dossiers that it moves. */
export function useAmending(demo: DemoApp) {
  const post = async (login: string, url: string, body: object): Answer =>
    demo.call(login && (await demo.officer(login)), "POST", url, body);
  const get = async (login: string, url: string): Answer => demo.call(login && (await demo.officer(login)), "GET", url);
  const act = async (login: string, id: string, command: object) => {
    const answer = await post(login, `/api/v1/dossiers/${id}/actions`, { command });
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json();
  };
  const version = async (): Promise<string> => (await get("quantri", "/api/v1/calendar?year=2026")).json().version;
  return {
    post,
    get,
    act,
    version,
    receive: async (): Promise<{ id: string; code: string; dueAt: string }> => {
      const { id } = (await post("tiepnhan.tinh", "/api/v1/dossiers", permitFiling)).json();
      return act("tiepnhan.tinh", id, { action: "receive" });
    },
    apply: async (amendment: object, login = "quantri"): Answer =>
      post(login, "/api/v1/calendar/amendments", { amendment, seenVersion: await version() }),
    dossierNow: async (id: string) => (await get("quantri", `/api/v1/dossiers/${id}`)).json(),
    /** The amendment's work done, as the worker does it. */
    finished: async (id: number): Promise<void> => {
      await recomputeDatesAnew.run(demo.worker, {});
      expect((await get("quantri", `/api/v1/calendar/amendments/${id}`)).json().recomputed.finishedAt).not.toBeNull();
    },
    agencyId: async (code: string): Promise<string> => {
      const { rows } = await sql<{ id: string }>`select a.id from agency a where a.code = ${code}`.execute(
        demo.worker.db,
      );
      return rows[0]?.id ?? "";
    },
  };
}
