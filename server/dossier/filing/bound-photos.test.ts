import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { downloadUrl } from "../../document/index.ts";
import { useDemoApp } from "../../../testing/demo-app.ts";
import { useDossierApi } from "../../../testing/dossier-api.ts";
import { photo } from "../../../testing/journey.ts";
import { birthDeclared, fileBirth } from "../../../testing/portal-filing.ts";
import { sendForm } from "../../../testing/send-form.ts";

interface Opened {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly href: string;
}

const demo = useDemoApp();
const { act } = useDossierApi(demo);
const HTML = { accept: "text/html" };

const two = async (name: string) => [
  { ...(await photo(200)), name: `${name}.jpg` },
  { ...(await photo(201)), name: "trang 2.jpg" },
];

const kept = async (name: string) => {
  const { rows } = await sql<{ photos: string }>`
    select string_agg(p.name, ', ' order by s.position) as photos
    from document d join document_source s on s.document_id = d.id join document p on p.id = s.source_id
    where d.name = ${name} group by d.id having count(*) > 1`.execute(demo.worker.db);
  return rows.map(({ photos }) => photos);
};

/** Files the birth on the portal with two photos of one paper; answers with the dossier's id. */
async function filed(cookie: string): Promise<string> {
  const photos = { "tep.1": await two("IMG_0001") };
  const { id, shown } = await fileBirth(demo, { cookie, place: "H99.22", files: photos });
  expect(shown).toMatch(/Giấy chứng sinh\.pdf.{0,60}2 trang/s);
  expect(shown).not.toContain("trang 2.jpg");
  return id;
}

test("two photos of one paper are one PDF of two pages, on the portal, in a supplement and in a scan at the counter", async () => {
  const citizen = await demo.citizen("cd-may");
  const id = await filed(citizen);
  // Named after the paper, not after whatever the phone called its first photo.
  expect(await kept("Giấy chứng sinh.pdf")).toEqual(["IMG_0001.jpg, trang 2.jpg"]);
  // The place that was chosen on the portal is the commune that settles.
  const office = await demo.officer("tiepnhan.khesim");
  const seen = (await demo.call(office, "GET", `/api/v1/dossiers/${id}`)).json();
  expect(seen).toMatchObject({ resolvingAgency: "Ủy ban nhân dân xã Khe Sim" });

  const reasons = [{ code: "paper-unreadable", componentCode: "1", note: "Chụp lại" }];
  await act("tiepnhan.khesim", id, { action: "request-supplement", reasons });
  const supplied = await sendForm(
    demo,
    { cookie: citizen, url: `/ho-so/${id}/bo-sung` },
    { files: { "tep.1": await two("rõ") } },
  );
  expect(supplied.statusCode, supplied.body).toBe(303);
  expect(await kept("Giấy chứng sinh.pdf")).toEqual(["IMG_0001.jpg, trang 2.jpg", "rõ.jpg, trang 2.jpg"]);
  const page = (await demo.call(office, "GET", `/can-bo/ho-so/${id}`, undefined, HTML)).body;
  expect(page).toMatch(/Giấy chứng sinh\.pdf.{0,80}2 trang.*Ảnh gốc \(2\).*rõ\.jpg/s);
});

test("a scan at the counter comes back as one PDF with the faults of the form, one photo stays a photo", async () => {
  const office = await demo.officer("tiepnhan.khesim");
  const fields = { ...birthDeclared, name: "Lò Thị Mây", identityNumber: "1", counter: "H99.22", "paper.1": "scanned" };
  const files = { "tep.1": await two("quét"), "tep.2": [{ ...(await photo(190)), name: "một.jpg" }] };
  const back = await sendForm(demo, { cookie: office, url: "/can-bo/tiep-nhan/1.001193" }, { fields, files });
  expect(back.statusCode).toBe(422);
  expect(back.body).toMatch(/Đã có: .{0,10}Giấy chứng sinh\.pdf.{0,80}2 trang/s);
  expect(back.body).toMatch(/một\.jpg.{0,80}1 trang/s);
  expect(back.body).not.toContain("trang 2.jpg");
});

test("the same photo handed in again is told, although each time it was bound into a PDF of its own", async () => {
  const office = await demo.officer("tiepnhan.xa");
  const fields = {
    ...birthDeclared,
    name: "Lò Thị Mây",
    identityNumber: "099199000077",
    counter: "H99.20",
    "paper.1": "scanned",
  };
  const first = await sendForm(
    demo,
    { cookie: office, url: "/can-bo/tiep-nhan/1.001193" },
    {
      fields,
      files: {
        "tep.1": [
          { ...(await photo(77)), name: "a.jpg" },
          { ...(await photo(78)), name: "b.jpg" },
        ],
      },
    },
  );
  expect(first.statusCode, first.body).toBe(303);
  const again = await sendForm(
    demo,
    { cookie: office, url: "/can-bo/tiep-nhan/1.001193" },
    {
      fields: { ...fields, identityNumber: "099199000078" },
      files: {
        "tep.1": [
          { ...(await photo(77)), name: "c.jpg" },
          { ...(await photo(79)), name: "d.jpg" },
        ],
      },
    },
  );
  expect(again.statusCode).toBe(409);
  expect(again.body).toContain("(cùng tệp)");
});

