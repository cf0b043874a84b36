import {
  createCipheriv,
  createDecipheriv,
  randomBytes,
  scrypt,
  timingSafeEqual,
  type ScryptOptions,
} from "node:crypto";
import { promisify } from "node:util";

const MAGIC = Buffer.from("MOTCUA-SEALED-1\n");
const CHUNK_BYTES = 1024 * 1024;
const TAG_BYTES = 16;
const SALT_BYTES = 16;
const PREFIX_BYTES = 7;
const HEADER_BYTES = MAGIC.length + SALT_BYTES + PREFIX_BYTES;
/** The header and a tag that only the right passphrase makes, by which a wrong one is told from a changed chunk. */
const START_BYTES = HEADER_BYTES + TAG_BYTES;
const NO_CHUNK = 0xff_ff_ff_ff;
/** 128 MB and about half a second for each guess. */
const COST: ScryptOptions = { N: 131_072, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };

/** Why a sealed archive could not be opened. */
export class SealError extends Error {
  override readonly name = "SealError";
  readonly reason: "passphrase-missing" | "passphrase-wrong" | "changed";
  /** How many bytes were opened before. */
  readonly at: number;

  constructor(reason: SealError["reason"], at: number) {
    super(reason);
    this.reason = reason;
    this.at = at;
  }
}

const derive = promisify(scrypt) as (
  password: string,
  salt: Buffer,
  length: number,
  options: ScryptOptions,
) => Promise<Buffer>;

const keyOf = (passphrase: string, salt: Buffer): Promise<Buffer> =>
  derive(passphrase.normalize("NFC"), salt, 32, COST);

// The last chunk is marked in its nonce, so that an archive that was cut off at a chunk's end does not open.
function nonce(prefix: Buffer, number: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  prefix.copy(bytes);
  bytes.writeUInt32BE(number, PREFIX_BYTES);
  bytes[11] = last ? 1 : 0;
  return bytes;
}

function proofOf(key: Buffer, header: Buffer): Buffer {
  const cipher = createCipheriv("aes-256-gcm", key, nonce(header.subarray(-PREFIX_BYTES), NO_CHUNK, true));
  cipher.setAAD(header).final();
  return cipher.getAuthTag();
}

/** Encrypts in chunks of 1 MB (AES-256-GCM, key by scrypt), each authenticated in its place. */
export async function* seal(plain: AsyncIterable<Buffer>, passphrase: string): AsyncGenerator<Buffer> {
  const salt = randomBytes(SALT_BYTES);
  const prefix = randomBytes(PREFIX_BYTES);
  const header = Buffer.concat([MAGIC, salt, prefix]);
  const key = await keyOf(passphrase, salt);
  yield Buffer.concat([header, proofOf(key, header)]);
  let number = 0;
  for await (const { bytes, last } of chunked(plain, CHUNK_BYTES)) {
    const cipher = createCipheriv("aes-256-gcm", key, nonce(prefix, number, last));
    cipher.setAAD(header);
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    number += 1;
  }
}

/** Bytes of an archive, opened with the passphrase when they are sealed. Throws SealError. */
export async function* unseal(bytes: AsyncIterable<Buffer>, passphrase: string | undefined): AsyncGenerator<Buffer> {
  const source = bytes[Symbol.asyncIterator]();
  let start: Buffer = Buffer.alloc(0);
  while (start.length < START_BYTES) {
    const { value, done } = await source.next();
    if (done) break;
    start = Buffer.concat([start, value]);
  }
  const rest = continued(start, source);
  if (!start.subarray(0, MAGIC.length).equals(MAGIC)) yield* rest;
  else yield* opened(rest, passphrase, start.subarray(0, START_BYTES));
}

async function* continued(start: Buffer, source: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield start;
    for (;;) {
      const { value, done } = await source.next();
      if (done) return;
      yield value;
    }
  } finally {
    await source.return?.();
  }
}

async function* opened(
  source: AsyncIterable<Buffer>,
  passphrase: string | undefined,
  start: Buffer,
): AsyncGenerator<Buffer> {
  if (passphrase === undefined) throw new SealError("passphrase-missing", 0);
  if (start.length < START_BYTES) throw new SealError("changed", 0);
  const header = start.subarray(0, HEADER_BYTES);
  const key = await keyOf(passphrase, header.subarray(MAGIC.length, MAGIC.length + SALT_BYTES));
  if (!timingSafeEqual(proofOf(key, header), start.subarray(HEADER_BYTES))) throw new SealError("passphrase-wrong", 0);
  const prefix = header.subarray(-PREFIX_BYTES);
  let number = 0;
  for await (const { bytes, last } of chunked(skip(source, START_BYTES), CHUNK_BYTES + TAG_BYTES)) {
    const decipher = createDecipheriv("aes-256-gcm", key, nonce(prefix, number, last));
    decipher.setAAD(header);
    decipher.setAuthTag(tagOf(bytes, number));
    const plain = decipher.update(bytes.subarray(0, -TAG_BYTES));
    try {
      decipher.final();
    } catch {
      throw new SealError("changed", number * CHUNK_BYTES);
    }
    yield plain;
    number += 1;
  }
}

function tagOf(bytes: Buffer, number: number): Buffer {
  if (bytes.length < TAG_BYTES) throw new SealError("changed", number * CHUNK_BYTES);
  return bytes.subarray(-TAG_BYTES);
}

async function* skip(source: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let left = bytes;
  for await (const chunk of source) {
    if (chunk.length > left) yield chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}

/** The same bytes in pieces of one size; the last one, which may be shorter or empty, says so. */
async function* chunked(
  source: AsyncIterable<Buffer>,
  size: number,
): AsyncGenerator<{ readonly bytes: Buffer; readonly last: boolean }> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    held.push(chunk);
    length += chunk.length;
    // One byte more than a piece: the last one is known only when nothing follows.
    if (length <= size) continue;
    let whole = Buffer.concat(held, length);
    while (whole.length > size) {
      yield { bytes: whole.subarray(0, size), last: false };
      whole = whole.subarray(size);
    }
    held = [whole];
    length = whole.length;
  }
  yield { bytes: Buffer.concat(held, length), last: true };
}
