import { describe, expect, test } from "vitest";
import { moment } from "../../domain/shared/moment.ts";
import { useDemoApp } from "../../testing/demo-app.ts";
import { useDossierApi } from "../../testing/dossier-api.ts";
import { birthFiling, permitFiling } from "../../testing/filings.ts";
import { stopUnsupplied } from "./stop-unsupplied.ts";

const demo = useDemoApp();
const { file, act, refuse } = useDossierApi(demo);

const MONDAY = "2026-09-07T09:00:00+07:00";
const forward = { action: "forward", next: null, note: "" };
const ask = {
  action: "request-supplement",
  reasons: [{ code: "paper-unreadable", componentCode: "1", note: "Chụp lại cho rõ dấu đỏ" }],
};
const supply = { action: "supply", papers: [], answers: null, note: "Đã mang bản rõ" };
const propose = { action: "propose-result", granted: true, summary: "Cấp giấy khai sinh", documentIds: [] };
const finish = { action: "finish", number: "15/KS", documentIds: [] };

const idOf = async (login: string): Promise<string> =>
  (await demo.call(await demo.officer(login), "GET", "/api/v1/session")).json<{ id: string }>().id;

async function agencyId(code: string): Promise<string> {
  const found = demo.ownerDb.selectFrom("agency").select("id").where("code", "=", code);
  return (await found.executeTakeFirstOrThrow()).id;
}

/** A birth registration, received at the commune on Monday 7/9/2026 at 09:00; three working days, due Thursday 09:00. */
async function received(): Promise<string> {
  demo.at(MONDAY);
  const { id } = await file("tiepnhan.xa", birthFiling);
  expect(await act("tiepnhan.xa", id, { action: "receive" })).toMatchObject({ dueAt: "2026-09-10T09:00:00+07:00" });
  return id;
}

/** The same, with the handler of the commune. */
async function handled(): Promise<string> {
  const id = await received();
  await act("tiepnhan.xa", id, forward);
  await act("lanhdao.xa", id, { action: "assign", officerId: await idOf("thuly.xa"), note: "" });
  return id;
}

/** A building permit with both of its legs open: of the department, and of the fire police. */
async function inTwoLegs(): Promise<string> {
  demo.at(MONDAY);
  const { id } = await file("tiepnhan.tinh", permitFiling);
  await act("tiepnhan.tinh", id, { action: "receive" });
  await act("tiepnhan.tinh", id, forward);
  await act("lanhdao.xaydung", id, { action: "assign", officerId: await idOf("thuly.xaydung"), note: "" });
  return id;
}

async function slips(login: string, id: string) {
  const answer = await demo.call(await demo.officer(login), "GET", `/api/v1/dossiers/${id}/slips`);
  return answer.json<{ items: { kind: string; number: number }[] }>().items;
}

describe("supplement (NĐ 118/2025 art. 11, NĐ 61/2018 art. 19.4)", () => {
  test("what comes after fifteen working days is refused, whether or not the system has stopped the dossier yet", async () => {
    const [late, justInTime] = [await received(), await received()];
    await act("tiepnhan.xa", late, ask);
    await act("tiepnhan.xa", justInTime, ask);
    demo.at("2026-09-28T09:00:00+07:00");
    expect(await act("tiepnhan.xa", justInTime, supply)).toMatchObject({ status: "received" });
    demo.at("2026-09-28T09:00:01+07:00");
    expect(await refuse("tiepnhan.xa", late, supply)).toEqual([409, "supplement-overdue"]);
    const own = await demo.call(await demo.citizen("cd-may"), "POST", `/api/v1/dossiers/${late}/actions`, {
      command: supply,
    });
    expect([own.statusCode, own.json().error.code]).toEqual([409, "supplement-overdue"]);
    await stopUnsupplied({ db: demo.worker.db, now: moment("2026-09-28T09:01:00+07:00") });
    expect(await refuse("tiepnhan.xa", late, supply)).toEqual([409, "wrong-status"]);
  });

  test("an original that the counter keeps is not forgotten when a better one comes", async () => {
    const id = await handled();
    await act("thuly.xa", id, ask);
    const paper = { componentCode: "1", name: "Giấy chứng sinh", documentIds: [], keptOriginals: 1 };
    const after = await act("tiepnhan.xa", id, { ...supply, papers: [paper] });
    expect(after.papers.map(({ keptOriginals }) => keptOriginals)).toEqual([2]);
    await act("thuly.xa", id, propose);
    await act("lanhdao.xa", id, { action: "approve", note: "" });
    await act("lanhdao.xa", id, { action: "sign" });
    await act("vanthu.xa", id, finish);
    await act("tiepnhan.xa", id, { action: "hand-out", receiver: "Lò Thị Mây", method: "direct" });
    const events = await demo.call(await demo.officer("tiepnhan.xa"), "GET", `/api/v1/dossiers/${id}/events`);
    expect(events.json().items.at(-1).event.fact).toMatchObject({ type: "handed-out", originals: { 1: 2 } });
  });

  test("is asked for once, by whomever, also when the dossier comes back to the same step", async () => {
    const id = await handled();
    await act("thuly.xa", id, ask);
    await act("tiepnhan.xa", id, supply);
    await act("thuly.xa", id, propose);
    await act("lanhdao.xa", id, { action: "return-to-step", stepKey: "tham-dinh", note: "Xem lại" });
    for (const login of ["thuly.xa", "tiepnhan.xa"])
      expect(await refuse(login, id, ask)).toEqual([409, "supplement-already-requested"]);
  });
});

