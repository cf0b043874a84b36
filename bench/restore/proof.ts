// npm run proof:restore: everything acknowledged before a backup under load is there again after the machine was wiped.
import { execFile, spawn } from "node:child_process";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { permitFiling } from "../../testing/filings.ts";
import { prove, report, say } from "../harness/proof.ts";
import { signIn } from "../harness/sign-in.ts";
import { ROOT, startSystem, temporaryFolder, type RunningSystem } from "../harness/system.ts";

const CLIENTS = 6;
const BEFORE = 30;
const ROUNDS = 2;
/** Moments at which a restore is killed before the one that counts. */
const KILLED_AFTER_MS = [700, 1500, 2500];
const run = promisify(execFile);

/** What a client was told is stored: its dossier and the digest of the paper in it. */
interface Acknowledged {
  readonly id: string;
  readonly sha256: string;
}

interface Backup {
  readonly archive: string;
  readonly before: readonly Acknowledged[];
  readonly root: string;
  readonly dossiers: number;
}

const folder = temporaryFolder("restore");
let round = 0;

await report(
  async () => [
    await prove({
      name: "of what was acknowledged before the backup, found again with its paper and its chain",
      threshold: 1,
      better: "more",
      rounds: ROUNDS,
      limit: async () => 1,
      ours: async () => cycle(await backUp()),
      // One byte in the middle of the archive is turned over: a restore that did not notice would reach 1.
      spoilt: async () => cycle(spoil(await backUp())),
    }),
  ],
  { clients: CLIENTS, killedRestores: KILLED_AFTER_MS.length * ROUNDS },
);

function environment(data: string): Record<string, string> {
  return { MOTCUA_DATA_DIR: data, DATABASE_URL: "", NODE_ENV: "", MOTCUA_DEMO: "yes" };
}

function start(data: string): Promise<RunningSystem> {
  const env = environment(data);
  return startSystem({ command: process.execPath, args: ["bin/motcua", "start"], cwd: ROOT, env });
}

/** `motcua` as a process; answers with what it printed and its exit code. */
async function motcua(data: string, args: readonly string[]): Promise<{ code: number; out: string }> {
  try {
    const { stdout } = await run(process.execPath, ["bin/motcua", ...args], {
      cwd: ROOT,
      env: { ...process.env, ...environment(data) },
    });
    return { code: 0, out: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: `${stdout}${stderr}` };
  }
}

/** A province that is worked with, written out meanwhile, and then gone. */
async function backUp(): Promise<Backup> {
  round += 1;
  const data = join(folder, `lost-${round}`);
  const archive = join(folder, `province-${round}.tar`);
  const system = await start(data);
  const acknowledged: Acknowledged[] = [];
  const load = { going: true };
  const cookie = await signIn(system, "tiepnhan.tinh");
  const clients = Array.from({ length: CLIENTS }, async () => {
    while (load.going) acknowledged.push(await fileOne(system, cookie));
  });
  while (acknowledged.length < BEFORE) await sleep(50);
  const before = [...acknowledged];
  const { code, out } = await motcua(data, ["backup", archive, "--json"]);
  if (code !== 0) throw new Error(`The backup failed: ${out}`);
  load.going = false;
  await Promise.all(clients);
  await system.stop();
  const { evidence } = JSON.parse(out) as { evidence: { root: string; dossiers: number } };
  say(`${before.length} acknowledged before, ${evidence.dossiers} in the archive, ${acknowledged.length} in all`);
  rmSync(data, { recursive: true, force: true });
  return { archive, before, ...evidence };
}

function spoil(backup: Backup): Backup {
  const bytes = readFileSync(backup.archive);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(backup.archive, bytes);
  return backup;
}

/** Restores on a bare folder, after several tries that were killed; the share of acknowledged dossiers that are whole. */
async function cycle({ archive, before, root, dossiers }: Backup): Promise<number> {
  const data = join(folder, `found-${round}`);
  for (const after of KILLED_AFTER_MS) await killedRestore(data, archive, after);
  const restored = await motcua(data, ["restore", archive, "--json"]);
  if (restored.code !== 0) {
    say(restored.out.trim());
    return 0;
  }
  const again = await motcua(data, ["backup", join(folder, `again-${round}.tar`), "--json"]);
  const { evidence } = JSON.parse(again.out) as { evidence: { root: string; dossiers: number } };
  if (evidence.root !== root || evidence.dossiers !== dossiers) throw new Error("The root of the log is another one.");
  const system = await start(data);
  try {
    const cookie = await signIn(system, "tiepnhan.tinh");
    let whole = 0;
    for (const one of before) if (await isWhole(system, cookie, one)) whole += 1;
    return whole / before.length;
  } finally {
    await system.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

async function killedRestore(data: string, archive: string, after: number): Promise<void> {
  const child = spawn(process.execPath, ["bin/motcua", "restore", archive], {
    cwd: ROOT,
    stdio: "ignore",
    env: { ...process.env, ...environment(data) },
  });
  const ended = once(child, "exit");
  await Promise.race([sleep(after), ended]);
  child.kill("SIGKILL");
  const [code] = (await ended) as [number | null];
  // One that was quicker than the killer has done its work; the next would be refused as not empty.
  if (code === 0) rmSync(data, { recursive: true, force: true });
}

/** Uploads a paper and files a dossier with it. Throws when either is not acknowledged. */
async function fileOne({ baseUrl }: RunningSystem, cookie: string): Promise<Acknowledged> {
  const form = new FormData();
  form.set("file", new File([await paper()], "giấy tờ.pdf"));
  const uploaded = await fetch(`${baseUrl}/api/v1/documents`, { method: "POST", headers: { cookie }, body: form });
  if (uploaded.status !== 201) throw new Error(`An upload was answered with ${uploaded.status}`);
  const { id: documentId, sha256 } = (await uploaded.json()) as { id: string; sha256: string };
  const papers = [{ componentCode: "1", name: "Giấy tờ đất", documentIds: [documentId], keptOriginals: 1 }];
  const filed = await fetch(`${baseUrl}/api/v1/dossiers`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie, "idempotency-key": randomUUID() },
    body: JSON.stringify({ ...permitFiling, papers }),
  });
  if (filed.status !== 201) throw new Error(`A submission was answered with ${filed.status}: ${await filed.text()}`);
  return { id: ((await filed.json()) as { id: string }).id, sha256 };
}

/** A PDF of its own each time. */
async function paper(): Promise<Uint8Array<ArrayBuffer>> {
  const { PDFDocument } = await import("@cantoo/pdf-lib");
  const document = await PDFDocument.create();
  document.addPage();
  document.setTitle(randomBytes(3000).toString("base64"));
  return new Uint8Array(await document.save());
}

async function isWhole({ baseUrl }: RunningSystem, cookie: string, { id, sha256 }: Acknowledged): Promise<boolean> {
  const get = (path: string): Promise<Response> => fetch(`${baseUrl}${path}`, { headers: { cookie } });
  const events = await get(`/api/v1/dossiers/${id}/events`);
  if (!events.ok || !((await events.json()) as { chain: { ok: boolean } }).chain.ok) return false;
  const documents = await get(`/api/v1/dossiers/${id}/documents`);
  const { papers } = (await documents.json()) as { papers: readonly { files: readonly { href: string }[] }[] };
  const href = papers[0]?.files[0]?.href;
  if (!href) return false;
  const bytes = Buffer.from(await (await get(href)).arrayBuffer());
  return createHash("sha256").update(bytes).digest("hex") === sha256;
}
