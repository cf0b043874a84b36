import { beforeAll, describe, expect, test } from "vitest";
import { useDemoApp } from "../../testing/demo-app.ts";

const demo = useDemoApp();
const ROOM = "/can-bo/quan-tri/co-quan";
const PAGE = { accept: "text/html" };
let admin = "";

const ids = new Map<string, string>();
beforeAll(async () => {
  admin = await demo.officer("quantri");
  const { items } = (await demo.call(admin, "GET", "/api/v1/agencies")).json<{
    items: { id: string; code: string }[];
  }>();
  for (const { id, code } of items) ids.set(code, id);
});
const id = (code: string): string => ids.get(code) ?? "";

async function send(cookie: string, path: string, fields: Readonly<Record<string, string>>) {
  return demo.app.inject({
    method: "POST",
    url: `${ROOM}${path}`,
    headers: { cookie, ...PAGE, "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams(fields).toString(),
  });
}

describe("the tree", () => {
  test("of a day in the past has its districts; a day that is none is said", async () => {
    const past = await demo.call(admin, "GET", `${ROOM}?ngay=30/06/2025`);
    expect(past.body).toContain("huyện Sông Lam");
    const wrong = await demo.call(admin, "GET", `${ROOM}?ngay=31/02/2025`);
    expect(wrong.body).toContain("Ghi ngày, tháng, năm có thật");
    expect(wrong.body).not.toContain("huyện Sông Lam");
    expect((await demo.call(admin, "GET", `${ROOM}?tim=khong co gi nhu vay`)).body).toContain("Không có cơ quan nào");
    expect((await demo.call(admin, "GET", `${ROOM}?tim=a&tim=b`)).statusCode).toBe(400);
  });
});

describe("the forms", () => {
  const typed = { code: "H99.70", name: "Sở Mẫu", level: "province", from: "01/09/2026", basis: "QĐ 1" };

  test("come back filled with every fault beside its field", async () => {
    const answer = await send(admin, "", { ...typed, code: "h99.02", name: " ", parentId: id("H99") });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('href="#name"');
    expect(answer.body).toContain('href="#code"');
    expect(answer.body).toContain('value="h99.02"');
  });

  test("open, change and close an agency, and the page tells what happened", async () => {
    const made = await send(admin, "", { ...typed, parentId: id("H99") });
    expect(made.statusCode, made.body).toBe(303);
    const path = String(made.headers.location).slice(ROOM.length);
    const change = { name: "Sở Mẫu Mới", parentId: id("H99"), since: "07/09/2026", basis: "QĐ 2" };
    expect((await send(admin, `${path}/thay-doi`, change)).statusCode).toBe(303);
    const refused = await send(admin, `${path}/dong`, { on: "x", successors: "H97" });
    expect([refused.statusCode, refused.body.includes("Ghi ngày")]).toEqual([422, true]);
    const closed = await send(admin, `${path}/dong`, { on: "08/09/2026", successors: "", "closing-basis": "QĐ 3" });
    expect(closed.statusCode).toBe(303);
    const { body } = await demo.call(admin, "GET", `${ROOM}${path}`);
    for (const text of ["Sở Mẫu Mới", "Trước 07/09/2026", "Lập cơ quan", "Sửa cơ quan", "Đóng cơ quan", "Căn cứ: QĐ 3"])
      expect(body).toContain(text);
  });

  test("say what stands in the way of closing, counted", async () => {
    const answer = await send(admin, `/${id("H99.05")}/dong`, { on: "08/09/2026", "closing-basis": "QĐ 3" });
    expect([answer.statusCode, answer.body.includes("Còn 3 cán bộ")]).toEqual([422, true]);
  });
});

describe("who may", () => {
  test.each([
    ["tiepnhan.xa", 403],
    ["kiemtoan", 403],
  ])("%s reads and does not change", async (login, status) => {
    const cookie = await demo.officer(login);
    const page = await demo.call(cookie, "GET", `${ROOM}/${id("H99.02")}`);
    expect([page.statusCode, page.body.includes("Lưu thay đổi")]).toEqual([200, false]);
    expect(page.body.includes("Nhật ký thay đổi")).toBe(login === "kiemtoan");
    expect((await demo.call(cookie, "GET", `${ROOM}/moi`)).statusCode).toBe(status);
    expect((await send(cookie, "", {})).statusCode).toBe(status);
    const change = { name: "Sở", parentId: id("H99") };
    expect((await send(cookie, `/${id("H99.02")}/thay-doi`, change)).statusCode).toBe(status);
    const closing = { on: "08/09/2026", "closing-basis": "QĐ" };
    expect((await send(cookie, `/${id("H99.02")}/dong`, closing)).statusCode).toBe(status);
  });

  test("strangers are sent to sign in, citizens refused, and what is no agency is not found", async () => {
    for (const path of ["", "/moi", `/${id("H99")}`]) {
      expect((await demo.call("", "GET", `${ROOM}${path}`)).statusCode).toBe(401);
      expect((await demo.call("", "GET", `${ROOM}${path}`, undefined, PAGE)).headers.location).toContain(
        "/can-bo/dang-nhap",
      );
      expect((await demo.call(await demo.citizen("cd-may"), "GET", `${ROOM}${path}`)).statusCode).toBe(403);
    }
    for (const path of ["", `/${id("H99")}/thay-doi`, `/${id("H99")}/dong`])
      expect((await send("", path, {})).statusCode).toBe(303);
    expect((await demo.call(admin, "GET", `${ROOM}/no-such-agency`)).statusCode).toBe(404);
    expect((await send(admin, "/00000000-0000-7000-8000-000000000000/dong", {})).statusCode).toBe(404);
  });
});
