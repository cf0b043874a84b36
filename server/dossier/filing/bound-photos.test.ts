import { sql } from "kysely";
import { expect, test } from "vitest";
import { useDemoApp } from "../../../testing/demo-app.ts";
import { useDossierApi } from "../../../testing/dossier-api.ts";
import { photo } from "../../../testing/journey.ts";
import { birthDeclared, fileBirth } from "../../../testing/portal-filing.ts";
import { sendForm } from "../../../testing/send-form.ts";

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
    where d.name = ${name} group by d.id having count(*) > 1`.execute(demo.deps.db);
  return rows.map(({ photos }) => photos);
};

test("two photos of one paper are one PDF of two pages, on the portal, in a supplement and in a scan at the counter", async () => {
  const citizen = await demo.citizen("cd-may");
  const photos = { "tep.1": await two("giấy chứng sinh") };
  const { id, shown } = await fileBirth(demo, { cookie: citizen, place: "H99.22", files: photos });
  expect(shown).toMatch(/giấy chứng sinh\.pdf.{0,60}2 trang/s);
  expect(shown).not.toContain("trang 2.jpg");
  expect(await kept("giấy chứng sinh.pdf")).toEqual(["giấy chứng sinh.jpg, trang 2.jpg"]);
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
  expect(await kept("rõ.pdf")).toEqual(["rõ.jpg, trang 2.jpg"]);
  const page = (await demo.call(office, "GET", `/can-bo/ho-so/${id}`, undefined, HTML)).body;
  expect(page).toMatch(/rõ\.pdf.{0,80}2 trang/s);
});

test("a scan at the counter comes back as one PDF with the faults of the form, one photo stays a photo", async () => {
  const office = await demo.officer("tiepnhan.khesim");
  const fields = { ...birthDeclared, name: "Lò Thị Mây", identityNumber: "1", counter: "H99.22", "paper.1": "scanned" };
  const files = { "tep.1": await two("quét"), "tep.2": [{ ...(await photo(190)), name: "một.jpg" }] };
  const back = await sendForm(demo, { cookie: office, url: "/can-bo/tiep-nhan/1.001193" }, { fields, files });
  expect(back.statusCode).toBe(422);
  expect(back.body).toMatch(/Đã có: .{0,10}quét\.pdf.{0,80}2 trang/s);
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
