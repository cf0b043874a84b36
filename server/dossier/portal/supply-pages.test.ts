import { beforeAll, expect, test } from "vitest";
import { useDemoApp } from "../../../testing/demo-app.ts";
import { useDossierApi } from "../../../testing/dossier-api.ts";
import { pdf } from "../../../testing/journey.ts";
import { hashToken } from "../../identity/index.ts";
import { claimDrafts } from "../filing/unclaimed-draft.ts";
import { birthDeclared as declared, fileBirth } from "../../../testing/portal-filing.ts";
import { sendForm } from "../../../testing/send-form.ts";

const demo = useDemoApp();
const { act } = useDossierApi(demo);
const HTML = { accept: "text/html" };
let citizen = "";
beforeAll(async () => {
  citizen = await demo.citizen("cd-may");
});

/** A filing of hers that waits for a clearer paper and a corrected declaration. */
async function asked(): Promise<string> {
  const { id } = await fileBirth(demo, { cookie: citizen, place: "H99.20" });
  const reasons = [
    { code: "paper-unreadable", componentCode: "1", note: "Chụp lại" },
    { code: "declaration-incomplete", componentCode: null, note: "Chưa khai cha" },
  ];
  await act("tiepnhan.xa", id, { action: "request-supplement", reasons });
  return id;
}

const supply = (id: string, sent: Parameters<typeof sendForm>[2]) =>
  sendForm(demo, { cookie: citizen, url: `/ho-so/${id}/bo-sung` }, sent);
const summary = (body: string) => [...body.matchAll(/<li><a href="#([^"]+)">/g)].map(([, field]) => field);
const paper = async () => ({ "tep.1": [await pdf("rõ.pdf")] });

test("the page asks for each paper and the form as it was declared, and says until when", async () => {
  const id = await asked();
  const { body } = await demo.call(citizen, "GET", `/ho-so/${id}`, undefined, HTML);
  expect(body).toMatch(/Nộp một lần, đủ mọi mục, trước <strong>\d\d:\d\d, \d\d\/\d\d\/\d{4}<\/strong>/);
  expect(body).toContain('name="f.childName" value="Lò Văn Nam"');
  expect(body).toContain('name="tep.1"');
  expect(body).not.toContain('name="tep.2"');
});

test.each([
  ["nothing", {}, ["tep.1", "note"]],
  ["the declaration unchanged", declared, ["tep.1", "note"]],
  [
    "a declaration that the form refuses",
    { ...declared, "f.childBorn.day": "31", "f.childBorn.month": "2" },
    ["f.childBorn", "tep.1"],
  ],
  ["the paper given up without a reason", { ...declared, "f.fatherName": "Lò Văn Bình", "khong.1": "on" }, ["note"]],
])("sent with %s it comes back as it was typed, and the one chance is not used up", async (_what, fields, faults) => {
  const id = await asked();
  const back = await supply(id, { fields: { ...fields, note: " " } });
  expect([back.statusCode, summary(back.body)]).toEqual([422, faults]);
  const typed = "f.childBorn.day" in fields ? fields["f.childBorn.day"] : "20";
  expect(back.body).toContain(`name="f.childBorn.day" value="${typed}"`);
  const dossier = (await demo.call(citizen, "GET", `/api/v1/dossiers/${id}`)).json();
  expect(dossier.status).toBe("awaiting-supplement");
});

test.each([
  [
    "the paper and the corrected declaration",
    { fields: { ...declared, "f.fatherName": "Lò Văn Bình" }, paper: true },
    "Lò Văn Bình",
  ],
  ["the paper and an explanation", { fields: { ...declared, note: "Chưa xác định được cha" }, paper: true }, undefined],
  [
    "the reason why the paper cannot come, and the declaration",
    {
      fields: { ...declared, "f.fatherName": "Lò Văn Bình", "khong.1": "on", note: "Trạm y tế đã đóng cửa" },
      paper: false,
    },
    "Lò Văn Bình",
  ],
])("taken: %s", async (_what, sent, father) => {
  const id = await asked();
  const done = await supply(id, { fields: sent.fields, files: sent.paper ? await paper() : {} });
  expect(done.statusCode, done.body).toBe(303);
  const dossier = (await demo.call(citizen, "GET", `/api/v1/dossiers/${id}`)).json();
  expect([dossier.status, dossier.answers.fatherName, dossier.answers.childName]).toEqual([
    "submitted",
    father,
    "Lò Văn Nam",
  ]);
});

test("asked to show what the answers call for, the form comes back with it and nothing is sent", async () => {
  const id = await asked();
  const fields = { ...declared, "f.relation": "relative", "cap-nhat": "relation" };
  const shown = await supply(id, { fields });
  expect([shown.statusCode, summary(shown.body)]).toEqual([200, []]);
  expect(shown.body).toContain('name="f.relationText"');
  expect((await demo.call(citizen, "GET", `/ho-so/${id}`, undefined, HTML)).body).not.toContain(
    'name="f.relationText"',
  );
});

test("typed while the session was over, it is there again after the sign-in", async () => {
  const id = await asked();
  const fields = { ...declared, "f.fatherName": "Lò Văn Bình", "khong.1": "on" };
  const kept = await sendForm(demo, { cookie: "", url: `/ho-so/${id}/bo-sung` }, { fields });
  const secret = kept.cookies.find(({ name }) => name === "motcua_nhap")?.value ?? "";
  const { id: accountId } = (await demo.call(citizen, "GET", "/api/v1/session")).json();
  await claimDrafts({ db: demo.worker.db, accountId, now: demo.deps.now() }, hashToken(secret));
  const { body } = await demo.call(citizen, "GET", `/ho-so/${id}`, undefined, HTML);
  expect(body).toContain('name="f.fatherName" value="Lò Văn Bình"');
  expect(body).toMatch(/<input type="checkbox" name="khong\.1" checked=""/);
});

test("opened again where the form had come back, it is the dossier's page; somebody else's is none", async () => {
  const id = await asked();
  const again = await demo.call(citizen, "GET", `/ho-so/${id}/bo-sung`, undefined, HTML);
  expect([again.statusCode, again.headers["location"]]).toEqual([303, `/ho-so/${id}`]);
  const other = await sendForm(
    demo,
    { cookie: await demo.citizen("cd-son"), url: `/ho-so/${id}/bo-sung` },
    { fields: declared },
  );
  expect(other.statusCode).toBe(404);
});

test("over the API a declaration that the form refuses is refused, and nothing is kept of it", async () => {
  const id = await asked();
  const answers = { childName: "Lò Văn Nam" };
  const command = { action: "supply", papers: [], answers, note: "Đã sửa" };
  const refused = await demo.call(citizen, "POST", `/api/v1/dossiers/${id}/actions`, { command });
  expect([refused.statusCode, refused.json().error.code]).toEqual([422, "answers-faulty"]);
});
