import type { DemoApp } from "./demo-app.ts";
import { useDossierApi } from "./dossier-api.ts";
import { permitFiling } from "./filings.ts";

/** A building permit from the counter to both legs, and on to the apology: seven events of several people. */
export async function permitToApology(demo: DemoApp): Promise<string> {
  const { file, act } = useDossierApi(demo);
  const idOf = async (login: string): Promise<string> =>
    (await demo.call(await demo.officer(login), "GET", "/api/v1/session")).json<{ id: string }>().id;
  demo.at("2026-09-07T09:00:00+07:00");
  const { id } = await file("tiepnhan.tinh", permitFiling);
  await act("tiepnhan.tinh", id, { action: "receive" });
  await act("tiepnhan.tinh", id, { action: "forward", next: null, note: 'Gồm "bản vẽ"\n\tvà tờ khai \\ 2 trang' });
  await act("lanhdao.xaydung", id, { action: "take-papers" });
  await act("lanhdao.xaydung", id, { action: "assign", officerId: await idOf("thuly.xaydung"), note: "" });
  demo.at("2026-09-14T09:00:00+07:00");
  await act("thuly.xaydung", id, { action: "forward", next: null, note: "Đạt" });
  demo.at("2026-10-01T09:00:00+07:00");
  await act("lanhdao.xaydung", id, {
    action: "apologise",
    reason: "Chờ ý kiến PCCC",
    newDueAt: "2026-10-09T17:00:00+07:00",
  });
  return id;
}
