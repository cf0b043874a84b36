import { describe, expect, test } from "vitest";
import { foldAll } from "../../domain/dossier/fold.ts";
import { useDemoApp } from "../../testing/demo-app.ts";
import { useDossierApi } from "../../testing/dossier-api.ts";
import { birthFiling, permitFiling } from "../../testing/filings.ts";
import { eventHash } from "./event-hash.ts";
import type { StoredEvent } from "./event.queries.ts";

const demo = useDemoApp();

const { file, act } = useDossierApi(demo);

const idOf = async (login: string): Promise<string> =>
  (await demo.call(await demo.officer(login), "GET", "/api/v1/session")).json().id;

test("building permit at the counter: two agencies in parallel, apology in time, the late leg named, returned", async () => {
  demo.at("2026-09-07T09:00:00+07:00");
  const { id } = await file("tiepnhan.tinh", permitFiling);
  const received = await act("tiepnhan.tinh", id, { action: "receive" });
  expect(received).toMatchObject({
    code: "H99.01-260907-0001",
    dueAt: "2026-10-05T09:00:00+07:00",
    nationalState: 2,
    actions: expect.arrayContaining(["forward"]),
  });
  await act("tiepnhan.tinh", id, { action: "forward", next: null, note: "" });
  expect(
    await act("lanhdao.xaydung", id, { action: "take-papers" }),
    "the paper that was forwarded is confirmed where it arrives",
  ).toMatchObject({ custody: { holder: "Sở Xây dựng", inTransitTo: null, since: "2026-09-07T09:00:00+07:00" } });
  const legs = await act("lanhdao.xaydung", id, { action: "assign", officerId: await idOf("thuly.xaydung"), note: "" });
  expect(
    legs.legs
      .filter((leg: { endedAt: string | null }) => leg.endedAt === null)
      .map((leg: { agency: string }) => leg.agency),
  ).toEqual(["Sở Xây dựng", "Phòng Cảnh sát phòng cháy, chữa cháy"]);
  demo.at("2026-09-14T09:00:00+07:00");
  await act("thuly.xaydung", id, { action: "forward", next: null, note: "Đạt" });
  demo.at("2026-10-01T09:00:00+07:00");
  const apologised = await act("lanhdao.xaydung", id, {
    action: "apologise",
    reason: "Chờ ý kiến PCCC",
    newDueAt: "2026-10-09T17:00:00+07:00",
  });
  expect(apologised).toMatchObject({ dueAt: "2026-10-09T17:00:00+07:00", originalDueAt: "2026-10-05T09:00:00+07:00" });
  demo.at("2026-10-08T09:00:00+07:00");
  await act("thamdinh.pccc", id, { action: "forward", next: null, note: "Đạt" });
  await act("thuly.xaydung", id, {
    action: "propose-result",
    granted: true,
    summary: "Cấp phép 5 tầng",
    documentIds: [],
  });
  await act("lanhdao.xaydung", id, { action: "approve", note: "" });
  await act("lanhdao.xaydung", id, { action: "sign" });
  const finished = await act("vanthu.xaydung", id, { action: "finish", number: "12/GPXD", documentIds: [] });
  const late = finished.legs.filter((leg: { lateHours: number }) => leg.lateHours > 0);
  // Opened Mon 7/9 09:00, left Thu 8/10 09:00: 23 working days = 184 h against a budget of 40 h.
  expect(late.map(({ agency, lateHours }: { agency: string; lateHours: number }) => [agency, lateHours])).toEqual([
    ["Phòng Cảnh sát phòng cháy, chữa cháy", 144],
  ]);
  expect(
    await act("tiepnhan.tinh", id, { action: "hand-out", receiver: "Lò Thị Mây", method: "direct" }),
  ).toMatchObject({ status: "returned", nationalState: 10, actions: ["link"], custody: null });

  const auditor = await demo.officer("kiemtoan");
  await demo.call(auditor, "POST", `/api/v1/dossiers/${id}/reveal`, { purpose: "supervise" });
  const { items } = (await demo.call(auditor, "GET", `/api/v1/dossiers/${id}/events`)).json<{
    items: StoredEvent[];
  }>();
  expect(items.map(({ event, previousHash }) => eventHash(event, previousHash))).toEqual(items.map(({ hash }) => hash));
  // The saved state is nothing but the fold of the events.
  expect(foldAll(items.map(({ event }) => event))).toMatchObject({ id, status: "returned", version: items.length });
  expect(items.slice(1).map(({ previousHash }) => previousHash)).toEqual(items.slice(0, -1).map(({ hash }) => hash));
});

