import { afterAll, beforeAll, expect, test } from "vitest";
import { useDatabase } from "../../../testing/database.ts";
import { testDeps } from "../../../testing/deps.ts";
import { readProxies } from "../trusted-proxies.ts";
import { buildServer, type App } from "./server.ts";

const database = useDatabase();
const apps = new Map<string, App>();

beforeAll(async () => {
  for (const setting of ["", "10.20.0.0/24, fd00:20::/64"]) {
    const app = await buildServer(testDeps(database.db, { trustedProxies: readProxies(setting).proxies }));
    app.get("/ip", async ({ ip }) => ip);
    apps.set(setting === "" ? "nothing set" : "proxies set", app);
  }
});
afterAll(async () => {
  for (const app of apps.values()) await app.close();
});

test.each([
  ["nothing set", "127.0.0.1", "203.0.113.7", "203.0.113.7"],
  ["nothing set", "::1", "203.0.113.7", "203.0.113.7"],
  ["nothing set", "10.20.0.5", "203.0.113.7", "10.20.0.5"],
  ["nothing set", "192.168.1.9", "203.0.113.7", "192.168.1.9"],
  ["proxies set", "10.20.0.5", "203.0.113.7", "203.0.113.7"],
  ["proxies set", "::ffff:10.20.0.5", "203.0.113.7", "203.0.113.7"],
  ["proxies set", "fd00:20::8", "2001:db8::1", "2001:db8::1"],
  ["proxies set", "10.20.1.5", "203.0.113.7", "10.20.1.5"],
  ["proxies set", "198.51.100.4", "203.0.113.7", "198.51.100.4"],
  // Whoever stands before the last proxy is told by it; what that client itself claims is not believed.
  ["proxies set", "10.20.0.5", "192.0.2.1, 203.0.113.7", "203.0.113.7"],
  ["proxies set", "10.20.0.5", "192.0.2.1, 203.0.113.7, 10.20.0.9", "203.0.113.7"],
])("%s: a request from %s that names %s comes from %s", async (setting, remoteAddress, forwarded, wanted) => {
  const answer = await apps
    .get(setting)
    ?.inject({ url: "/ip", remoteAddress, headers: { "x-forwarded-for": forwarded } });
  expect(answer?.body).toBe(wanted);
});
