import { spawn, type ChildProcess } from "node:child_process";
import { createWriteStream, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync, chownSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Addresses of the recipe in deploy/ha. */
export const ADDRESSES = ["10.20.0.11/32", "10.20.0.12/32", "10.20.0.13/32", "10.20.0.21/32", "10.20.0.22/32"];

const ETCD = { db1: "10.20.0.11", db2: "10.20.0.12", witness: "10.20.0.13" } as const;
export type Database = "db1" | "db2";
const DATABASES: readonly Database[] = ["db1", "db2"];
const PASSWORD = "proof-of-failover";

/** The machines of the recipe, as processes of this one, with its own files. */
export interface Cluster {
  /** Address of the database as the application is told it. */
  readonly url: string;
  /** Who says that it is leader; undefined while nobody does. */
  leader(): Promise<Database | undefined>;
  /** Whether it follows the leader, and where commits wait for the replica, whether they wait for this one. */
  isFollowing(name: Database): Promise<boolean>;
  /** Nothing that the leader writes is sent any more; then, after so long, it is killed with all its processes. */
  killLeader(stalledMs: number): Promise<{ readonly name: Database; readonly at: number }>;
  /** The dead machine is switched on again. */
  revive(name: Database): void;
  stop(): Promise<void>;
}

export interface ClusterOptions {
  readonly folder: string;
  /** The spoilt one answers commits that the replica does not have. */
  readonly synchronous: boolean;
}

/** Starts etcd, Patroni and HAProxy from the files in deploy/ha and waits for a leader with its replica. */
export async function standCluster({ folder, synchronous }: ClusterOptions): Promise<Cluster> {
  const postgres = identityOf("postgres");
  const started: ChildProcess[] = [];
  const postmasterOf = (name: Database): number | undefined => {
    const file = join(folder, name, "data", "postmaster.pid");
    return existsSync(file) ? Number(readFileSync(file, "utf8").split("\n")[0]) : undefined;
  };
  process.once("exit", () => {
    for (const { pid, exitCode } of started) if (exitCode === null) killTree(pid);
    // It is no child of its agent's.
    for (const name of DATABASES) killTree(postmasterOf(name));
  });
  const start = (name: string, command: readonly string[], options: StartOptions = {}): ChildProcess => {
    const [program = "", ...args] = command;
    const log = createWriteStream(join(folder, `${name}.log`), { flags: "a" });
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], cwd: folder, ...options });
    for (const stream of [child.stdout, child.stderr]) stream?.pipe(log, { end: false });
    started.push(child);
    return child;
  };
  for (const [name, address] of Object.entries(ETCD))
    start(`etcd-${name}`, ["etcd"], { env: etcdOf(folder, name, address) });
  for (const name of DATABASES) {
    const own = [join(folder, name), join(folder, name, "run")];
    for (const place of own) {
      mkdirSync(place);
      chownSync(place, postgres.uid, postgres.gid);
    }
  }
  const agents = new Map<Database, ChildProcess>();
  const revive = (name: Database): void => {
    const file = patroniOf({ folder, name, synchronous });
    agents.set(name, start(`patroni-${name}`, ["patroni", file], { ...postgres, env: patroniEnvOf(name) }));
  };
  DATABASES.forEach(revive);
  start("haproxy", ["haproxy", "-db", "-f", "deploy/ha/haproxy.cfg"], { cwd: process.cwd() });
  const cluster: Cluster = {
    url: `postgres://motcua:${PASSWORD}@127.0.0.1:5432/motcua`,
    async leader() {
      for (const name of DATABASES) if ((await asked(name, "/primary")) === 200) return name;
      return undefined;
    },
    isFollowing: async (name) => (await asked(name, synchronous ? "/synchronous" : "/replica?lag=0")) === 200,
    async killLeader(stalledMs) {
      const name = await cluster.leader();
      if (!name) throw new Error("There is no leader to kill");
      const agent = agents.get(name)?.pid;
      const postmaster = postmasterOf(name);
      for (const pid of sendersOf(postmaster)) process.kill(pid, "SIGSTOP");
      await sleep(stalledMs);
      const at = Date.now();
      killTree(agent);
      killTree(postmaster);
      return { name, at };
    },
    revive,
    async stop() {
      for (const child of started.toReversed()) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        const ended = once(child, "exit");
        child.kill("SIGTERM");
        await Promise.race([ended, sleep(20_000).then(() => killTree(child.pid))]);
      }
    },
  };
  await settled(cluster);
  return cluster;
}

