import { expect, test } from "vitest";
import { sql } from "kysely";
import { birthRegistration } from "../../../demo/procedures/civil-status.ts";
import { plainDate } from "../../../domain/shared/plain-date.ts";
import { useDemoApp } from "../../../testing/demo-app.ts";
import { newId } from "../../platform/ids.ts";
import { publishProcess, saveVersions } from "../../procedure/index.ts";
import { cleanUpDrafts } from "./clean-up-drafts.job.ts";

const demo = useDemoApp();
const HTML = { accept: "text/html" };

const page = (cookie: string, url: string) => demo.call(cookie, "GET", url, undefined, HTML);

/** A form as browsers send it without files. */
const send = (cookie: string, url: string, fields: Record<string, string>) =>
  demo.app.inject({
    method: "POST",
    url,
    headers: { cookie, ...HTML, "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams(fields).toString(),
  });

const cookieOf = (response: { cookies: readonly { name: string; value: string }[] }): string => {
  const kept = response.cookies.find(({ name }) => name === "motcua_nhap");
  return `motcua_nhap=${kept?.value ?? ""}`;
};

async function procedureWithCases(): Promise<void> {
  const { db } = demo.worker;
  const paper = { form: null, originals: 1, copies: 0, electronic: true, optional: false };
  const version = {
    id: newId(),
    code: "9.000001",
    name: "Cấp phép theo trường hợp",
    field: "Thử",
    serviceLevel: "full" as const,
    content: {
      ...birthRegistration.content,
      cases: ["Công trình tôn giáo:", "Công trình theo tuyến:"],
      casesComplete: false,
      components: [
        { ...paper, code: "1", caseName: null, name: "Đơn đề nghị" },
        { ...paper, code: "2", caseName: "Công trình tôn giáo:", name: "Văn bản của ban tôn giáo" },
        { ...paper, code: "3", caseName: "Công trình theo tuyến:", name: "Bình đồ tuyến" },
      ],
    },
    eform: null,
    validFrom: plainDate("2025-07-01"),
    madeAt: demo.deps.now(),
    madeBy: "Quản trị",
    isOwn: true,
  };
  await saveVersions(db, [version]);
  await publishProcess(db, {
    procedureCode: version.code,
    publishedBy: "Quản trị",
    process: birthRegistration.process,
    decisionNumber: "1/QĐ",
    decisionDate: plainDate("2025-06-20"),
    now: demo.deps.now(),
  });
}

test("a procedure with cases asks for the case first and then only for its papers, on the portal and at the counter", async () => {
  await procedureWithCases();
  const people = [
    [await demo.citizen("cd-may"), "/thu-tuc/9.000001/nop"],
    [await demo.officer("tiepnhan.xa"), "/can-bo/tiep-nhan/9.000001"],
  ] as const;
  for (const [cookie, url] of people) {
    const asked = (await page(cookie, url)).body;
    expect(asked).toContain("Công trình theo tuyến");
    expect(asked).not.toContain("Đơn đề nghị");
    expect((await page(cookie, `${url}?tiep=1`)).body).toContain("Chọn trường hợp");
    const chosen = (await page(cookie, `${url}?tiep=1&caseIndex=1`)).body;
    expect(chosen).toContain("Đơn đề nghị");
    expect(chosen).toContain("Bình đồ tuyến");
    expect(chosen).not.toContain("Văn bản của ban tôn giáo");
    const none = (await page(cookie, `${url}?tiep=1&caseIndex=khong`)).body;
    expect(none).toContain("Đơn đề nghị");
    expect(none).not.toContain("Bình đồ tuyến");
  }
});

test("filing for an organisation or for another person is refused beside its fields, with 422 and what was typed", async () => {
  const cookie = await demo.citizen("cd-may");
  const wrong = await send(cookie, "/thu-tuc/9.000001/nop", {
    for: "organisation",
    "for.organisation": "Công ty Sông Bến",
    "for.taxCode": "123",
    caseName: "Công trình theo tuyến:",
  });
  expect(wrong.statusCode).toBe(422);
  expect(wrong.body).toContain("Nhập mã số thuế đúng");
  expect(wrong.body).toContain('value="Công ty Sông Bến"');
  const other = await send(cookie, "/thu-tuc/9.000001/nop", {
    for: "other",
    "for.person": "Bạch Văn Sơn",
    "for.personNumber": "099085000002",
  });
  expect(other.body).toContain("Đính kèm ảnh hoặc tệp văn bản ủy quyền.");
  expect(other.body).toContain("Chọn trường hợp của ông/bà.");
  expect(other.body).toContain('<fieldset class="field invalid" id="caseIndex"');
});

test("what is sent without a session waits under the browser's secret alone, of which the table holds only the hash", async () => {
  const sent = await send("", "/thu-tuc/1.000656/nop", { "f.place": "Nhà riêng" });
  expect([sent.statusCode, sent.headers["location"]]).toEqual([303, expect.stringMatching(/^\/dang-nhap\?ve=\/nop\//)]);
  const secret = cookieOf(sent).split("=")[1] ?? "";
  const { rows } = await sql<{ token_hash: string }>`select token_hash from draft where account_id is null`.execute(
    demo.worker.db,
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.token_hash).toMatch(/^[0-9a-f]{64}$/);
  expect(rows[0]?.token_hash).not.toContain(secret);
  const id = sent.headers["location"]?.split("/").at(-1) ?? "";
  expect((await page(await demo.citizen("cd-son"), `/nop/${id}`)).statusCode).toBe(404);
});

test("a draft that nobody claims is forgotten after thirty days", async () => {
  await send("", "/thu-tuc/1.000656/nop", { "f.place": "Cũ" });
  demo.at("2026-10-08T08:00:00+07:00");
  await send("", "/thu-tuc/1.000656/nop", { "f.place": "Mới" });
  await cleanUpDrafts.run(demo.worker, {});
  const { rows } = await sql<{ place: string }>`
    select answers->>'place' as place from draft where account_id is null`.execute(demo.worker.db);
  expect(rows.map(({ place }) => place)).toEqual(["Mới"]);
  demo.at("2026-09-07T08:00:00+07:00");
});

test("nobody writes into another's draft by naming it", async () => {
  const mine = await send(await demo.citizen("cd-may"), "/thu-tuc/1.000656/nop", { "f.place": "Của Mây" });
  const id = /name="nhap" value="([0-9a-f-]{36})"/.exec(mine.body)?.[1] ?? "";
  const other = await demo.citizen("cd-son");
  await send(other, "/thu-tuc/1.000656/nop", { nhap: id, "f.place": "Của Sơn" });
  const { rows } = await sql<{ place: string }>`
    select answers->>'place' as place from draft where id = ${id}::uuid`.execute(demo.worker.db);
  expect(rows).toEqual([{ place: "Của Mây" }]);
});

test("without a session a known and an unknown draft or dossier answer alike", async () => {
  const cookie = await demo.citizen("cd-may");
  const own = await send(cookie, "/thu-tuc/1.000656/nop", { "f.place": "Nhà" });
  const known = /name="nhap" value="([0-9a-f-]{36})"/.exec(own.body)?.[1] ?? "";
  for (const url of [`/nop/${known}`, `/nop/${newId()}`, `/ho-so/${newId()}/bo-sung`, `/ho-so/${newId()}/rut`]) {
    const answered = await send("", url, { note: "abc" });
    expect([url, answered.statusCode]).toEqual([url, 303]);
    expect(answered.headers["location"]).toMatch(/^\/dang-nhap\?ve=\/(nop|ho-so)\/[0-9a-f-]{36}$/);
    expect(cookieOf(answered)).not.toBe("motcua_nhap=");
  }
});

test.each([
  ["/ho-so/01a20efd-5d79-7787-8109-7fb211e97a6c/bien-nhan", 404],
  ["/ho-so/01a20efd-5d79-7787-8109-7fb211e97a6c", 404],
  ["/nop/01a20efd-5d79-7787-8109-7fb211e97a6c/kiem-tra", 404],
  ["/can-bo", 403],
  ["/can-bo/tiep-nhan/1.000656", 403],
  ["/can-bo/ho-so/01a20efd-5d79-7787-8109-7fb211e97a6c", 403],
])("a citizen at %s is answered %i, and nobody gets there without signing in", async (url, status) => {
  expect((await page(await demo.citizen("cd-nhai"), url)).statusCode).toBe(status);
  expect((await page("", url)).statusCode).toBe(303);
});

test("the counter asks for what is missing instead of receiving, in one act", async () => {
  const cookie = await demo.officer("tiepnhan.xa");
  const fields = {
    name: "Lò Thị Mây",
    identityNumber: "099199000001",
    counter: "H99.20",
    caseName: "Công trình theo tuyến:",
    "paper.1": "kept",
    "paper.3": "none",
  };
  const made = await send(cookie, "/can-bo/tiep-nhan/9.000001", { ...fields, do: "supplement" });
  expect(made.statusCode, made.body).toBe(303);
  const shown = (await page(cookie, made.headers["location"] ?? "")).body;
  expect(shown).toContain("Chờ bổ sung");
  expect(shown).toContain("Bình đồ tuyến");
  const refused = await send(cookie, "/can-bo/tiep-nhan/9.000001", { ...fields, "paper.3": "scanned" });
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain("Chọn tệp quét, hoặc đổi cách nhận giấy này.");
});