describe("the photos under a bound paper", () => {
  test("open for whoever may see the dossier, each view logged, and for nobody else", async () => {
    const citizen = await demo.citizen("cd-may");
    const id = await filed(citizen);
    const readers = {
      citizen,
      receiver: await demo.officer("tiepnhan.khesim"),
      handler: await demo.officer("thuly.khesim"),
    };
    for (const [who, cookie] of Object.entries(readers)) {
      const photos = await originals(cookie, id);
      expect(
        photos.map(({ name }) => name),
        who,
      ).toEqual(["IMG_0001.jpg", "trang 2.jpg"]);
      for (const { href, mediaType } of photos) {
        const opened = await demo.call(cookie, "GET", href);
        expect([opened.statusCode, opened.headers["content-type"]], who).toEqual([200, mediaType]);
      }
    }
    const [first] = await originals(readers.receiver, id);
    const views = await demo.worker.db
      .selectFrom("access_log")
      .select("actor_kind as kind")
      .where("object_id", "=", first?.id ?? "")
      .orderBy("at")
      .execute();
    expect(views.map(({ kind }) => kind)).toEqual(["citizen", "officer", "officer"]);

    const page = (await demo.call(readers.receiver, "GET", `/can-bo/ho-so/${id}?xem=${first?.id}`, undefined, HTML))
      .body;
    expect(page).toMatch(/<details class="originals" open="">.*Ảnh gốc \(2\)/s);
    expect(page).toContain('alt="Ảnh giấy tờ: IMG_0001.jpg"');
    expect((await demo.call(citizen, "GET", `/ho-so/${id}`, undefined, HTML)).body).toMatch(
      /Giấy tờ đã nộp.*Giấy chứng sinh\.pdf.*Ảnh gốc \(2\).*IMG_0001\.jpg/s,
    );

    for (const stranger of [await demo.citizen("cd-son"), await demo.officer("tiepnhan.xa")]) {
      expect((await demo.call(stranger, "GET", `/api/v1/dossiers/${id}/documents`)).statusCode).toBe(404);
      const { id: actorId } = (await demo.call(stranger, "GET", "/api/v1/session")).json<{ id: string }>();
      // Even with an address that is signed for him.
      const url = downloadUrl(demo.deps, { documentId: first?.id ?? "", actorId });
      expect((await demo.call(stranger, "GET", url)).statusCode).toBe(404);
    }
    expect((await demo.call("", "GET", `/api/v1/dossiers/${id}/documents`)).statusCode).toBe(401);
  });

  test("a photo that is not in the dossier is not shown by one that is", async () => {
    const citizen = await demo.citizen("cd-may");
    const id = await filed(citizen);
    const receiver = await demo.officer("tiepnhan.khesim");
    const [inside] = await originals(receiver, id);
    const outside = await uploadPhoto(citizen, 150);
    const bound = await demo.call(citizen, "POST", "/api/v1/documents/bound", {
      documentIds: [inside?.id, outside],
      name: "Khác",
    });
    const { id: actorId } = (await demo.call(receiver, "GET", "/api/v1/session")).json<{ id: string }>();
    const statusOf = async (documentId: string) =>
      (await demo.call(receiver, "GET", downloadUrl(demo.deps, { documentId, actorId }))).statusCode;
    expect([await statusOf(outside), await statusOf(bound.json<{ id: string }>().id)]).toEqual([404, 404]);
    expect(await statusOf(inside?.id ?? "")).toBe(200);
  });
});

async function originals(cookie: string, dossierId: string): Promise<readonly Opened[]> {
  const response = await demo.call(cookie, "GET", `/api/v1/dossiers/${dossierId}/documents`);
  expect(response.statusCode, response.body).toBe(200);
  return response
    .json<{ papers: { files: { originals: Opened[] }[] }[] }>()
    .papers.flatMap(({ files }) => files.flatMap((file) => file.originals));
}

async function uploadPhoto(cookie: string, shade: number): Promise<string> {
  const form = new FormData();
  form.set("file", new File([new Uint8Array((await photo(shade)).buffer)], "khác.jpg"));
  const encoded = new Response(form);
  const response = await demo.app.inject({
    method: "POST",
    url: "/api/v1/documents",
    headers: { cookie, "content-type": encoded.headers.get("content-type") ?? "" },
    payload: Buffer.from(await encoded.arrayBuffer()),
  });
  expect(response.statusCode, response.body).toBe(201);
  return response.json<{ id: string }>().id;
}
