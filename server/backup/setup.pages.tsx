import { EventEmitter, once } from "node:events";
import { createWriteStream, existsSync, mkdirSync, statSync } from "node:fs";
import { rm } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { FastifyReply, FastifyRequest } from "fastify";
import { restoreRefusalLines, restoreWarnings } from "../../web/backup/backup-text.ts";
import { RestoredPage, RestoringPage, SetupPage } from "../../web/backup/SetupPage.tsx";
import { errorSentence } from "../../web/i18n/error-text.ts";
import { momentText } from "../../web/ui/moment-text.ts";
import { serveAssets } from "../platform/http/assets.ts";
import { UPLOAD_LIMITS } from "../platform/http/read-upload.ts";
import { renderPage } from "../platform/http/render.tsx";
import { buildServer, type App } from "../platform/http/server.ts";
import type { Deps } from "../platform/deps.ts";
import { newId } from "../platform/ids.ts";
import { isRefusal, type SetUp } from "./set-up.ts";

const PATH = "/thiet-lap";
const AGAIN_SECONDS = 2;

export interface SetupServer {
  readonly app: App;
  /** Once the result of a restore has been shown. */
  readonly seen: Promise<void>;
}

/** All that an instance without data serves: its set-up. */
export async function buildSetup(deps: Deps, setUp: SetUp): Promise<SetupServer> {
  const app = await buildServer(deps);
  await serveAssets(app);
  const shown = new EventEmitter();
  const seen = once(shown, "result").then(() => undefined);
  app.get("/*", async (_request, reply) => reply.redirect(PATH, 302));
  app.get(PATH, async (_request, reply) => {
    const state = setUp.state();
    void reply.type("text/html; charset=utf-8").header("cache-control", "no-store");
    if (state.kind === "waiting") return reply.send(page({ path: "", errors: [], failure: linesOf(state.failure) }));
    if (state.kind === "restoring") {
      const { what, bytes } = state.progress;
      const megabytes = Math.floor(bytes / 1024 / 1024);
      return reply
        .header("refresh", String(AGAIN_SECONDS))
        .send(renderPage(<RestoringPage what={what} megabytes={megabytes} />));
    }
    reply.raw.once("finish", () => shown.emit("result"));
    const { head, chains, files } = state.report;
    const facts = { createdAt: momentText(head.createdAt), dossiers: chains.dossiers, files };
    return reply.send(renderPage(<RestoredPage {...facts} warnings={restoreWarnings(state.report)} />));
  });
  app.post(PATH, async (request, reply) => {
    const given = await readForm(request, deps, setUp);
    const refuse = (id: string, code: string): FastifyReply => {
      const errors = [{ id, text: errorSentence(code) }];
      const html = page({ path: given.path, errors, failure: [] });
      return reply
        .code(code === "setup-code-wrong" ? 403 : 422)
        .type("text/html; charset=utf-8")
        .send(html);
    };
    if (!given.allowed) return refuse("code", "setup-code-wrong");
    const file = given.uploaded ?? given.path;
    if (file === "") return refuse("path", "archive-missing");
    if (!isAbsolute(file) || !existsSync(file) || !statSync(file).isFile()) return refuse("path", "archive-unknown");
    const passing = given.uploaded !== undefined;
    const begun = setUp.begin({ file, passphrase: given.passphrase || deps.config.backupPassphrase, passing });
    if (!begun && passing) await rm(file, { force: true });
    return reply.redirect(PATH, 303);
  });
  return { app, seen };
}

function page(props: Parameters<typeof SetupPage>[0]): string {
  return renderPage(<SetupPage {...props} />);
}

interface Given {
  readonly allowed: boolean;
  readonly path: string;
  readonly passphrase: string;
  /** Where the uploaded archive lies. */
  readonly uploaded: string | undefined;
}

/** Reads the form; a file is taken only after the right code, which stands before it. */
async function readForm(request: FastifyRequest, { config }: Deps, setUp: SetUp): Promise<Given> {
  const fields = new Map<string, string>();
  let uploaded: string | undefined;
  let allowed: boolean | undefined;
  for await (const part of request.parts({ limits: UPLOAD_LIMITS })) {
    if (part.type === "field") {
      if (typeof part.value === "string") fields.set(part.fieldname, part.value.trim());
      continue;
    }
    allowed ??= setUp.isCode(fields.get("code") ?? "");
    if (allowed && part.filename && !uploaded) uploaded = await keep(part.file, config.dataDir);
    else part.file.resume();
  }
  allowed ??= setUp.isCode(fields.get("code") ?? "");
  return { allowed, path: fields.get("path") ?? "", passphrase: fields.get("passphrase") ?? "", uploaded };
}

async function keep(bytes: Readable, dataDir: string): Promise<string> {
  const folder = join(dataDir, "incoming-backup");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${newId()}.tar`);
  try {
    await pipeline(bytes, createWriteStream(file, { mode: 0o600 }));
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
  return file;
}

function linesOf(failure: unknown): readonly string[] {
  if (failure === undefined) return [];
  if (!isRefusal(failure)) return [errorSentence("restore-failed")];
  return restoreRefusalLines(failure);
}
