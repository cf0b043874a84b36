import { beforeAll, describe, expect, test } from "vitest";
import { useDemoApp } from "../../testing/demo-app.ts";
import { readSheet } from "../platform/sheet/read-sheet.ts";

const demo = useDemoApp();
const ROOM = "/can-bo/quan-tri/can-bo";
const PASSWORD = "bốn con trâu lội qua sông";
const agencies = new Map<string, string>();
let admin = "";

beforeAll(async () => {
  admin = await demo.officer("quantri");
  const { items } = (await demo.call(admin, "GET", "/api/v1/agencies")).json<{
    items: { id: string; code: string }[];
  }>();
  for (const { id, code } of items) agencies.set(code, id);
});

async function send(cookie: string, url: string, fields: Readonly<Record<string, string>> = {}) {
  return demo.app.inject({
    method: "POST",
    url,
    headers: { cookie, "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams(fields).toString(),
  });
}
const idOf = async (login: string): Promise<string> =>
  (await demo.worker.db.selectFrom("account").select("officer_id").where("login", "=", login).executeTakeFirstOrThrow())
    .officer_id ?? "";
const task = (code: string, roles: string): Record<string, string> => {
  return { agency: agencies.get(code) ?? "", roles, from: "01/09/2026", basis: "QĐ 5" };
};
const CODE = /[A-Z2-9]{5}(-[A-Z2-9]{5}){4}/;

async function added(login: string, name: string, code: string, roles: string): Promise<string> {
  const answer = await send(admin, ROOM, { login, name, ...task(code, roles) });
  expect(answer.statusCode, answer.body).toBe(303);
  return String(answer.headers.location).slice(ROOM.length + 1);
}

async function activated(id: string, login: string): Promise<string> {
  const code = CODE.exec((await send(admin, `${ROOM}/${id}/ma-kich-hoat`)).body)?.[0] ?? "";
  const answer = await send("", "/can-bo/kich-hoat", {
    login,
    code: code.toLowerCase(),
    password: PASSWORD,
    again: PASSWORD,
  });
  expect(answer.statusCode, answer.body).toBe(303);
  return `motcua_session=${answer.cookies[0]?.value ?? ""}`;
}

describe("a new officer", () => {
  test("comes without a password, activates once, works, and sees the end of the task", async () => {
    const id = await added("ha.van.moi", "Hà Văn Mới", "H99.20", "receiver");
    const issued = await send(admin, `${ROOM}/${id}/ma-kich-hoat`);
    const code = CODE.exec(issued.body)?.[0] ?? "";
    expect(issued.headers["cache-control"]).toBe("no-store");
    const account = await demo.worker.db
      .selectFrom("account")
      .selectAll()
      .where("login", "=", "ha.van.moi")
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(account)).not.toContain(code);
    const form = { login: "ha.van.moi", code, password: PASSWORD, again: PASSWORD };
    const weak = await send("", "/can-bo/kich-hoat", { ...form, password: "matkhau123456", again: "matkhau123456" });
    expect([weak.statusCode, weak.body.includes("quá dễ đoán")]).toEqual([422, true]);
    expect((await send("", "/can-bo/kich-hoat", { ...form, again: "x" })).statusCode).toBe(422);
    expect((await send("", "/can-bo/kich-hoat", { ...form, login: "ai.do" })).statusCode).toBe(401);
    const done = await send("", "/can-bo/kich-hoat", form);
    expect([done.statusCode, done.headers.location]).toEqual([303, "/can-bo"]);
    expect((await send("", "/can-bo/kich-hoat", form)).statusCode).toBe(401);
    const cookie = `motcua_session=${done.cookies[0]?.value ?? ""}`;
    expect((await demo.call(cookie, "GET", "/can-bo")).statusCode).toBe(200);

    const held = await demo.worker.db
      .selectFrom("appointment")
      .select("id")
      .where("officer_id", "=", id)
      .executeTakeFirstOrThrow();
    const end = `${ROOM}/${id}/nhiem-vu/${held.id}/ket-thuc`;
    const refused = await send(admin, end, { [`to-${held.id}`]: "31/02/2026" });
    expect([refused.statusCode, refused.body.includes("31/02/2026")]).toEqual([422, true]);
    expect((await send(admin, end, { [`to-${held.id}`]: "07/09/2026", [`basis-${held.id}`]: "QĐ 6" })).statusCode).toBe(
      303,
    );
    expect((await demo.call(cookie, "GET", "/can-bo")).statusCode).toBe(401);
    const again = await demo.call("", "POST", "/api/v1/session", { login: "ha.van.moi", password: PASSWORD });
    expect([again.statusCode, again.json().error.code]).toEqual([403, "no-appointment"]);
    const page = await demo.call(admin, "GET", `${ROOM}/${id}`);
    for (const text of ["Thêm cán bộ", "Kết thúc phân công", "Cấp mã kích hoạt", "QĐ 6"])
      expect(page.body).toContain(text);
  });

  test("a code ends after a week and when a newer one is issued", async () => {
    const id = await added("lo.thi.cham", "Lò Thị Chậm", "H99.20", "handler");
    const codes: string[] = [];
    for (let n = 0; n < 2; n += 1)
      codes.push(CODE.exec((await send(admin, `${ROOM}/${id}/ma-kich-hoat`)).body)?.[0] ?? "");
    const form = { login: "lo.thi.cham", password: PASSWORD, again: PASSWORD };
    expect((await send("", "/can-bo/kich-hoat", { ...form, code: codes[0] ?? "" })).statusCode).toBe(401);
    demo.at("2026-09-14T08:00:00+07:00");
    expect((await send("", "/can-bo/kich-hoat", { ...form, code: codes[1] ?? "" })).statusCode).toBe(401);
    demo.at("2026-09-07T08:00:00+07:00");
    admin = await demo.officer("quantri");
  });

  test("codes for everybody without a password come once, as a table", async () => {
    await added("vang.thi.cho", "Vàng Thị Chờ", "H99.20", "handler");
    const answer = await send(admin, `${ROOM}/ma-kich-hoat`);
    const columns = [
      { key: "login", header: "Tên đăng nhập", hint: "", required: true },
      { key: "code", header: "Mã kích hoạt", hint: "", required: true },
    ];
    const rows = readSheet(answer.rawPayload, columns).map(({ cells }) => cells);
    const own = rows.find(({ login }) => login === "vang.thi.cho");
    expect(own?.["code"]).toMatch(CODE);
    const form = { login: "vang.thi.cho", code: own?.["code"] ?? "", password: PASSWORD, again: PASSWORD };
    expect((await send("", "/can-bo/kich-hoat", form)).statusCode).toBe(303);
  });

  test("what is missing stands beside each field", async () => {
    const answer = await send(admin, ROOM, {
      login: "Ai đó",
      name: "",
      roles: "",
      agency: agencies.get("H99.20") ?? "",
      from: "01/09/2026",
    });
    expect(answer.statusCode).toBe(422);
    for (const field of ["login", "name"]) expect(answer.body).toContain(`href="#${field}"`);
    const nowhere = await send(admin, ROOM, {
      login: "vang.e",
      name: "Vàng E",
      roles: "leader",
      agency: "x",
      from: "01/09/2026",
    });
    expect(nowhere.body).toContain('href="#agency"');
  });
});

