import { createHash } from "node:crypto";
import { createRequire } from "node:module";
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
];
const YEAR = "public, max-age=31536000, immutable";

interface Asset {
  readonly type: string;
  readonly plain: Buffer;
  readonly gzip?: Buffer;
  readonly br?: Buffer;
}

/** Bundles the style sheet and its fonts in memory and serves them; nothing is ever fetched from another host. */
export async function serveAssets(app: App): Promise<void> {
  const assets = await bundle();
  app.get("/assets/*", { schema: { hide: true } }, async (request, reply) => {
    const name = (request.params as { "*": string })["*"];
    const asset = assets.get(name);
    if (!asset) return reply.callNotFound();
    // The style sheet's name carries no digest, because error pages name it too: browsers ask whether it changed.
    const etag = `"${createHash("sha256").update(asset.plain).digest("base64url").slice(0, 16)}"`;
    void reply
      .type(asset.type)
      .header("cache-control", name.endsWith(".css") ? "public, max-age=300" : YEAR)
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
  return new Map(
    outputFiles.map(({ path, contents }) => {
      const name = path.split(/[/\\]/).at(-1) === "stdin.css" ? "portal.css" : (path.split(/[/\\]/).at(-1) ?? path);
      const plain = Buffer.from(contents);
      if (!name.endsWith(".css")) return [name, { type: "font/woff2", plain }];
      return [name, { type: "text/css; charset=utf-8", plain, gzip: gzipSync(plain), br: brotliCompressSync(plain) }];
    }),
  );
}
