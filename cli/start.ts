import { DEMO_PASSWORD, demoCitizens } from "../demo/accounts.ts";
import { now } from "../server/platform/clock.ts";
import { readConfig, type Config } from "../server/platform/config.ts";
import { APP_ROLE, openDatabase, openForReaders, WORKER_ROLE } from "../server/platform/database.ts";
import type { Deps } from "../server/platform/deps.ts";
import { openStore } from "../server/platform/files/open-store.ts";
import type { App } from "../server/platform/http/server.ts";
import { startWorker } from "../server/platform/jobs/run-worker.ts";
import { openMigrated } from "./open-database.ts";

const HELP = `motcua start
Chạy toàn bộ hệ thống. Không có DATABASE_URL thì dùng PostgreSQL đi kèm, dữ liệu ở MOTCUA_DATA_DIR (.motcua).
PORT (3000), HOST (127.0.0.1), MOTCUA_BASE_URL, MOTCUA_DEMO=yes|no, MOTCUA_SERVICES=web,worker
`;

/** Something that was started and must be ended in good order. */
interface Ending {
  end(): Promise<void>;
}

/**
 * `motcua start`: database, schema, demo province when asked, pages and API, background jobs. Ends everything in good
 * order on SIGINT and SIGTERM, also while it is still starting; a second signal ends it at once.
 */
export async function startCommand(argv: string[]): Promise<number> {
  if (argv.includes("--help")) {
    process.stdout.write(HELP);
    return 0;
  }
  const stop = stopSignal();
  const config = readConfig(process.env);
  const started: Ending[] = [];
  try {
    for await (const ending of startAll(config, stop)) {
      started.push(ending);
      if (stop.asked()) break;
    }
    if (!stop.asked()) process.stdout.write(banner(config));
    await stop.signal;
    process.stdout.write("Đang dừng…\n");
  } finally {
    for (const ending of started.toReversed()) await ending.end();
  }
  return 0;
}

/** Most of a start is reading the application's code, so that is read while the database starts. */
async function readCode() {
  const [{ buildApp }, { jobs }, { loadDemo }] = await Promise.all([
    import("../server/app.ts"),
    import("../server/jobs.ts"),
    import("../demo/load.ts"),
  ]);
  return { buildApp, jobs, loadDemo };
}

type Code = Awaited<ReturnType<typeof readCode>>;

/** Starts one thing after the other, pages first; each is ended before those that it needs. */
async function* startAll(config: Config, stop: StopSignal): AsyncGenerator<Ending> {
  const reading = readCode();
  // Its failure is told where it is waited for.
  reading.catch(() => undefined);
  const database = await openMigrated(config);
  yield { end: () => database.close() };
  const code = await reading;
  if (config.demo) await prepareDemo(database.url, config, code);
  const { url } = database;
  const readers = openForReaders({ url, schema: config.schema, role: APP_ROLE, max: 20 });
  yield { end: () => readers.db.destroy() };
  const shared = { config, now, files: await openStore(readers.db, config) };
  const deps: Deps = { ...shared, ...readers };
  if (config.services.has("web") && !config.demo) {
    yield* setUpFirst(deps, url, stop);
    if (stop.asked()) return;
  }
  if (config.services.has("web")) yield serve(deps, code);
  if (config.services.has("worker")) {
    const db = openDatabase({ url, schema: config.schema, role: WORKER_ROLE, max: 5 });
    yield { end: () => db.destroy() };
    const worker = await startWorker({
      url,
      jobs: code.jobs,
      deps: { ...shared, db, dbFor: () => db },
      log: logJob,
    });
    yield { end: () => worker.stop() };
  }
}

/** An instance without data serves its set-up until it has some. */
async function* setUpFirst(deps: Deps, url: string, stop: StopSignal): AsyncGenerator<Ending> {
  const { beginSetUp } = await import("./set-up.ts");
  const settingUp = await beginSetUp(deps, url);
  if (!settingUp) return;
  yield { end: () => settingUp.end() };
  await listen(settingUp.app, deps.config);
  await Promise.race([settingUp.finished, stop.signal]);
  await settingUp.end();
}

async function serve(deps: Deps, { buildApp }: Code): Promise<Ending> {
  const { config } = deps;
  const app = await buildApp(deps, config.demo ? { people: demoCitizens, password: DEMO_PASSWORD } : undefined);
  await listen(app, config);
  return { end: () => app.close() };
}

async function listen(app: App, config: Config): Promise<void> {
  try {
    await app.listen({ port: config.port, host: config.host });
  } catch (error) {
    await app.close();
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new Error(
      `Cổng ${config.port} đang được dùng. Dừng chương trình kia hoặc đặt PORT khác, ví dụ PORT=3100 npm start.`,
      { cause: error },
    );
  }
}

function logJob(level: "warning" | "error", message: string): void {
  process.stderr.write(`${JSON.stringify({ level, time: now(), service: "worker", message })}\n`);
}

async function prepareDemo(url: string, { schema }: Config, { loadDemo }: Code): Promise<void> {
  const owner = openDatabase({ url, schema, max: 1 });
  try {
    await loadDemo({ db: owner, now: now() });
  } finally {
    await owner.destroy();
  }
}

interface StopSignal {
  readonly signal: Promise<void>;
  asked(): boolean;
}

function stopSignal(): StopSignal {
  let asked = false;
  const signal = new Promise<void>((resolve) => {
    const ask = (): void => {
      asked = true;
      resolve();
    };
    for (const name of ["SIGINT", "SIGTERM"] as const) {
      process.on(name, () => (asked ? process.exit(1) : ask()));
    }
    whenLauncherEnds(ask);
  });
  return { signal, asked: () => asked };
}

/** Under `npm start` a shell stands in between, which dies of npm's signal without passing it on. */
function whenLauncherEnds(ask: () => void): void {
  if (!process.env["npm_lifecycle_event"]) return;
  const launcher = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === launcher) return;
    clearInterval(timer);
    ask();
  }, 500);
  timer.unref();
}

function banner({ baseUrl, demo, services }: Config): string {
  if (!services.has("web")) return "\nMột Cửa đang chạy các việc nền.\n\nDừng: Ctrl+C\n";
  const accounts = `
Tỉnh mẫu Thanh Bình (người và số liệu đều hư cấu):
  Công dân   ${baseUrl}/dang-nhap   ${demoCitizens.map(({ subject }) => subject).join(", ")}
  Cán bộ     ${baseUrl}/can-bo   tiepnhan.xa, thuly.xa, lanhdao.xa, vanthu.xa, tiepnhan.tinh, lanhdao.xaydung, …
  Mật khẩu   ${DEMO_PASSWORD}
`;
  return `\nMột Cửa đang chạy: ${baseUrl}\n${demo ? accounts : ""}\nDừng: Ctrl+C\n`;
}
