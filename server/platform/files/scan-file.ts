import { createReadStream } from "node:fs";
import { connect, type Socket } from "node:net";
import type { ScannerAddress } from "./file-settings.ts";

const CHUNK_BYTES = 256 * 1024;
const ANSWER_MS = 30_000;

/** What the scanner says of a file: clean, the name of what it found, or why it could not say. */
export type ScanResult =
  | { readonly kind: "clean" }
  | { readonly kind: "found"; readonly finding: string }
  | { readonly kind: "unavailable"; readonly why: string };

/** Sends the file to clamd (INSTREAM) and waits for its answer, at most 30 s. Never throws: no answer is one too. */
export async function scanFile(address: ScannerAddress, path: string): Promise<ScanResult> {
  const socket = connect(address);
  socket.setTimeout(ANSWER_MS, () => socket.destroy(new Error(`no answer within ${ANSWER_MS / 1000} s`)));
  try {
    const answer = answerOf(socket);
    // Whoever fails first, nobody is left waiting unheard.
    await Promise.all([answer, send(socket, path)]);
    return understood(await answer);
  } catch (error) {
    return { kind: "unavailable", why: error instanceof Error ? error.message : String(error) };
  } finally {
    socket.destroy();
  }
}

async function send(socket: Socket, path: string): Promise<void> {
  await write(socket, Buffer.from("zINSTREAM\0"));
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    await write(socket, Buffer.concat([length, chunk]));
  }
  await write(socket, Buffer.alloc(4));
}

function write(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve())));
}

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    socket.on("data", (chunk) => (text += chunk.toString("utf8")));
    socket.once("error", reject);
    socket.once("close", () =>
      text === "" ? reject(new Error("the connection ended without an answer")) : resolve(text),
    );
  });
}

function understood(answer: string): ScanResult {
  const words = answer
    .replace(/^stream: /, "")
    .replaceAll(/[\0\n]/g, "")
    .trim();
  if (words === "OK") return { kind: "clean" };
  const finding = /^(.*) FOUND$/.exec(words)?.[1];
  return finding === undefined ? { kind: "unavailable", why: words.slice(0, 200) } : { kind: "found", finding };
}
