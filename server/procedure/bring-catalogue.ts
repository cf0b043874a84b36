import { Readable } from "node:stream";
import type { OfficerActor } from "../../domain/identity/actor.ts";
import { seenText } from "../../domain/shared/storable-text.ts";
import { normalise } from "../../domain/shared/vietnamese-text.ts";
import { holdDigests } from "../document/index.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import type { FileStore } from "../platform/files/file-store.ts";
import { newId } from "../platform/ids.ts";
import type { ImportMode } from "../platform/sheet/import-sheet.ts";
import type { UseCase } from "../platform/use-case.ts";
import { catalogueLines } from "./catalogue-lines.ts";
import { importProcedures, type CatalogueReport } from "./import-procedures.ts";
import { findImport, insertImport, saveTaken } from "./procedure-import.queries.ts";
import { requireCatalogueEditor } from "./require-catalogue-editor.ts";

/** What is taken for a file of the national catalogue; a program that names no mode has the good rows taken. */
export const CATALOGUE_UPLOAD = {
  modes: ["good-rows", "all-or-nothing", "preview"],
  mostBytes: 20 * 1024 * 1024,
  tooBig: "catalogue-too-big",
} as const;

type Bringing = UseCase<OfficerActor> & { readonly files: FileStore };

type CatalogueMode = (typeof CATALOGUE_UPLOAD.modes)[number];

interface BroughtFile {
  readonly bytes: Buffer;
  readonly fileName: string;
  readonly mode: CatalogueMode;
}

/**
 * Brings a file of the national catalogue in, or only tells what would become of each of its rows; both are kept under
 * the id. Throws 403, 413 `catalogue-too-big`, 422 `catalogue-damaged`, `catalogue-without-rows`.
 */
export async function bringCatalogue(
  { files, ...useCase }: Bringing,
  { bytes, mode, ...file }: BroughtFile,
): Promise<{ readonly id: string; readonly report: CatalogueReport }> {
  const { db, actor, now } = useCase;
  await requireCatalogueEditor(useCase);
  const fileName = seenText(normalise(file.fileName), 200);
  const taken = mode === "preview" ? { mode: null, takenAt: null } : { mode, takenAt: now };
  const brought = { fileName, broughtAt: now, actorId: actor.id, actorName: actor.name, ...taken };
  return db.transaction().execute(async (tx) => {
    const report = await readCatalogue({ ...useCase, db: tx }, bytes, mode);
    const staged = await files.stage(Readable.from([bytes]), { maxBytes: CATALOGUE_UPLOAD.mostBytes });
    try {
      await holdDigests(tx, [staged.sha256]);
      await files.keep(staged);
    } finally {
      await staged.drop();
    }
    const id = newId();
    await insertImport(tx, { id, sha256: staged.sha256, ...brought }, report);
    return { id, report };
  });
}

/**
 * Takes a previewed file into the catalogue, as it is by then. Asked again it does nothing more. Throws 403, and 404
 * when there is no such file any more.
 */
export async function takeCatalogue(
  { files, ...useCase }: Bringing,
  { id, mode }: { readonly id: string; readonly mode: ImportMode },
): Promise<void> {
  const { db, now } = useCase;
  await requireCatalogueEditor(useCase);
  await db.transaction().execute(async (tx) => {
    const brought = await findImport(tx, id, true);
    if (!brought) throw notFound();
    if (brought.takenAt) return;
    const report = await readCatalogue({ ...useCase, db: tx }, await files.read(brought.sha256), mode);
    await saveTaken(tx, { id, mode, takenAt: now }, report);
  });
}

async function readCatalogue(
  { db, actor, now }: UseCase<OfficerActor>,
  bytes: Buffer,
  mode: CatalogueMode,
): Promise<CatalogueReport> {
  const report = await importProcedures({ db, now, by: actor.name, mode }, catalogueLines(inOnePiece(bytes)));
  if (report.rows.length === 0) throw new ApiError(422, "catalogue-without-rows");
  return report;
}

async function* inOnePiece(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
