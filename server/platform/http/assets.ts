import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import type { App } from "./server.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
/** In the order of the cascade, each file for one purpose. */
const STYLES = [
  ...["tokens", "font-portal", "font-office", "base", "frame", "controls", "blocks", "office", "print"].map(
    (name) => `ui/styles/${name}`,
  ),
  "admin/admin",
  "calendar/calendar",
  "identity/identity",
];
/** Each a file of its own: a page loads what it needs. */
const SCRIPTS = ["ui/upload", "identity/passkey"];
const YEAR = "public, max-age=31536000, immutable";

interface Asset {
  readonly type: string;
  readonly plain: Buffer;
  readonly gzip?: Buffer;
  readonly br?: Buffer;
}

/** Bundles the style sheet, its fonts and the scripts in memory and serves them; nothing is ever fetched from another host. */
export async function serveAssets(app: App): Promise<void> {
  const assets = await bundle();
  app.get("/assets/*", { schema: { hide: true } }, async (request, reply) => {
    const name = (request.params as { "*": string })["*"];
    const asset = assets.get(name);
    if (!asset) return reply.callNotFound();
    // The style sheet's and the script's names carry no digest, because error pages name them too: browsers ask whether it changed.
    const etag = `"${createHash("sha256").update(asset.plain).digest("base64url").slice(0, 16)}"`;
    void reply
      .type(asset.type)
      .header("cache-control", name.endsWith(".woff2") ? YEAR : "public, max-age=300")
      .header("etag", etag);
    if (request.headers["if-none-match"] === etag) return reply.code(304).send();
    const accepted = request.headers["accept-encoding"] ?? "";
    void reply.header("vary", "accept-encoding");
    if (asset.br && accepted.includes("br")) return reply.header("content-encoding", "br").send(asset.br);
    if (asset.gzip && accepted.includes("gzip")) return reply.header("content-encoding", "gzip").send(asset.gzip);
    return reply.send(asset.plain);
  });
}

async function bundle(): Promise<ReadonlyMap<string, Asset>> {
  const { outputFiles } = await build({
    stdin: {
      contents: STYLES.map((name) => `@import "./web/${name}.css";`).join("\n"),
      loader: "css",
      resolveDir: ROOT,
    },
    bundle: true,
    minify: true,
    write: false,
    outdir: "/assets",
    publicPath: "/assets",
    assetNames: "[name]-[hash]",
    entryNames: "portal",
    loader: { ".woff2": "file" },
    nodePaths: createRequire(import.meta.url).resolve.paths("esbuild") ?? [],
  });
  const { outputFiles: scripts } = await build({
    entryPoints: SCRIPTS.map((name) => join(ROOT, `web/${name}.client.ts`)),
    outdir: "/assets",
    entryNames: "[name]",
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
  });
  const named = scripts.map(({ path, contents }): [string, Asset] => [
    basename(path).replace(".client", ""),
    packed("text/javascript; charset=utf-8", contents),
  ]);
  const styles = outputFiles.map(({ path, contents }): [string, Asset] => {
    const name = path.split(/[/\\]/).at(-1) === "stdin.css" ? "portal.css" : (path.split(/[/\\]/).at(-1) ?? path);
    return name.endsWith(".css")
      ? [name, packed("text/css; charset=utf-8", contents)]
      : [name, { type: "font/woff2", plain: Buffer.from(contents) }];
  });
  return new Map([...named, ...styles]);
}

function packed(type: string, contents: Uint8Array): Asset {
  const plain = Buffer.from(contents);
  return { type, plain, gzip: gzipSync(plain), br: brotliCompressSync(plain) };
}