interface StartOptions {
  readonly uid?: number;
  readonly gid?: number;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Waits until there is a leader and the other follows it as it should. Throws after two minutes. */
export async function settled(cluster: Cluster): Promise<void> {
  const deadline = performance.now() + 120_000;
  for (;;) {
    const leader = await cluster.leader();
    const other = DATABASES.find((name) => name !== leader);
    if (leader && other && (await cluster.isFollowing(other))) return;
    if (performance.now() > deadline)
      throw new Error(`No leader with its replica: the leader is ${leader ?? "nobody"}`);
    await sleep(200);
  }
}

async function asked(name: Database, path: string): Promise<number> {
  try {
    return (await fetch(`http://${ETCD[name]}:8008${path}`, { signal: AbortSignal.timeout(1000) })).status;
  } catch {
    return 0;
  }
}

function etcdOf(folder: string, name: string, address: string): NodeJS.ProcessEnv {
  const own = settingsIn("deploy/ha/etcd.env").map(([key, value]) =>
    key === "ETCD_INITIAL_CLUSTER" ? [key, value] : [key, value.replace("db1", name).replaceAll("10.20.0.11", address)],
  );
  return { PATH: process.env["PATH"], ...Object.fromEntries(own), ETCD_DATA_DIR: join(folder, `etcd-${name}`) };
}

function patroniEnvOf(name: Database): NodeJS.ProcessEnv {
  const own = settingsIn("deploy/ha/patroni_env.conf").map(([key, value]) =>
    key.endsWith("PASSWORD") ? [key, PASSWORD] : [key, value.replace("db1", name).replaceAll("10.20.0.11", ETCD[name])],
  );
  return { PATH: process.env["PATH"], LANG: "C.UTF-8", ...Object.fromEntries(own) };
}

interface Member {
  readonly folder: string;
  readonly name: Database;
  readonly synchronous: boolean;
}

/** The recipe's file; other are only the folders, and where a leader must lag behind, what that takes. */
function patroniOf({ folder, name, synchronous }: Member): string {
  const text = readFileSync("deploy/ha/patroni.yml", "utf8");
  const places: readonly (readonly [string, string])[] = [
    ["/var/lib/postgresql/15/motcua", join(folder, name, "data")],
    ["/var/run/postgresql", join(folder, name, "run")],
    ["/etc/patroni/make-database.sh", join(process.cwd(), "deploy/ha/make-database.sh")],
    ...(synchronous
      ? []
      : ([
          ["synchronous_mode: true", "synchronous_mode: false"],
          ["maximum_lag_on_failover: 1048576", "maximum_lag_on_failover: 1073741824"],
        ] as const)),
  ];
  const file = join(folder, `patroni-${name}.yml`);
  for (const [one] of places) if (!text.includes(one)) throw new Error(`deploy/ha/patroni.yml has no ${one}`);
  writeFileSync(
    file,
    places.reduce((all, [one, other]) => all.replace(one, other), text),
  );
  return file;
}

function settingsIn(file: string): readonly (readonly [string, string])[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line) => {
    const [, key, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
    return key === undefined || value === undefined ? [] : [[key, value] as const];
  });
}

function identityOf(user: string): { readonly uid: number; readonly gid: number } {
  const [, uid, gid] = new RegExp(`^${user}:[^:]*:(\\d+):(\\d+):`, "m").exec(readFileSync("/etc/passwd", "utf8")) ?? [];
  if (!uid || !gid)
    throw new Error(`There is no user ${user}: apt-get install postgresql-15 patroni etcd-server haproxy`);
  return { uid: Number(uid), gid: Number(gid) };
}

/** Processes of the machine: id, parent, title. */
function processes(): readonly { readonly pid: number; readonly parent: number; readonly title: string }[] {
  const ids = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && existsSync(`/proc/${name}/stat`));
  return ids.flatMap((id) => {
    try {
      const parent = Number(/^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${id}/stat`, "utf8"))?.[1]);
      return [{ pid: Number(id), parent, title: readFileSync(`/proc/${id}/cmdline`, "utf8") }];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}

function sendersOf(postmaster: number | undefined): readonly number[] {
  return processes().flatMap(({ pid, parent, title }) =>
    parent === postmaster && title.includes("walsender") ? [pid] : [],
  );
}

/** The process and all that came of it, at once and without warning. */
function killTree(root: number | undefined): void {
  if (root === undefined) return;
  const all = processes();
  const tree = [root];
  for (const pid of tree) tree.push(...all.filter(({ parent }) => parent === pid).map((one) => one.pid));
  for (const pid of tree) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended meanwhile.
    }
  }
}