describe("any counter takes in for any commune", () => {
  test("the centre of the province receives, the commune that is named settles, the centre hands out", async () => {
    demo.at("2026-09-07T09:00:00+07:00");
    const body = { ...birthFiling, receivingAgencyCode: "H99.01", competentAgencyCode: "H99.21" };
    const { id } = await file("tiepnhan.tinh", body);
    const received = await act("tiepnhan.tinh", id, { action: "receive" });
    expect(received).toMatchObject({
      receivingAgency: "Trung tâm Phục vụ hành chính công tỉnh",
      resolvingAgency: "Ủy ban nhân dân xã Đồng Mận",
    });
    await act("tiepnhan.tinh", id, { action: "forward", next: null, note: "" });
    const seen = (await demo.call(await demo.officer("lanhdao.dongman"), "GET", `/api/v1/dossiers/${id}`)).json();
    expect(seen.actions).toContain("assign");
  });

  test.each([
    [null, 422, "competent-agency-missing"],
    ["H99.05", 422, "competent-agency-unfit"],
    ["H99.77", 422, "competent-agency-unfit"],
    // Split between two communes in 2025: the district names none of them.
    ["H99.30", 422, "competent-agency-unfit"],
  ])("the centre of the province with %s: %i %s", async (competentAgencyCode, status, code) => {
    const body = { ...birthFiling, receivingAgencyCode: "H99.01", competentAgencyCode };
    const response = await demo.call(await demo.officer("tiepnhan.tinh"), "POST", "/api/v1/dossiers", body);
    expect([response.statusCode, response.json().error.code]).toEqual([status, code]);
    expect(response.json().error.details.seen).toBe(competentAgencyCode);
  });

  test("a commune closed in 2025 is carried on by its one successor", async () => {
    const body = { ...birthFiling, receivingAgencyCode: "H99.01", competentAgencyCode: "H99.31.01" };
    const response = await demo.call(await demo.officer("tiepnhan.tinh"), "POST", "/api/v1/dossiers", body);
    expect(response.json()).toMatchObject({ resolvingAgency: "Ủy ban nhân dân xã Khe Sim" });
  });
});

describe("what goes wrong", () => {
  test("fifty submits, each sent twice at once with its key, make fifty dossiers numbered without gap", async () => {
    const cookie = await demo.officer("tiepnhan.dongman");
    const body = { ...birthFiling, receivingAgencyCode: "H99.21" };
    const sent = Array.from({ length: 100 }, (_none, index) =>
      demo.call(cookie, "POST", "/api/v1/dossiers", body, { "idempotency-key": `submit-${index % 50}` }),
    );
    const answers = await Promise.all(sent);
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([201]));
    const codes = new Set(
      answers.map((answer) => answer.json<{ submissionCode: string }>().submissionCode.split("-").at(-1)),
    );
    expect([...codes].toSorted((a = "", b = "") => a.localeCompare(b))).toEqual(
      Array.from({ length: 50 }, (_none, index) => String(index + 1).padStart(4, "0")),
    );
  });

  test("a key used again for something else is refused", async () => {
    await file("tiepnhan.xa", birthFiling, "the-same-key");
    const response = await demo.call(
      await demo.officer("tiepnhan.xa"),
      "POST",
      "/api/v1/dossiers",
      { ...birthFiling, resultPlace: "Tại nhà" },
      { "idempotency-key": "the-same-key" },
    );
    expect([response.statusCode, response.json().error.code]).toEqual([422, "idempotency-key-reused"]);
  });

  test("another agency's dossier and one that never was look the same", async () => {
    const { id } = await file("tiepnhan.xa", birthFiling);
    const stranger = await demo.officer("thuly.khesim");
    const unknown = "00000000-0000-4000-8000-000000000000";
    const answers = await Promise.all(
      [id, unknown].map((one) => demo.call(stranger, "GET", `/api/v1/dossiers/${one}`)),
    );
    const acted = await Promise.all(
      [id, unknown].map((one) =>
        demo.call(stranger, "POST", `/api/v1/dossiers/${one}/actions`, { command: { action: "receive" } }),
      ),
    );
    expect([...answers, ...acted].map((answer) => [answer.statusCode, answer.json().error.code])).toEqual(
      Array.from({ length: 4 }, () => [404, "not-found"]),
    );
  });

  test("an action no longer allowed answers 409 with what is allowed now", async () => {
    const { id } = await file("tiepnhan.xa", birthFiling);
    await act("tiepnhan.xa", id, { action: "receive" });
    const response = await demo.call(await demo.officer("tiepnhan.xa"), "POST", `/api/v1/dossiers/${id}/actions`, {
      command: { action: "receive" },
    });
    expect([response.statusCode, response.json().error.code]).toEqual([409, "wrong-status"]);
    expect(response.json().error.details.allowed).toContain("forward");
  });

  test("two receivers at once: one wins, the other is told", async () => {
    const { id, version } = await file("tiepnhan.xa", birthFiling);
    const cookie = await demo.officer("tiepnhan.xa");
    const both = await Promise.all(
      [1, 2].map(() =>
        demo.call(cookie, "POST", `/api/v1/dossiers/${id}/actions`, { version, command: { action: "receive" } }),
      ),
    );
    expect(both.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });

  test("all faults of a filing are answered at once", async () => {
    const citizen = await demo.citizen("cd-may");
    const response = await demo.call(citizen, "POST", "/api/v1/dossiers", {
      ...birthFiling,
      channel: "self-online",
      answers: { ...birthFiling.answers, childBorn: "2026-02-30", phone: "12" },
      papers: [],
    });
    const { code, details } = response.json<{
      error: { code: string; details: { fields: { field: string }[]; missing: { code: string }[] } };
    }>().error;
    expect([
      response.statusCode,
      code,
      details.fields.map(({ field }) => field),
      details.missing.map((one) => one.code),
    ]).toEqual([422, "filing-incomplete", ["phone", "childBorn"], ["1", "2"]]);
  });

  test("nobody acts without signing in, and a handler does not receive", async () => {
    const { id } = await file("tiepnhan.xa", birthFiling);
    const anonymous = await demo.call("", "POST", `/api/v1/dossiers/${id}/actions`, { command: { action: "receive" } });
    const handler = await demo.call(await demo.officer("thuly.xa"), "POST", `/api/v1/dossiers/${id}/actions`, {
      command: { action: "receive" },
    });
    expect([anonymous.statusCode, handler.statusCode]).toEqual([401, 403]);
  });
});
