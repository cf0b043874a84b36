import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync, chmodSync } from "node:fs";
import { createServer, type AddressInfo, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ScannerAddress } from "../server/platform/files/file-settings.ts";

/** Bytes that the scanners of the tests take for a virus. */
export const TEST_VIRUS = "MOTCUA-TEST-VIRUS-BODY";

export interface TestScanner {
  readonly address: ScannerAddress;
  stop(): Promise<void>;
}

/** Speaks clamd's INSTREAM: complete files are judged by whether the test's virus is in them. */
export async function startStandIn(answer?: string): Promise<TestScanner> {
  const server: Server = createServer((socket) => {
    let seen = Buffer.alloc(0);
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      seen = Buffer.concat([seen, chunk]);
      const body = received(seen);
      if (body) socket.end(answer ?? (body.includes(TEST_VIRUS) ? "stream: Test.Virus FOUND\0" : "stream: OK\0"));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: { host: "127.0.0.1", port },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The file's bytes once the part of no length has come. */
function received(seen: Buffer): Buffer | undefined {
  const parts: Buffer[] = [];
  let at = "zINSTREAM\0".length;
  while (at + 4 <= seen.length) {
    const length = seen.readUInt32BE(at);
    if (length === 0) return Buffer.concat(parts);
    parts.push(seen.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}

/** Whether a real clamd is installed on this machine. */
export function hasClamd(): boolean {
  return spawnSync("clamd", ["--version"]).status === 0;
}

/** A real clamd that knows one signature, the test's. Throws when it does not answer within 20 s. */
export async function startClamd(): Promise<TestScanner> {
  const folder = mkdtempSync(join(tmpdir(), "motcua-clamd-"));
  chmodSync(folder, 0o755);
  const path = join(folder, "clamd.ctl");
  mkdirSync(join(folder, "db"));
  writeFileSync(join(folder, "db", "test.ndb"), `Test.Virus:0:*:${Buffer.from(TEST_VIRUS).toString("hex")}\n`);
  const lines = [`LocalSocket ${path}`, `DatabaseDirectory ${join(folder, "db")}`, "Foreground yes"];
  if (process.getuid?.() === 0) lines.push("User root");
  writeFileSync(join(folder, "clamd.conf"), `${lines.join("\n")}\n`);
  const child = spawn("clamd", ["-c", join(folder, "clamd.conf")], { stdio: "ignore" });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  for (let tries = 0; !existsSync(path); tries += 1) {
    if (tries > 200) throw new Error("clamd did not make its socket");
    await sleep(100);
  }
  return {
    address: { path },
    stop: async () => {
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
