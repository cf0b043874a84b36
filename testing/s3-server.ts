import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "s3rver";
import { afterAll, beforeAll } from "vitest";
import type { S3Settings } from "../server/platform/files/s3-store.ts";

const BUCKET = "motcua";

/** An S3-compatible server of the test file's own; each prefix is a store of its own. */
export function useS3(): { settings(prefix: string): S3Settings; readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), "motcua-s3-"));
  const server = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory: folder,
    configureBuckets: [{ name: BUCKET }],
  });
  let endpoint = "";
  beforeAll(async () => {
    const { port } = await server.run();
    endpoint = `http://127.0.0.1:${port}`;
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const keys = { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" };
  return { folder, settings: (prefix) => ({ endpoint, bucket: BUCKET, region: "us-east-1", prefix, ...keys }) };
}
