import { expect, test } from "vitest";
import { parallelProcess } from "../../../demo/procedures/build.ts";
import { dateOf } from "../../../domain/shared/plain-date.ts";
import { useDemoApp } from "../../../testing/demo-app.ts";
import { fileBirth } from "../../../testing/portal-filing.ts";
import { publishProcess } from "../../procedure/index.ts";

const demo = useDemoApp();
const HTML = { accept: "text/html" };

const page = async (login: string, url: string) => demo.call(await demo.officer(login), "GET", url, undefined, HTML);

const send = async (login: string, url: string, fields: Record<string, string>) =>
  demo.app.inject({
    method: "POST",
    url,
    headers: {
      cookie: login && (await demo.officer(login)),
      ...HTML,
      "content-type": "application/x-www-form-urlencoded",
    },
    payload: new URLSearchParams(fields).toString(),
  });

/** A dossier whose two legs are both open at one officer. */
async function atTwoSteps(): Promise<string> {
  const { db } = demo.worker;
  const now = demo.deps.now();
  const legs = { own: 8, other: 8, otherCode: "H99.20", otherName: "Xác minh nơi cư trú", synthesis: 4 };
  const { steps } = parallelProcess(legs);
  const process = {
    steps: steps.map((step) => (step.key === "phoi-hop" ? { ...step, role: "handler" as const } : step)),
  };
  const decision = { decisionNumber: "2/QĐ", decisionDate: dateOf(now), now, publishedBy: "Quản trị" };
  await publishProcess(db, { procedureCode: "1.000656", process, ...decision });
  const made = await send("tiepnhan.xa", "/can-bo/tiep-nhan/1.000656", {
    name: "Lò Thị Mây",
    identityNumber: "099199000001",
    counter: "H99.20",
    "paper.1": "kept",
    "f.deceased": "Lò Văn Khoa",
    "f.diedOn": "2026-09-01",
    "f.place": "Nhà riêng",
    "f.requester": "Lò Thị Mây",
    "f.phone": "0912000001",
    "f.truth": "on",
  });
  expect(made.statusCode, made.body).toBe(303);
  const url = made.headers["location"] ?? "";
  expect((await send("tiepnhan.xa", `${url}/forward`, {})).statusCode).toBe(303);
  const shown = (await page("lanhdao.xa", url)).body;
  const officer = /<option value="([^"]+)">La Văn Kỳ/.exec(shown)?.[1] ?? "";
  expect((await send("lanhdao.xa", `${url}/assign`, { "assign.officerId": officer })).statusCode).toBe(303);
  return url;
}

test("an officer with two open steps is asked which one he means, and the form waits for the answer", async () => {
  const url = await atTwoSteps();
  const shown = (await page("thuly.xa", url)).body;
  expect(shown).toContain("Bước cần xử lý");
  const unclear = await send("thuly.xa", `${url}/forward`, { "forward.note": "Đã xác minh" });
  expect(unclear.statusCode).toBe(422);
  expect(unclear.body).toContain("Chọn bước cần xử lý");
  expect(unclear.body).toContain("Đã xác minh");
  const clear = await send("thuly.xa", `${url}/forward`, { "forward.note": "Đã xác minh", "forward.stayId": "4" });
  expect(clear.statusCode, clear.body).toBe(303);
  expect((await page("thuly.xa", url)).body).not.toContain("Bước cần xử lý");
});

test("a sign-in page that was tampered with, or a citizen's own session, brings no officer's form back", async () => {
  const carried = JSON.stringify({ path: "/can-bo/ho-so/khong-co/forward", fields: { "forward.note": "x" } });
  for (const giu of [carried, "{", "[]", JSON.stringify({ path: 1, fields: null })]) {
    const credentials = { login: "thuly.xa", password: "motcua-demo", ve: "/can-bo" };
    const back = await send("", "/can-bo/dang-nhap", { ...credentials, giu });
    expect([back.statusCode, back.headers["location"]]).toEqual([303, "/can-bo"]);
  }
  const citizen = await demo.citizen("cd-may");
  const url = "/can-bo/ho-so/01a20efd-5d79-7787-8109-7fb211e97a6c/forward";
  const refused = await demo.app.inject({ method: "POST", url, headers: { cookie: citizen, ...HTML } });
  expect(refused.statusCode).toBe(403);
});

async function menu(login: string): Promise<readonly string[]> {
  const [nav = ""] = /<nav aria-label="Chính">.*?<\/nav>/.exec((await page(login, "/can-bo")).body) ?? [];
  return [...nav.matchAll(/<a[^>]*>([^<]+)<\/a>/g)].map(([, label]) => label ?? "");
}

test("the menu holds what an officer's roles have work in, and no more", async () => {
  expect(await menu("tiepnhan.xa")).toEqual(["Việc của tôi", "Tiếp nhận", "Tìm hồ sơ", "Sổ theo dõi"]);
  expect(await menu("thuly.xa")).toEqual(["Việc của tôi", "Tìm hồ sơ"]);
  expect(await menu("quantri")).toEqual([
    "Việc của tôi",
    "Tìm hồ sơ",
    "Sổ theo dõi",
    "Thay thế",
    "Đọc khẩn cấp",
    "Danh mục",
  ]);
});

test("a filing that waits says until when it is answered, in the list and on its page, and that it is past", async () => {
  demo.at("2026-09-07T08:00:00+07:00");
  const { id } = await fileBirth(demo, { cookie: await demo.citizen("cd-may"), place: "H99.20" });
  const url = `/can-bo/ho-so/${id}`;
  expect((await page("tiepnhan.xa", "/can-bo")).body).toContain("trả lời trước 08:00, 08/09/2026");
  expect((await page("tiepnhan.xa", url)).body).toMatch(/Trả lời trước<\/dt><dd[^>]*>08:00, 08\/09\/2026/);
  demo.at("2026-09-08T08:01:00+07:00");
  expect((await page("tiepnhan.xa", "/can-bo")).body).toContain("Quá giờ trả lời từ 08:00, 08/09/2026");
  expect((await send("tiepnhan.xa", `${url}/receive`, {})).statusCode).toBe(303);
  expect((await page("tiepnhan.xa", url)).body).not.toContain("Trả lời trước");
});
