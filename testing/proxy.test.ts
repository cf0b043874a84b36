import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** Of Debian's package, or unpacked somewhere else. */
const nginx = [process.env["NGINX_PATH"] ?? "", "/usr/sbin/nginx"].find((path) => path !== "" && existsSync(path));
const folder = mkdtempSync(join(tmpdir(), "motcua-proxy-"));

/** Says what it was sent. */
let upstream: Server;
let proxy: ChildProcess | undefined;
let port = 0;

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

beforeAll(async () => {
  upstream = createServer((asked, answer) => {
    let size = 0;
    asked.on("data", (chunk: Buffer) => (size += chunk.length));
    asked.on("end", () => answer.end(JSON.stringify({ headers: asked.headers, size })));
  });
  const behind = await listen(upstream);
  if (!nginx) return;
  const free = createServer();
  port = await listen(free);
  await new Promise((resolve) => free.close(resolve));
  const key = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"];
  execFileSync("openssl", [...key, "-keyout", join(folder, "key.pem"), "-out", join(folder, "cert.pem")], {
    stdio: "ignore",
  });
  mkdirSync(join(folder, "temp"));
  const own = readFileSync("deploy/proxy/nginx.conf", "utf8")
    .replace("127.0.0.1:3000", `127.0.0.1:${behind}`)
    .replace(/server \{\n {2}listen 80;[^]*?\n\}\n/, "")
    .replace("listen 443 ssl http2;", `listen 127.0.0.1:${port} ssl http2;`)
    .replace("  listen [::]:443 ssl http2;\n", "")
    .replace("/etc/ssl/motcua/fullchain.pem", join(folder, "cert.pem"))
    .replace("/etc/ssl/motcua/privkey.pem", join(folder, "key.pem"));
  const temp = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${folder}/temp/${name};`,
  );
  writeFileSync(
    join(folder, "nginx.conf"),
    `daemon off; pid ${folder}/pid; error_log stderr warn; ${process.getuid?.() === 0 ? "user root;" : ""}
     events {} http { access_log off; ${temp.join(" ")} ${own} }`,
  );
  proxy = spawn(nginx, ["-p", folder, "-c", join(folder, "nginx.conf")], { stdio: "inherit" });
  for (let tries = 0; tries < 100 && (await ask("/").catch(() => undefined)) === undefined; tries += 1) await sleep(50);
});

afterAll(async () => {
  proxy?.kill("SIGTERM");
  if (proxy) await new Promise((resolve) => proxy?.once("exit", resolve));
  upstream.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly size: number;
}

function ask(
  path: string,
  { headers = {}, body }: { headers?: Record<string, string>; body?: Buffer } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const method = body ? "POST" : "GET";
    // The certificate is this test's own.
    const sent = request({ host: "127.0.0.1", port, path, method, headers, rejectUnauthorized: false }, (answer) => {
      let text = "";
      answer.on("data", (chunk: Buffer) => (text += chunk.toString()));
      answer.on("end", () => {
        const said = answer.statusCode === 200 ? JSON.parse(text) : { headers: {}, size: 0 };
        resolve({ status: answer.statusCode ?? 0, ...said });
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

describe.skipIf(nginx === undefined)("nginx as it is given (skipped where there is no nginx)", () => {
  test("the application learns the real address, whatever the client claims", async () => {
    const { headers } = await ask("/", { headers: { "x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "http" } });
    expect(headers["x-forwarded-for"]).toBe("127.0.0.1");
    expect(headers["x-forwarded-proto"]).toBe("https");
  });

  test("papers of 30 MB pass, 120 MB do not", async () => {
    expect(await ask("/nop/x", { body: Buffer.alloc(30_000_000) })).toMatchObject({ status: 200, size: 30_000_000 });
    const tooMuch = await ask("/nop/x", { headers: { "content-length": "120000000" }, body: Buffer.alloc(1) }).catch(
      () => ({ status: 413 }),
    );
    expect(tooMuch.status).toBe(413);
  });

  test("a part of an upload passes", async () => {
    expect(await ask("/api/v1/uploads/1", { body: Buffer.alloc(1_048_576) })).toMatchObject({
      status: 200,
      size: 1_048_576,
    });
  });
});

test("the file for nginx and the test of it speak of the same places", () => {
  const conf = readFileSync("deploy/proxy/nginx.conf", "utf8");
  for (const place of ["127.0.0.1:3000", "listen 443 ssl http2;", "/etc/ssl/motcua/fullchain.pem"])
    expect(conf).toContain(place);
});