describe("an account", () => {
  test("that is locked signs nobody in and ends its sessions; unlocked it works again", async () => {
    const id = await added("bac.van.khoa", "Bạc Văn Khoá", "H99.20", "handler");
    const cookie = await activated(id, "bac.van.khoa");
    expect((await send(admin, `${ROOM}/${id}/khoa`)).statusCode).toBe(303);
    expect((await demo.call(cookie, "GET", "/can-bo")).statusCode).toBe(401);
    const signIn = (password: string) => demo.call("", "POST", "/api/v1/session", { login: "bac.van.khoa", password });
    expect([(await signIn(PASSWORD)).statusCode, (await signIn("sai")).statusCode]).toEqual([403, 401]);
    expect((await send(admin, `${ROOM}/${id}/ma-kich-hoat`)).statusCode).toBe(409);
    await send(admin, `${ROOM}/${id}/mo-khoa`);
    expect((await signIn(PASSWORD)).statusCode).toBe(200);
  });

  test("shows its sessions, and one is ended from afar while the other stays", async () => {
    const id = await idOf("thuly.khesim");
    const stays = await demo.officer("thuly.khesim");
    demo.at("2026-09-07T09:00:00+07:00");
    const ends = await demo.officer("thuly.khesim");
    const own = await demo.officer("quantri");
    const page = await demo.call(own, "GET", `${ROOM}/${id}`);
    const newest = /phien\/([0-9a-f-]{36})\/ket-thuc/.exec(page.body)?.[1] ?? "";
    expect((await send(own, `${ROOM}/${id}/phien/${newest}/ket-thuc`)).statusCode).toBe(303);
    expect((await demo.call(ends, "GET", "/can-bo")).statusCode).toBe(401);
    expect((await demo.call(stays, "GET", "/can-bo")).statusCode).toBe(200);
    admin = own;
  });

  test("nobody locks himself out, and the last administrator stays", async () => {
    const id = await idOf("quantri");
    expect((await send(admin, `${ROOM}/${id}/khoa`)).statusCode).toBe(422);
    const held = await demo.worker.db
      .selectFrom("appointment")
      .select("id")
      .where("officer_id", "=", id)
      .executeTakeFirstOrThrow();
    const end = await send(admin, `${ROOM}/${id}/nhiem-vu/${held.id}/ket-thuc`, { [`to-${held.id}`]: "07/09/2026" });
    expect([end.statusCode, end.body.includes("quản trị duy nhất")]).toEqual([422, true]);
  });
});