describe("apology (NĐ 61/2018 art. 19.9)", () => {
  const apologise = { action: "apologise", reason: "Chờ xác minh", newDueAt: "2026-09-15T17:00:00+07:00" };

  test("once, one working day before at the latest; the letter comes from the book of the agency that is late", async () => {
    const [id, tooLate] = [await handled(), await handled()];
    demo.at("2026-09-09T09:00:00+07:00");
    expect(await refuse("thuly.xa", id, apologise)).toEqual([403, "not-your-role"]);
    expect(await act("lanhdao.xa", id, apologise)).toMatchObject({
      dueAt: apologise.newDueAt,
      originalDueAt: "2026-09-10T09:00:00+07:00",
    });
    expect(await refuse("lanhdao.xa", id, apologise)).toEqual([409, "apology-already-made"]);
    demo.at("2026-09-09T09:00:01+07:00");
    expect(await refuse("lanhdao.xa", tooLate, apologise)).toEqual([422, "apology-too-late"]);
    expect((await slips("lanhdao.xa", id)).map(({ kind, number }) => [kind, number])).toContainEqual(["apology", 1]);
    expect((await slips("lanhdao.xa", tooLate)).map(({ kind }) => kind)).not.toContain("apology");
  });

  test("a date that the clock has moved past is no longer told as the last word", async () => {
    const id = await handled();
    await act("lanhdao.xa", id, { ...apologise, newDueAt: "2026-09-11T17:00:00+07:00" });
    await act("thuly.xa", id, ask);
    demo.at("2026-09-14T09:00:00+07:00");
    expect(await act("tiepnhan.xa", id, supply)).toMatchObject({ dueAt: "2026-09-17T09:00:00+07:00" });
    const page = await demo.call(await demo.officer("thuly.xa"), "GET", `/can-bo/ho-so/${id}`, undefined, {
      accept: "text/html",
    });
    expect(page.body).toContain("Đã xin lỗi");
    expect(page.body).not.toContain("xin lỗi, hẹn lại");
  });

  test.each(["2026-02-30T09:00:00+07:00", "2026-09-31T09:00:00+07:00", "2026-09-15T25:61:61+07:00"])(
    "no new date is %s, which there is not",
    async (newDueAt) => {
      const id = await handled();
      expect(await refuse("lanhdao.xa", id, { ...apologise, newDueAt })).toEqual([400, "invalid-request"]);
      const url = `/api/v1/dossiers?dueBefore=${encodeURIComponent(newDueAt)}`;
      expect((await demo.call(await demo.officer("lanhdao.xa"), "GET", url)).statusCode).toBe(400);
    },
  );
});

