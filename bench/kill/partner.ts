import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

interface Received {
  times: number;
  /** Whether every copy had the same content. */
  same: boolean;
  readonly digest: string;
}

/** A partner who takes every message and is not always quick to say so. */
export interface Partner {
  readonly url: string;
  readonly received: ReadonlyMap<number, Received>;
  /** Messages that came before an earlier one of their dossier had come. */
  outOfOrder(): number;
  stop(): Promise<void>;
}

/** Of a hundred messages so many are taken and cut off without a word, and so many are turned away as overloaded. */
const CUT_OFF = 2;
const TURNED_AWAY = 2;

export async function standPartner(): Promise<Partner> {
  const received = new Map<number, Received>();
  const latest = new Map<string, number>();
  let outOfOrder = 0;
  const server = createServer((request, response) => {
    void request
      .toArray()
      .then((parts) => {
        const body = Buffer.concat(parts).toString();
        const luck = Math.random() * 100;
        if (luck < TURNED_AWAY) return response.writeHead(503).end();
        note(body);
        return luck < TURNED_AWAY + CUT_OFF ? request.socket.destroy() : response.writeHead(204).end();
      })
      // The sender was killed in the middle of its sentence.
      .catch(() => undefined);
  });
  function note(body: string): void {
    const { id, stream } = JSON.parse(body) as { id: number; stream: string };
    const digest = createHash("sha256").update(body).digest("hex");
    const known = received.get(id);
    if (known) {
      known.times += 1;
      known.same &&= known.digest === digest;
      return;
    }
    received.set(id, { times: 1, same: true, digest });
    if ((latest.get(stream) ?? 0) > id) outOfOrder += 1;
    latest.set(stream, Math.max(id, latest.get(stream) ?? 0));
  }
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/states`,
    received,
    outOfOrder: () => outOfOrder,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
