import { createHash } from "node:crypto";
import { foldAll } from "../../../domain/dossier/fold.ts";
import { mayTakeEvidence } from "../../../domain/evidence/permission.ts";
import type { Actor } from "../../../domain/identity/actor.ts";
import { PACK_PURPOSE, PACK_READ_ME } from "../../../web/dossier/pack-text.ts";
import { READ_TEXT } from "../../../web/dossier/read-text.ts";
import { proveInclusion, recordRead } from "../../evidence/index.ts";
import type { Deps } from "../../platform/deps.ts";
import { ApiError, notFound } from "../../platform/errors.ts";
import { MOST_ZIP_BYTES, writeZip, type WrittenEntry, type ZipEntry } from "../../platform/zip.ts";
import { listEvents } from "../event.queries.ts";
import { listLoggedReads, listPackedDocuments, type PackedDocument } from "./pack.queries.ts";

export interface Pack {
  readonly fileName: string;
  /** The bytes as they are made. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * The evidence of a dossier that the actor was found to be allowed to see: events, state, files, reads and the proof
 * against the latest root, in a ZIP file that is verified without us. Throws 403 when it is not his to take, 413
 * `evidence-pack-too-big`. Who takes it is logged before, and with the digest of its manifest when it has
 * been made to its end.
 */
export async function makePack(
  deps: Pick<Deps, "db" | "files" | "now">,
  actor: Actor,
  dossierId: string,
): Promise<Pack> {
  if (!mayTakeEvidence(actor) && actor.kind !== "system") throw new ApiError(403, "not-your-role");
  const { db, files } = deps;
  const at = deps.now();
  const events = await listEvents(db, dossierId);
  if (events.length === 0) throw notFound();
  const dossier = foldAll(events.map(({ event }) => event));
  const documents = (await listPackedDocuments(db, dossierId)).map((one, index) => ({
    ...one,
    entry: `tep/${String(index + 1).padStart(3, "0")}-${safeName(one.name)}`,
  }));
  const total = documents.reduce((sum, { size }) => sum + size, 0);
  if (total > MOST_ZIP_BYTES)
    throw new ApiError(413, "evidence-pack-too-big", { seen: total, expected: MOST_ZIP_BYTES });
  const reads = await listLoggedReads(
    db,
    dossierId,
    documents.map(({ id }) => id),
  );
  const read = { actor, kind: "evidence", dossierId, requestId: null } as const;
  // Before the first byte, so that whoever breaks the transfer off is in the log too.
  await recordRead(deps, { ...read, purpose: READ_TEXT.evidence });
  const code = dossier.code ?? dossier.submissionCode;
  const facts = {
    "events.jsonl": lines(events.map(({ event, previousHash, hash }) => ({ ...event, previousHash, hash }))),
    "state.json": json(dossier),
    "documents.json": json(documents),
    "reads.jsonl": lines(reads),
    "proof.json": json((await proveInclusion(db, dossierId)) ?? null),
    "DOC-TRUOC.txt": PACK_READ_ME,
  };
  const written: WrittenEntry[] = [];
  const manifest = () =>
    json({
      format: "motcua-evidence/1",
      dossierId,
      code,
      madeAt: at,
      madeBy: { kind: actor.kind, id: actor.id, name: actor.name },
      entries: written,
    });
  const log = async (text: string): Promise<void> => {
    const digest = createHash("sha256").update(text).digest("hex");
    await recordRead(deps, { ...read, purpose: `${PACK_PURPOSE} ${digest}` });
  };
  const entries = entriesOf({ facts, documents, manifest, open: (sha256) => files.open(sha256), log });
  return {
    fileName: `bang-chung-${safeName(code)}.zip`,
    bytes: writeZip(entries, { at, onWritten: (entry) => written.push(entry) }),
  };
}

interface Contents {
  readonly facts: Readonly<Record<string, string>>;
  readonly documents: readonly (PackedDocument & { readonly entry: string })[];
  readonly open: (sha256: string) => AsyncIterable<Uint8Array>;
  /** Of everything before it. */
  readonly manifest: () => string;
  readonly log: (manifest: string) => Promise<void>;
}

async function* entriesOf({ facts, documents, open, manifest, log }: Contents): AsyncGenerator<ZipEntry> {
  for (const [name, text] of Object.entries(facts)) yield { name, bytes: [Buffer.from(text)], compress: true };
  for (const { entry, sha256 } of documents) yield { name: entry, bytes: open(sha256), compress: false };
  const text = manifest();
  await log(text);
  yield { name: "manifest.json", bytes: [Buffer.from(text)], compress: true };
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const lines = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join("");

/** A name that every file system takes. */
function safeName(name: string): string {
  return name
    .replaceAll(/[^\p{L}\p{N}._ -]/gu, "_")
    .replace(/^\.+/, "_")
    .slice(-100);
}
