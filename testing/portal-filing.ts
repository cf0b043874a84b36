import { expect } from "vitest";
import type { DemoApp } from "./demo-app.ts";
import { pdf } from "./journey.ts";
import { sendForm, type SentForm } from "./send-form.ts";

/** What the form of a birth registration declares, as a browser sends it. */
export const birthDeclared = {
  caseName: "Trẻ sinh tại cơ sở y tế, có giấy chứng sinh",
  "f.requester": "Lò Thị Mây",
  "f.relation": "mother",
  "f.phone": "0912000001",
  "f.childName": "Lò Văn Nam",
  "f.childBorn.day": "20",
  "f.childBorn.month": "8",
  "f.childBorn.year": "2026",
  "f.childSex": "male",
  "f.birthPlace": "Trạm y tế",
  "f.motherName": "Lò Thị Mây",
  "f.motherNumber": "099199000001",
  "f.truth": "on",
};

interface PortalFiling {
  readonly cookie: string;
  /** Code of the commune that settles. */
  readonly place: string;
  readonly files?: SentForm["files"];
}

/** Files a birth on the portal; answers with the page on which it was checked and the dossier's id. */
export async function fileBirth(demo: DemoApp, { cookie, place, files = {} }: PortalFiling) {
  const papers = { "tep.1": [await pdf("giấy chứng sinh.pdf")], "tep.2": [await pdf("căn cước.pdf")], ...files };
  const fields = { ...birthDeclared, place, for: "self" };
  const saved = await sendForm(demo, { cookie, url: "/thu-tuc/1.001193/nop" }, { fields, files: papers });
  expect(saved.statusCode, saved.body).toBe(303);
  const check = saved.headers["location"] ?? "";
  const shown = (await demo.call(cookie, "GET", check, undefined, { accept: "text/html" })).body;
  const sent = await sendForm(demo, { cookie, url: check.replace("kiem-tra", "gui") }, {});
  expect(sent.statusCode, sent.body).toBe(303);
  return { id: sent.headers["location"]?.split("/")[2] ?? "", shown };
}
