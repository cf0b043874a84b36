import type { Socket } from "node:net";

export interface Answer {
  readonly status: number;
  /** Header lines, as they came. */
  readonly head: string;
  readonly body: string;
}

/** One request on a kept connection; its answer once all of it has arrived. Cheaper than a client that knows all of HTTP. */
export async function exchange(socket: Socket, request: string | Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    let whole = Number.POSITIVE_INFINITY;
    let headEnd = -1;
    const finish = (): void => {
      socket.off("data", onData).off("error", reject).off("close", onClose);
    };
    const onClose = (): void => {
      finish();
      reject(new Error("The connection was closed before the answer was whole"));
    };
    const onData = (chunk: Buffer): void => {
      parts.push(chunk);
      size += chunk.length;
      if (headEnd < 0) {
        const text = Buffer.concat(parts).toString("latin1");
        headEnd = text.indexOf("\r\n\r\n");
        if (headEnd >= 0) whole = headEnd + 4 + Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
      }
      if (size < whole) return;
      finish();
      const text = Buffer.concat(parts).toString("latin1");
      resolve({ status: Number(text.slice(9, 12)), head: text.slice(0, headEnd), body: text.slice(headEnd + 4) });
    };
    socket.on("data", onData).once("error", reject).once("close", onClose);
    socket.write(request);
  });
}
