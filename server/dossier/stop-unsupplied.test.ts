import { expect, test } from "vitest";
import { moment } from "../../domain/shared/moment.ts";
import { useDemoApp } from "../../testing/demo-app.ts";
import { useDossierApi } from "../../testing/dossier-api.ts";
import { birthFiling } from "../../testing/filings.ts";
import { stopUnsupplied } from "./stop-unsupplied.ts";

const demo = useDemoApp();
const { file, act } = useDossierApi(demo);

const reasons = [{ code: "paper-unreadable", componentCode: "1", note: "Chụp lại cho rõ dấu đỏ" }];

test("what nobody supplied for fifteen working days is stopped once, also by two jobs at once", async () => {
  demo.at("2026-09-07T09:00:00+07:00");
  const asked = await file("tiepnhan.xa", birthFiling);
  const received = await file("tiepnhan.xa", birthFiling);
  const supplied = await file("tiepnhan.xa", birthFiling);
  await act("tiepnhan.xa", received.id, { action: "receive" });
  for (const { id } of [asked, received, supplied]) {
    await act("tiepnhan.xa", id, { action: "request-supplement", reasons });
  }
  await act("tiepnhan.xa", supplied.id, { action: "supply", papers: [], answers: null, note: "Đã mang bản rõ" });
  const db = demo.worker.db;

  // Asked Monday 7/9 at 09:00: fifteen working days end on Monday 28/9 at 09:00.
  expect(await stopUnsupplied({ db, now: moment("2026-09-28T09:00:00+07:00") })).toEqual({ stopped: [], skipped: [] });
  const now = moment("2026-09-28T09:00:01+07:00");
  const both = await Promise.all([stopUnsupplied({ db, now }), stopUnsupplied({ db, now })]);
  expect(both.flatMap(({ stopped }) => stopped).toSorted()).toEqual([asked.id, received.id].toSorted());
  expect(await stopUnsupplied({ db, now })).toEqual({ stopped: [], skipped: [] });

  demo.at("2026-09-28T10:00:00+07:00");
  const cookie = await demo.officer("tiepnhan.xa");
  const { items } = (await demo.call(cookie, "GET", `/api/v1/dossiers/${received.id}/events`)).json();
  expect(items.at(-1).event).toMatchObject({
    actor: { kind: "system" },
    fact: { type: "stopped", cause: "unsupplied" },
  });
  // The original that the counter kept waits there to be given back.
  expect(await act("tiepnhan.xa", received.id, { action: "return-papers", receiver: "Lò Thị Mây" })).toMatchObject({
    status: "stopped",
    custody: null,
  });
});

test("a dossier asked for before the next year's calendar was known is skipped by name and stops nobody else", async () => {
  demo.at("2027-12-28T09:00:00+07:00");
  const late = await file("tiepnhan.xa", birthFiling);
  await act("tiepnhan.xa", late.id, { action: "request-supplement", reasons });
  const { skipped } = await stopUnsupplied({ db: demo.worker.db, now: moment("2027-12-29T09:00:00+07:00") });
  expect(skipped).toEqual([{ id: late.id, code: "calendar-year-missing" }]);
});
