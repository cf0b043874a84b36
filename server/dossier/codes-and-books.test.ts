import { expect, test } from "vitest";
import { useDemoApp } from "../../testing/demo-app.ts";
import { useDossierApi } from "../../testing/dossier-api.ts";
import { birthFiling } from "../../testing/filings.ts";

const demo = useDemoApp();
const { file, act } = useDossierApi(demo);

async function receivedAt(moment: string): Promise<{ readonly id: string; readonly code: string | null }> {
  demo.at(moment);
  const { id } = await file("tiepnhan.xa", birthFiling);
  const { code } = await act("tiepnhan.xa", id, { action: "receive" });
  return { id, code };
}

async function slip(id: string): Promise<{ readonly set: string; readonly number: number }> {
  const answer = await demo.call(await demo.officer("tiepnhan.xa"), "GET", `/api/v1/dossiers/${id}/slips`);
  const [receipt] = answer.json<{ items: { set: string; number: number }[] }>().items;
  return { set: receipt?.set ?? "", number: receipt?.number ?? 0 };
}

// In this order: the books of a year run on, and those of the next begin anew.
test.each([
  ["the last day of the old form", "2025-09-12T10:00:00+07:00", "000.00.20.H99-250912-0001", "2018", 1],
  ["the first working day of the new one", "2025-09-15T10:00:00+07:00", "H99.20-250915-0001", "2025", 2],
  ["a second before the year ends in Vietnam", "2026-12-31T23:59:59+07:00", "H99.20-261231-0001", "2025", 1],
  ["the year's first second, still 2026 in London", "2027-01-01T00:00:00+07:00", "H99.20-270101-0001", "2025", 1],
])("%s: %s", async (_what, moment, code, set, number) => {
  const received = await receivedAt(moment);
  expect([received.code, await slip(received.id)]).toEqual([code, { set, number }]);
});

test("the ten-thousandth dossier of a day has a code of its own, in the book and in the search", async () => {
  const day = "2026-10-01T10:00:00+07:00";
  await receivedAt(day);
  await demo.ownerDb.updateTable("number_series").set({ last: 9998 }).where("period", "=", "2026-10-01").execute();
  expect([(await receivedAt(day)).code, (await receivedAt(day)).code]).toEqual([
    "H99.20-261001-9999",
    "H99.20-261001-10000",
  ]);
  const cookie = await demo.officer("tiepnhan.xa");
  const book = await demo.call(cookie, "GET", "/api/v1/register?agency=H99.20&from=2026-10-01&to=2026-10-01");
  expect(book.json<{ rows: { dossierCode: string }[] }>().rows.map(({ dossierCode }) => dossierCode)).toEqual([
    "H99.20-261001-0001",
    "H99.20-261001-9999",
    "H99.20-261001-10000",
  ]);
  const found = await demo.call(cookie, "GET", "/api/v1/dossiers?text=10000");
  expect(found.json<{ items: unknown[] }>().items).toHaveLength(1);
});

// Half past seven to half past eleven, half past one to half past five; Saturday 22/8 makes up for Monday 31/8.
test.each([
  ["14:59 on a make-up Saturday, by its closing", "2026-08-22T14:59:00+07:00", "2026-08-22T17:30:00+07:00"],
  ["after 15:00 that day, on Monday morning", "2026-08-22T15:00:01+07:00", "2026-08-24T07:30:00+07:00"],
  ["over lunch, the same day", "2026-08-24T12:00:00+07:00", "2026-08-24T17:30:00+07:00"],
  ["after 15:00 on the Friday before five days off", "2026-08-28T15:00:01+07:00", "2026-09-03T07:30:00+07:00"],
  ["on an ordinary Saturday, in the course of Monday", "2026-08-29T10:00:00+07:00", "2026-09-03T17:30:00+07:00"],
])("received %s: the counter must have handed it on (NĐ 61/2018 art. 18)", async (_when, moment, by) => {
  const { id } = await receivedAt(moment);
  const stay = demo.ownerDb.selectFrom("dossier_stay").select("due_at").where("dossier_id", "=", id);
  expect((await stay.executeTakeFirstOrThrow()).due_at).toBe(by);
});
