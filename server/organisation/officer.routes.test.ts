import { beforeAll, describe, expect, test } from "vitest";
import { useDemoApp } from "../../testing/demo-app.ts";

const demo = useDemoApp();
const agencies = new Map<string, string>();
let admin = "";

beforeAll(async () => {
  admin = await demo.officer("quantri");
  const { items } = (await demo.call(admin, "GET", "/api/v1/agencies")).json<{
    items: { id: string; code: string }[];
  }>();
  for (const { id, code } of items) agencies.set(code, id);
});

const task = (code: string, more: object = {}): object => {
  return { agencyId: agencies.get(code), roles: ["handler"], from: "2026-09-01", ...more };
};
const post = (cookie: string, path: string, body: object) => demo.call(cookie, "POST", `/api/v1${path}`, body);
const list = async (cookie: string, query = "") =>
  (await demo.call(cookie, "GET", `/api/v1/officers${query}`)).json<{ items: { id: string; login: string }[] }>().items;

describe("over the API", () => {
  test("an officer is added, appointed, found and ended", async () => {
    const made = await post(admin, "/officers", { login: "ha.van.bay", name: "Hà Văn Bảy", task: task("H99.20") });
    expect(made.statusCode, made.body).toBe(201);
    const { id } = made.json<{ id: string }>();
    const more = await post(admin, `/officers/${id}/appointments`, task("H99.21", { roles: ["leader"] }));
    expect(more.json().appointments).toHaveLength(2);
    expect((await list(admin, "?q=ha van bay")).map(({ login }) => login)).toEqual(["ha.van.bay"]);
    expect(await list(admin, `?q=ha van bay&agencyId=${agencies.get("H99.22")}`)).toEqual([]);
    const [held] = more.json<{ appointments: { id: string }[] }>().appointments;
    const end = { roles: ["leader"], to: "2026-09-07", basis: "QĐ 9" };
    const ended = await post(admin, `/appointments/${held?.id}/changes`, end);
    const again = await post(admin, `/appointments/${held?.id}/changes`, end);
    expect([ended.json(), again.json()]).toEqual([{ changed: true }, { changed: false }]);
  });

  test("faults are named by field", async () => {
    const bad = await post(admin, "/officers", { login: "Ai", name: "", task: task("H99.20") });
    expect(bad.json().error.details.faults.map(({ field }: { field: string }) => field)).toEqual(["login", "name"]);
    const [known] = await list(admin, "?q=thuly.xa");
    const taken = await post(admin, `/officers/${known?.id}/appointments`, task("H99.20"));
    expect([taken.statusCode, taken.json().error.code]).toEqual([422, "appointment-overlaps"]);
    expect((await post(admin, "/officers", { login: "a" })).statusCode).toBe(400);
  });

  test("what is not there is not found", async () => {
    const nobody = "00000000-0000-7000-8000-000000000000";
    expect((await demo.call(admin, "GET", `/api/v1/officers/${nobody}`)).statusCode).toBe(404);
    expect((await post(admin, `/officers/${nobody}/appointments`, task("H99.20"))).statusCode).toBe(404);
    expect((await post(admin, `/appointments/${nobody}/changes`, { roles: ["leader"], to: null })).statusCode).toBe(
      404,
    );
    const nowhere = await post(admin, "/officers", {
      login: "vang.y",
      name: "Vàng Y",
      task: { ...task("H99.20"), agencyId: nobody },
    });
    expect(nowhere.statusCode).toBe(404);
  });

  test.each([
    ["", 401, 401],
    ["tiepnhan.xa", 403, 403],
    ["kiemtoan", 200, 403],
  ])("%s reads with %i, changes with %i", async (login, read, change) => {
    const cookie = login && (await demo.officer(login));
    const [known] = await list(admin, "?q=thuly.xa");
    const held = await demo.worker.db
      .selectFrom("appointment")
      .select("id")
      .where("officer_id", "=", known?.id ?? "")
      .executeTakeFirstOrThrow();
    for (const path of ["", `/${known?.id}`])
      expect((await demo.call(cookie, "GET", `/api/v1/officers${path}`)).statusCode).toBe(read);
    expect(
      (await post(cookie, "/officers", { login: "vang.z", name: "Vàng Z", task: task("H99.20") })).statusCode,
    ).toBe(change);
    expect((await post(cookie, `/officers/${known?.id}/appointments`, task("H99.21"))).statusCode).toBe(change);
    expect((await post(cookie, `/appointments/${held.id}/changes`, { roles: ["leader"], to: null })).statusCode).toBe(
      change,
    );
  });
});
