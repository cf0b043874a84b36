import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { useDemoApp } from "../../../testing/demo-app.ts";
import { useDossierApi } from "../../../testing/dossier-api.ts";
import { fileBirth } from "../../../testing/portal-filing.ts";

const demo = useDemoApp();
const { act } = useDossierApi(demo);
const HTML = { accept: "text/html" };
const NUMBER = "099199000001";
const SHOWN = "0991•••••001";
let id = "";
let code = "";

beforeAll(async () => {
  ({ id } = await fileBirth(demo, { cookie: await demo.citizen("cd-may"), place: "H99.20" }));
  ({ code } = (await act("tiepnhan.xa", id, { action: "receive" })) as { code: string });
});

const get = async (cookie: string, url: string) =>
  demo.call(cookie, "GET", url, undefined, url.startsWith("/api") ? {} : HTML);
const seenBy = async (login: string) => {
  const cookie = login.startsWith("cd-") ? await demo.citizen(login) : await demo.officer(login);
  return (await get(cookie, `/api/v1/dossiers/${id}`)).json();
};
const reveal = async (login: string, purpose: string) =>
  demo.call(await demo.officer(login), "POST", `/api/v1/dossiers/${id}/reveal`, { purpose });
const revealOnPage = async (login: string, fields: Record<string, string>) =>
  demo.app.inject({
    method: "POST",
    url: `/can-bo/ho-so/${id}/xem-du`,
    headers: {
      cookie: await demo.officer(login),
      accept: "text/html",
      "content-type": "application/x-www-form-urlencoded",
    },
    payload: new URLSearchParams(fields).toString(),
  });

describe("persons' numbers", () => {
  test.each([
    ["the counter that took it in", "tiepnhan.xa", true],
    ["who may act on it", "lanhdao.xa", true],
    ["the person himself", "cd-may", true],
    ["a colleague who does not hold it", "thuly.xa", false],
    ["the seal clerk before his step", "vanthu.xa", false],
    ["the control office", "kiemsoat", false],
    ["the inspector", "kiemtoan", false],
  ])("%s", async (_, login, full) => {
    const view = await seenBy(login);
    expect([view.masked, view.applicant.identityNumber]).toEqual([!full, full ? NUMBER : SHOWN]);
    expect(JSON.stringify(view).includes(NUMBER)).toBe(full);
    if (login === "cd-may") return;
    const cookie = await demo.officer(login);
    const page = (await get(cookie, `/can-bo/ho-so/${id}`)).body;
    expect([page.includes(NUMBER), page.includes("xem-du")]).toEqual([full, !full]);
    const events = await get(cookie, `/api/v1/dossiers/${id}/events`);
    expect([events.statusCode, events.body.includes(NUMBER)]).toEqual([200, full]);
    expect(events.json()).toMatchObject({ chain: { ok: true }, masked: !full });
  });

  test("stand in no list and no search", async () => {
    const cookie = await demo.officer("tiepnhan.xa");
    for (const url of [
      "/api/v1/dossiers",
      `/api/v1/dossiers?text=${code}`,
      "/api/v1/work",
      "/can-bo",
      `/can-bo/tim?tim=${code}`,
      "/can-bo/so-theo-doi?quay=H99.20",
      "/api/v1/register?agency=H99.20&from=2026-09-01&to=2026-09-07",
    ]) {
      const answer = await get(cookie, url);
      expect([url, answer.statusCode, answer.body.includes(NUMBER)]).toEqual([url, 200, false]);
    }
  });

  test("are shown for a purpose, to that officer alone, for half an hour, and the log says what for", async () => {
    const bare = await revealOnPage("kiemsoat", {});
    expect(bare.statusCode).toBe(422);
    expect(bare.body).toContain("Chọn mục đích xem trong danh sách.");
    expect(bare.body).not.toContain(NUMBER);
    const again = await get(await demo.officer("kiemsoat"), `/can-bo/ho-so/${id}/xem-du`);
    expect([again.statusCode, again.headers["location"]]).toEqual([303, `/can-bo/ho-so/${id}`]);
    const done = await revealOnPage("kiemsoat", { purpose: "complaint" });
    expect([done.statusCode, done.headers["location"]]).toEqual([303, `/can-bo/ho-so/${id}`]);
    expect((await get(await demo.officer("kiemsoat"), `/can-bo/ho-so/${id}`)).body).toContain(NUMBER);
    expect((await seenBy("kiemtoan")).masked).toBe(true);
    const { rows } = await sql`
      select a.kind, a.login, a.purpose from access_log a where a.kind = 'reveal'`.execute(demo.ownerDb);
    expect(rows).toEqual([{ kind: "reveal", login: "kiemsoat", purpose: "Giải quyết phản ánh, khiếu nại" }]);
    const wrong = await reveal("kiemtoan", "tò mò");
    expect([wrong.statusCode, wrong.json().error.code]).toEqual([422, "purpose-unknown"]);
    expect((await reveal("kiemtoan", "supervise")).json()).toMatchObject({ masked: false });
    demo.at("2026-09-07T08:29:59+07:00");
    expect((await seenBy("kiemsoat")).masked).toBe(false);
    demo.at("2026-09-07T08:30:01+07:00");
    expect((await seenBy("kiemsoat")).masked).toBe(true);
  });

  test("are asked for by officers who may see the dossier alone", async () => {
    expect((await reveal("thuly.dongman", "supervise")).statusCode).toBe(404);
    expect((await revealOnPage("thuly.dongman", { purpose: "supervise" })).statusCode).toBe(404);
    const url = `/api/v1/dossiers/${id}/reveal`;
    const may = await demo.citizen("cd-may");
    expect((await demo.call(may, "POST", url, { purpose: "supervise" })).statusCode).toBe(403);
    expect((await demo.call("", "POST", url, { purpose: "supervise" })).statusCode).toBe(401);
  });

  test("are there for who reads in an emergency, whose reason is known", async () => {
    const reason = "Cấp cứu, cần số điện thoại người nhà của trẻ";
    const cookie = await demo.officer("thuly.yte");
    await demo.call(cookie, "POST", "/api/v1/emergency-reads", { code, reason });
    expect(await seenBy("thuly.yte")).toMatchObject({ masked: false, applicant: { identityNumber: NUMBER } });
  });

  test("are masked for the counter as well once the dossier is over", async () => {
    await act("tiepnhan.xa", id, { action: "withdraw", reason: "Người nộp xin rút" });
    expect(await seenBy("tiepnhan.xa")).toMatchObject({ masked: true, applicant: { identityNumber: SHOWN } });
  });
});
