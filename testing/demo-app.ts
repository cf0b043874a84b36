import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { createServer } from "node:net";
import { join } from "node:path";
import type { LightMyRequestResponse } from "fastify";
import { afterAll, beforeAll } from "vitest";
import { DEMO_PASSWORD, demoCitizens } from "../demo/accounts.ts";
import { loadDemo } from "../demo/load.ts";
import { moment, type Moment } from "../domain/shared/moment.ts";
import { buildApp } from "../server/app.ts";
import { saveCitizen } from "../server/identity/index.ts";
import { openSession } from "../server/identity/sessions.ts";
import { readConfig, type Config } from "../server/platform/config.ts";
import { openStore } from "../server/platform/files/open-store.ts";
import type { Db } from "../server/platform/database.ts";
import type { App } from "../server/platform/http/server.ts";
import type { Deps } from "../server/platform/deps.ts";
import { newId } from "../server/platform/ids.ts";
import { useDatabase } from "./database.ts";

export interface DemoApp {
  readonly app: App;
  readonly deps: Deps;
  /** What a job of the same province is given. */
  readonly worker: Deps;
  /** The database as its owner, for setting up what the application itself may not do. */
  readonly ownerDb: Db;
  /** Its address as the owner. */
  readonly databaseUrl: string;
  /** The clock of the application, moved by the test. */
  at(moment: string): void;
  /** Signs a demo officer in and answers with the cookie. */
  officer(login: string): Promise<string>;
  /** Signs a demo citizen in, as the identity provider would have. */
  citizen(subject: string): Promise<string>;
  /** Listens on a free port of this machine and answers with the address. */
  listen(): Promise<string>;
  call(
    cookie: string,
    method: "GET" | "POST" | "PUT" | "DELETE",
    url: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>;
}

/** The whole application on the demo province in a database of this test file's own, Monday 7/9/2026 at 08:00. By its name it has passkeys, by its address none. */
export function useDemoApp({ host = "127.0.0.1" }: { readonly host?: "127.0.0.1" | "localhost" } = {}): DemoApp {
  const pg = useDatabase();
  let clock: Moment = moment("2026-09-07T08:00:00+07:00");
  let running: { app: App; deps: Deps } | undefined;
  const dataDir = mkdtempSync(join(tmpdir(), "motcua-files-"));
  const cookies = new Map<string, string>();
  beforeAll(async () => {
    await loadDemo({ db: pg.ownerDb, now: clock });
    const port = await freePort();
    const config: Config = {
      ...readConfig({}),
      dataDir,
      port,
      baseUrl: `http://${host}:${port}`,
      services: new Set(["web"]),
      trustedProxies: ["127.0.0.1"],
      restorePoints: false,
    };
    const deps: Deps = { ...pg.readers, config, files: await openStore(pg.ownerDb, config), now: () => clock };
    running = { app: await buildApp(deps, { people: demoCitizens, password: DEMO_PASSWORD }), deps };
  });
  afterAll(async () => {
    await running?.app.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const get = (): { app: App; deps: Deps } => {
    if (!running) throw new Error("The application is built in beforeAll");
    return running;
  };
  return {
    get app() {
      return get().app;
    },
    get deps() {
      return get().deps;
    },
    get worker() {
      return { ...get().deps, db: pg.db, dbFor: () => pg.db };
    },
    get ownerDb() {
      return pg.ownerDb;
    },
    get databaseUrl() {
      return pg.url;
    },
    at: (text) => {
      clock = moment(text);
      cookies.clear();
    },
    async officer(login) {
      const known = cookies.get(login);
      if (known) return known;
      const response = await get().app.inject({
        method: "POST",
        url: "/api/v1/session",
        payload: { login, password: DEMO_PASSWORD },
      });
      if (response.statusCode !== 200) throw new Error(`${login} could not sign in: ${response.body}`);
      const cookie = `motcua_session=${response.cookies[0]?.value ?? ""}`;
      cookies.set(login, cookie);
      return cookie;
    },
    async citizen(subject) {
      const claims = demoCitizens.find((person) => person.subject === subject);
      if (!claims) throw new Error(`No demo citizen ${subject}`);
      const id = await saveCitizen(get().deps, newId(), claims);
      return `motcua_session=${await openSession(get().deps.db, { account: { id, kind: "citizen" }, now: clock, visitor: { address: "", userAgent: "" } })}`;
    },
    listen: () => get().app.listen({ host: "127.0.0.1", port: get().deps.config.port }),
    call: (cookie, method, url, body, headers = {}) =>
      get().app.inject({ method, url, headers: { cookie, ...headers }, ...(body ? { payload: body } : {}) }),
  };
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
