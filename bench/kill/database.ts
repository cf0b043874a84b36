import { createServer, connect, type Socket } from "node:net";
import { once } from "node:events";
import { launchPostgres, ensureDatabase, type EmbeddedServer } from "../../server/platform/postgres/launch.ts";

/** PostgreSQL that is started again whenever it was killed, always at the same address. */
export interface StandingDatabase {
  readonly url: string;
  /** The postmaster of this moment; undefined while there is none. */
  pid(): number | undefined;
  stop(): Promise<void>;
}

/**
 * Starts a durable server by the launcher of the product, which also brings it back after a crash. A new server has a
 * port of its own, so clients come by a forwarder whose address stays.
 */
export async function standDatabase(dataDir: string): Promise<StandingDatabase> {
  const servers: EmbeddedServer[] = [];
  let current: EmbeddedServer | undefined = await launchPostgres({ dataDir });
  servers.push(current);
  await ensureDatabase(current, "motcua");
  const standing = { ending: false };
  const forwarder = createServer((client) => forward(client, current?.port));
  forwarder.listen(0, "127.0.0.1");
  await once(forwarder, "listening");
  const watching = watch();

  async function watch(): Promise<void> {
    while (!standing.ending) {
      if (current && isGone(current.pid)) {
        current = undefined;
        const next = await launchPostgres({ dataDir });
        servers.push(next);
        current = next;
      }
      await new Promise((done) => setTimeout(done, 50));
    }
  }
  const address = forwarder.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: Object.assign(new URL(current.url("motcua")), { port: String(port) }).toString(),
    pid: () => current?.pid,
    async stop() {
      standing.ending = true;
      await watching;
      forwarder.close();
      for (const server of servers) await server.stop();
    },
  };
}

/** Both ends close together, as they would without anything in between. */
function forward(client: Socket, port: number | undefined): void {
  if (port === undefined) {
    client.destroy();
    return;
  }
  const server = connect(port, "127.0.0.1");
  for (const [one, other] of [
    [client, server],
    [server, client],
  ] as const) {
    one.setNoDelay(true);
    one.on("error", () => other.destroy());
    one.on("close", () => other.destroy());
    one.pipe(other);
  }
}

function isGone(pid: number): boolean {
  try {
    return !process.kill(pid, 0);
  } catch {
    return true;
  }
}
