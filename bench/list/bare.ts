import Fastify from "fastify";
import pg from "pg";
import type { Statement } from "../submit/record-statements.ts";

export interface BareServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** What the machine allows: a server that does nothing but run the statement of the list and send its rows. */
export async function startBare(url: string, { text, parameters }: Statement, options: string): Promise<BareServer> {
  const pool = new pg.Pool({ connectionString: url, max: 16, options });
  const app = Fastify();
  app.get("/list", async (_request, reply) => {
    const { rows } = await pool.query<{ items: string }>({ name: "list", text, values: [...parameters] });
    return reply.type("application/json").send(`{"items":${rows[0]?.items ?? "[]"}}`);
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const address = app.server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    async stop() {
      await app.close();
      await pool.end();
    },
  };
}
