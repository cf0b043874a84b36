import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { AwsClient } from "aws4fetch";
import { now } from "../clock.ts";
import { toEpoch } from "../../../domain/shared/moment.ts";
import { ApiError } from "../errors.ts";
import type { ByteStore, FileStore, ListedFile, StagedFile } from "./file-store.ts";
import { collect, inParts, prepareStaging, stageAndKeep, stageBytes, streamOf, verifying } from "./stage-bytes.ts";

export interface S3Settings {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  /** Begins every key; provinces that share a bucket each have their own. */
  readonly prefix: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** S3 takes parts from 5 MiB; up to this size a file goes in one request. */
const PART_BYTES = 8 * 1024 * 1024;
const MARK = "motcua-files";

/** One request to the bucket; an answer of 400 and above is thrown except 404. */
type Call = (method: string, key: string, options?: CallOptions) => Promise<Response>;
interface CallOptions {
  readonly query?: string;
  readonly body?: Buffer | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A store in a bucket of any S3-compatible server, addressed by path; what arrives is staged in the folder first. */
export function openS3Store(settings: S3Settings, staging: string): FileStore {
  prepareStaging(staging, toEpoch(now()));
  const call = caller(settings);
  const bytes = bytesUnder(call, `${settings.prefix}files/`);
  const mark = `${settings.prefix}${MARK}`;
  const store: FileStore = {
    ...bytes,
    place: `${settings.endpoint}/${settings.bucket}/${settings.prefix}`,
    quarantine: bytesUnder(call, `${settings.prefix}quarantine/`),
    stage: (stream, limits) => stageBytes(staging, stream, limits),
    put: (stream, limits) => stageAndKeep(store, stream, limits),
    openUnchecked: (sha256) => streamOf(fetchBody(call, keyIn(`${settings.prefix}files/`, sha256))),
    list: () => listBucket(call, `${settings.prefix}files/`),
    readMark: () => fetchMark(call, mark),
    writeMark: async (text) => void (await (await call("PUT", mark, { body: text })).text()),
    async isEmpty() {
      const query = `list-type=2&max-keys=1&prefix=${encodeURIComponent(`${settings.prefix}files/`)}`;
      return !(await (await call("GET", "", { query })).text()).includes("<Key>");
    },
  };
  return store;
}

/** What the marker in the bucket says, or undefined where there is none; makes nothing, on this machine neither. */
export function readS3Mark(settings: S3Settings): Promise<string | undefined> {
  return fetchMark(caller(settings), `${settings.prefix}${MARK}`);
}

async function fetchMark(call: Call, key: string): Promise<string | undefined> {
  const found = await call("GET", key);
  const text = await found.text();
  return found.status === 404 ? undefined : text;
}

const keyIn = (prefix: string, sha256: string): string => `${prefix}${sha256.slice(0, 2)}/${sha256}`;
const SETTLED_MS = 60_000;

async function* listBucket(call: Call, prefix: string): AsyncGenerator<ListedFile> {
  let after = "";
  for (;;) {
    const query = `list-type=2&prefix=${encodeURIComponent(prefix)}&start-after=${encodeURIComponent(after)}`;
    const answer = await (await call("GET", "", { query })).text();
    for (const [, entry = ""] of answer.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g)) {
      const key = /<Key>([^<]*)/.exec(entry)?.[1] ?? "";
      after = key;
      // What was put a moment ago may not be in the database yet.
      const made = Date.parse(/<LastModified>([^<]*)/.exec(entry)?.[1] ?? "");
      if (toEpoch(now()) - made < SETTLED_MS) continue;
      const sha256 = key.slice(key.lastIndexOf("/") + 1);
      yield { name: key, sha256: key === keyIn(prefix, sha256) ? sha256 : null };
    }
    if (!answer.includes("<IsTruncated>true")) return;
  }
}

function bytesUnder(call: Call, prefix: string): ByteStore {
  const keyOf = (sha256: string): string => keyIn(prefix, sha256);
  const open = (sha256: string): Readable => verifying(streamOf(fetchBody(call, keyOf(sha256))), sha256);
  const isThere = async (sha256: string, size?: number): Promise<boolean> => {
    const { status, headers } = await call("HEAD", keyOf(sha256));
    if (status === 404) return false;
    const same = headers.get("x-amz-meta-sha256") === sha256;
    return same && (size === undefined || headers.get("content-length") === String(size));
  };
  return {
    async keep(staged) {
      const key = keyOf(staged.sha256);
      if (await isThere(staged.sha256, staged.size)) return;
      if (staged.size <= PART_BYTES) await sendWhole(call, key, staged);
      else await sendParts(call, key, staged);
      if (!(await isThere(staged.sha256, staged.size)))
        throw new Error(`${key} was sent and is not in the bucket as it was sent.`);
    },
    open,
    read: (sha256) => collect(open(sha256)),
    has: (sha256) => isThere(sha256),
    remove: async (sha256) => void (await (await call("DELETE", keyOf(sha256))).text()),
  };
}

async function fetchBody(call: Call, key: string): Promise<Readable> {
  const found = await call("GET", key);
  if (found.status === 404 || !found.body) {
    await found.body?.cancel();
    throw Object.assign(new Error(`${key} is not in the bucket.`), { code: "ENOENT" });
  }
  return Readable.fromWeb(found.body as ReadableStream);
}

async function sendWhole(call: Call, key: string, { sha256, path }: StagedFile): Promise<void> {
  for await (const body of inParts(path, PART_BYTES))
    await (await call("PUT", key, { body, headers: { "x-amz-meta-sha256": sha256 } })).text();
}

async function sendParts(call: Call, key: string, { sha256, path }: StagedFile): Promise<void> {
  const begun = await call("POST", key, { query: "uploads=", headers: { "x-amz-meta-sha256": sha256 } });
  const id = encodeURIComponent(/<UploadId>([^<]+)/.exec(await begun.text())?.[1] ?? "");
  try {
    const tags: string[] = [];
    for await (const body of inParts(path, PART_BYTES)) {
      const sent = await call("PUT", key, { query: `partNumber=${tags.length + 1}&uploadId=${id}`, body });
      tags.push(sent.headers.get("etag") ?? "");
      await sent.text();
    }
    const parts = tags.map((tag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${tag}</ETag></Part>`).join("");
    const body = `<CompleteMultipartUpload>${parts}</CompleteMultipartUpload>`;
    const done = await (await call("POST", key, { query: `uploadId=${id}`, body })).text();
    if (done.includes("<Error>")) throw new Error(`${key} could not be put together: ${done.slice(0, 300)}`);
  } catch (error) {
    await call("DELETE", key, { query: `uploadId=${id}` }).catch(() => undefined);
    throw error;
  }
}

function caller({ endpoint, bucket, region, accessKeyId, secretAccessKey }: S3Settings): Call {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3", retries: 4 });
  return async (method, key, { query, body, headers = {} } = {}) => {
    // The server compares the body with this digest, so that what a bad line changed is refused.
    const digest = createHash("sha256")
      .update(body ?? "")
      .digest("hex");
    const url = `${endpoint}/${bucket}/${key}${query ? `?${query}` : ""}`;
    const answer = await client.fetch(url, {
      method,
      headers: { ...headers, "x-amz-content-sha256": digest },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : new Uint8Array(body) }),
    });
    if (answer.status < 400 || answer.status === 404) return answer;
    const words = await answer.text();
    if (words.includes("QuotaExceeded") || words.includes("StorageFull")) throw new ApiError(507, "storage-full");
    throw new Error(`${method} ${url.split("?")[0]} was answered with ${answer.status}: ${words.slice(0, 300)}`);
  };
}