describe("consultation (NĐ 61/2018 art. 19.5)", () => {
  const consult = { action: "consult", question: "Có trùng không?", hours: 4 };

  test("an agency that stays silent past its deadline is late and holds nobody up", async () => {
    const id = await handled();
    await act("thuly.xa", id, { ...consult, agencyId: await agencyId("H99.03") });
    // Four hours from 09:00 over lunch.
    demo.at("2026-09-07T15:00:00+07:00");
    expect(await refuse("thuly.xa", id, propose)).toEqual([422, "consultation-open"]);
    demo.at("2026-09-07T15:00:01+07:00");
    expect(await act("thuly.xa", id, propose)).toMatchObject({ consultations: [{ answer: null, late: true }] });
  });

  test.each(["nobody", "H99.31.01"])("is not asked of an agency that is no more or never was: %s", async (code) => {
    const id = await handled();
    const asked = code === "nobody" ? "00000000-0000-4000-8000-000000000000" : await agencyId(code);
    expect(await refuse("thuly.xa", id, { ...consult, agencyId: asked })).toEqual([422, "agency-unknown"]);
  });
});

describe("several agencies at once (NĐ 61/2018 art. 19.6)", () => {
  test("money that is waited for holds every leg, and nothing is issued before it has come", async () => {
    const id = await inTwoLegs();
    await act("thuly.xaydung", id, { action: "request-payment", items: [{ name: "Lệ phí", amount: 75_000 }] });
    expect(await refuse("thamdinh.pccc", id, forward)).toEqual([409, "wrong-status"]);
    expect(await refuse("thuly.xaydung", id, propose)).toEqual([409, "wrong-status"]);
    expect(await refuse("vanthu.xaydung", id, finish)).toEqual([409, "wrong-status"]);
    expect(await refuse("tiepnhan.tinh", id, { action: "confirm-payment", receipt: " " })).toEqual([
      422,
      "receipt-missing",
    ]);
    demo.at("2026-09-09T09:00:00+07:00");
    expect(await act("tiepnhan.tinh", id, { action: "confirm-payment", receipt: "BL 01" })).toMatchObject({
      status: "processing",
      dueAt: "2026-10-07T09:00:00+07:00",
    });
    await act("thamdinh.pccc", id, forward);
  });

  test("a stop ends every leg, and its notice is numbered once", async () => {
    const id = await inTwoLegs();
    const stopped = await act("tiepnhan.tinh", id, { action: "stop", reason: "Người nộp đề nghị dừng" });
    expect(stopped.legs.filter(({ endedAt }) => endedAt === null)).toEqual([]);
    for (const login of ["thuly.xaydung", "thamdinh.pccc"])
      expect(await refuse(login, id, forward)).toEqual([409, "wrong-status"]);
    expect((await slips("tiepnhan.tinh", id)).filter(({ kind }) => kind === "stop-notice")).toHaveLength(1);
  });
});

describe("the end", () => {
  test("is refused reception only before it, withdrawn or stopped only before the decision, handed out once", async () => {
    const id = await handled();
    const reasons = [{ code: "not-eligible", componentCode: null, note: "Không đủ điều kiện" }];
    expect(await refuse("tiepnhan.xa", id, { action: "refuse-reception", reasons })).toEqual([409, "wrong-status"]);
    await act("thuly.xa", id, propose);
    await act("lanhdao.xa", id, { action: "approve", note: "" });
    for (const [login, action] of [
      ["tiepnhan.xa", "withdraw"],
      ["lanhdao.xa", "stop"],
    ] as const)
      expect(await refuse(login, id, { action, reason: "Đổi ý" })).toEqual([409, "decision-already-made"]);
    await act("lanhdao.xa", id, { action: "sign" });
    await act("vanthu.xa", id, finish);
    const handOut = { action: "hand-out", receiver: "Lò Thị Mây", method: "direct" };
    await act("tiepnhan.xa", id, handOut);
    expect(await refuse("tiepnhan.xa", id, handOut)).toEqual([409, "wrong-status"]);
    expect(await refuse("lanhdao.xa", id, { action: "correct", note: "Sửa ngày", documentIds: [] })).toEqual([
      422,
      "result-document-missing",
    ]);
    expect((await slips("tiepnhan.xa", id)).map(({ kind }) => kind)).toEqual(["receipt", "control-sheet"]);
  });
});
