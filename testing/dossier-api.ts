import type Type from "typebox";
import { expect } from "vitest";
import type { DossierView } from "../server/dossier/api/view.schemas.ts";
import type { DemoApp } from "./demo-app.ts";

type Shown = Type.Static<typeof DossierView>;

interface DossierApi {
  /** Files at a counter as the officer; must succeed. */
  readonly file: (login: string, body: object, key?: string) => Promise<Shown>;
  /** Acts as the officer; must succeed. */
  readonly act: (login: string, id: string, command: object) => Promise<Shown>;
  /** Acts as the officer and answers with status and code of the refusal. */
  readonly refuse: (login: string, id: string, command: object) => Promise<readonly [number, string]>;
}

/** The verbs of tests that drive dossiers over the API. */
export function useDossierApi(demo: DemoApp): DossierApi {
  const post = async (login: string, id: string, command: object) =>
    demo.call(await demo.officer(login), "POST", `/api/v1/dossiers/${id}/actions`, { command });
  return {
    async file(login, body, key) {
      const headers = key ? { "idempotency-key": key } : {};
      const response = await demo.call(await demo.officer(login), "POST", "/api/v1/dossiers", body, headers);
      expect(response.statusCode, response.body).toBe(201);
      return response.json();
    },
    async act(login, id, command) {
      const response = await post(login, id, command);
      expect(response.statusCode, response.body).toBe(200);
      return response.json();
    },
    async refuse(login, id, command) {
      const response = await post(login, id, command);
      return [response.statusCode, response.json().error?.code];
    },
  };
}
