import { expect, test } from "vitest";
import { useDemoApp } from "../../../testing/demo-app.ts";

const demo = useDemoApp();

test("each account of an office has its own share of look-ups, and strangers at its address have theirs", async () => {
  const ask = async (cookie: string): Promise<number> => {
    const body = { code: "N.H99.01-260907-0001", lastFour: "0000" };
    return (await demo.call(cookie, "POST", "/api/v1/track", body)).statusCode;
  };
  const [first, second] = [await demo.officer("tiepnhan.tinh"), await demo.officer("tiepnhan.xa")];
  for (let n = 0; n < demo.deps.config.limits.lookUps; n += 1) expect(await ask(first)).toBe(404);
  expect(await ask(first)).toBe(429);
  expect(await ask(second)).toBe(404);
  expect(await ask("")).toBe(404);
});