describe("who may", () => {
  test("an administrator of one commune keeps its officers and nobody's else", async () => {
    const id = await added("quan.tri.xa", "Quản Trị Xã", "H99.20", "administrator");
    const own = await activated(id, "quan.tri.xa");
    const other = await idOf("thuly.xaydung");
    expect((await demo.call(own, "GET", `${ROOM}/${other}`)).statusCode).toBe(404);
    for (const path of ["ma-kich-hoat", "khoa", "mo-khoa", "nhiem-vu", "thong-tin"])
      expect((await send(own, `${ROOM}/${other}/${path}`, task("H99.20", "handler"))).statusCode, path).toBe(404);
    const away = await send(own, `${ROOM}/${id}/nhiem-vu`, task("H99.02", "administrator"));
    expect(away.statusCode).toBe(404);
    expect((await send(own, ROOM, { login: "vang.x", name: "Vàng X", ...task("H99.02", "leader") })).statusCode).toBe(
      404,
    );
    expect((await send(own, ROOM, { login: "vang.x", name: "Vàng X", ...task("H99.20", "leader") })).statusCode).toBe(
      303,
    );
    const list = await demo.call(own, "GET", ROOM);
    expect([list.body.includes("Bế Thị Thơm"), list.body.includes("Lương Văn Tấn")]).toEqual([true, false]);
    const elsewhere = await demo.call(own, "GET", `${ROOM}?co-quan=${agencies.get("H99.02") ?? ""}`);
    expect(elsewhere.body).not.toContain("Lương Văn Tấn");
  });

  test("appointing a superior at home does not open that person's account", async () => {
    const own = await activated(await idOf("quan.tri.xa"), "quan.tri.xa");
    const superior = await idOf("lanhdao.yte");
    await send(admin, `${ROOM}/${superior}/nhiem-vu`, task("H99.20", "handler"));
    expect((await demo.call(own, "GET", `${ROOM}/${superior}`)).statusCode).toBe(200);
    for (const path of ["ma-kich-hoat", "khoa", "thong-tin"])
      expect((await send(own, `${ROOM}/${superior}/${path}`)).statusCode, path).toBe(403);
  });

  test("what an administrator does for himself is marked for everybody who looks", async () => {
    const id = await idOf("quan.tri.xa");
    const own = await activated(id, "quan.tri.xa");
    const { agency } = task("H99.20", "");
    const more = await send(own, `${ROOM}/${id}/nhiem-vu`, { ...task("H99.20", "leader"), agency: agency ?? "" });
    expect(more.body).toContain("đã có nhiệm vụ");
    const own2 = await demo.call(own, "GET", `${ROOM}/${id}`);
    expect(own2.body).not.toContain("Tự làm cho mình");
    const held = await demo.worker.db
      .selectFrom("appointment")
      .select("id")
      .where("officer_id", "=", id)
      .executeTakeFirstOrThrow();
    await send(own, `${ROOM}/${id}/nhiem-vu/${held.id}/ket-thuc`, { [`to-${held.id}`]: "01/12/2026" });
    const auditor = await demo.call(await demo.officer("kiemtoan"), "GET", `${ROOM}/${id}`);
    expect(auditor.body).toContain("Tự làm cho mình");
    expect(auditor.body).not.toContain("Cấp mã kích hoạt mới");
  });

  test.each([
    ["", 401],
    ["tiepnhan.xa", 403],
  ])("%s reads and changes nothing", async (login, status) => {
    const cookie = login && (await demo.officer(login));
    const id = await idOf("thuly.xa");
    for (const path of ["", "/moi", `/${id}`])
      expect((await demo.call(cookie, "GET", ROOM + path)).statusCode, path).toBe(status);
    const session = "00000000-0000-7000-8000-000000000000";
    const paths = ["", "/ma-kich-hoat", `/${id}/ma-kich-hoat`, `/${id}/khoa`, `/${id}/mo-khoa`, `/${id}/nhiem-vu`];
    for (const path of [
      ...paths,
      `/${id}/thong-tin`,
      `/${id}/phien/${session}/ket-thuc`,
      `/${id}/nhiem-vu/${session}/ket-thuc`,
    ])
      expect((await send(cookie, ROOM + path)).statusCode, path).toBe(status);
  });

  test("the auditor reads and may not change; what is no officer is not found", async () => {
    const auditor = await demo.officer("kiemtoan");
    const id = await idOf("thuly.xa");
    expect((await demo.call(auditor, "GET", `${ROOM}/${id}`)).statusCode).toBe(200);
    for (const path of ["ma-kich-hoat", "khoa", "nhiem-vu", "thong-tin"])
      expect((await send(auditor, `${ROOM}/${id}/${path}`, task("H99.20", "leader"))).statusCode, path).toBe(403);
    for (const unknown of ["x", "00000000-0000-7000-8000-000000000000"])
      expect((await demo.call(admin, "GET", `${ROOM}/${unknown}`)).statusCode).toBe(404);
  });
});
