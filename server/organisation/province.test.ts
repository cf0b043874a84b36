import { expect, test } from "vitest";
import { useDemoApp } from "../../testing/demo-app.ts";
import { getProvince } from "./index.ts";

const demo = useDemoApp();
const ROOM = "/can-bo/quan-tri/tinh";

async function send(login: string, fields: Readonly<Record<string, string>>) {
  return demo.app.inject({
    method: "POST",
    url: ROOM,
    headers: { cookie: login && (await demo.officer(login)), "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams(fields).toString(),
  });
}

test("the province follows from its topmost agency until an administrator sets place and hotline", async () => {
  const agencyName = "Ủy ban nhân dân tỉnh Thanh Bình";
  expect(await getProvince(demo.worker.db)).toMatchObject({
    agencyName,
    name: "tỉnh Thanh Bình",
    placeName: "Thanh Bình",
    hotline: "1022",
  });
  const wrong = await send("quantri", { placeName: "", hotline: "gọi tôi", emergencyHours: "25" });
  expect(wrong.statusCode).toBe(422);
  for (const text of ['href="#placeName"', 'href="#hotline"', 'href="#emergencyHours"', "gọi tôi"])
    expect(wrong.body).toContain(text);
  const done = await send("quantri", { placeName: "Bến Đò", hotline: "0299 1022", emergencyHours: "8" });
  expect([done.statusCode, done.headers.location]).toEqual([303, `${ROOM}?luu=xong`]);
  expect(await getProvince(demo.worker.db)).toMatchObject({
    agencyName,
    placeName: "Bến Đò",
    hotline: "0299 1022",
    emergencyHours: 8,
  });
  const log = await demo.worker.db.selectFrom("organisation_change").select(["action", "before", "after"]).execute();
  expect(log).toEqual([
    {
      action: "province-changed",
      before: { placeName: "Thanh Bình", hotline: "1022", emergencyHours: 4 },
      after: { placeName: "Bến Đò", hotline: "0299 1022", emergencyHours: 8 },
    },
  ]);
});

test.each([
  ["", 401, 401],
  ["tiepnhan.xa", 200, 403],
  ["kiemsoat", 200, 403],
])("%s reads with %i and changes with %i", async (login, read, change) => {
  const cookie = login && (await demo.officer(login));
  const page = await demo.call(cookie, "GET", ROOM);
  expect([page.statusCode, page.body.includes("<button>Lưu</button>")]).toEqual([read, false]);
  expect((await send(login, { placeName: "X", hotline: "1022" })).statusCode).toBe(change);
});
