import { createHash } from "node:crypto";
import { readCatalogueRow, type CatalogueProcedure } from "../../domain/procedure/national-catalogue.ts";
import type { ProcedureContent } from "../../domain/procedure/procedure.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { ensureProcedure, findCurrentVersion, insertVersion, replaceVersion } from "./procedure.queries.ts";

export interface ImportedRow {
  readonly line: number;
  readonly code: string;
  readonly outcome: "created" | "changed" | "unchanged" | "error";
  /** Parts that differ from the version in force, or what was wrong, or what was left open. */
  readonly notes: readonly string[];
}

interface Importing {
  readonly db: Db;
  readonly now: Moment;
  /** One bad row undoes everything. */
  readonly allOrNothing: boolean;
}

/** Thrown to undo an all-or-nothing import; carries the report. */
export class ImportUndone extends Error {
  override readonly name = "ImportUndone";
  readonly report: readonly ImportedRow[];

  constructor(report: readonly ImportedRow[]) {
    super("The import was undone, because some rows are wrong.");
    this.report = report;
  }
}

/**
 * Takes in the national catalogue, one JSON object a line. The same file again changes nothing; a changed procedure
 * gets a new version and the report names the differences. Good rows are taken although others are bad, unless asked.
 */
export async function importProcedures(
  { db, now, allOrNothing }: Importing,
  lines: AsyncIterable<string>,
): Promise<readonly ImportedRow[]> {
  return db.transaction().execute(async (tx) => {
    const report: ImportedRow[] = [];
    let line = 0;
    for await (const textLine of lines) {
      line += 1;
      if (textLine.trim()) report.push(await importRow(tx, { line, textLine, now }));
    }
    if (allOrNothing && report.some(({ outcome }) => outcome === "error")) throw new ImportUndone(report);
    return report;
  });
}

async function importRow(
  tx: Db,
  { line, textLine, now }: { line: number; textLine: string; now: Moment },
): Promise<ImportedRow> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(textLine);
  } catch {
    return { line, code: "", outcome: "error", notes: [`no JSON: ${textLine.slice(0, 60)}`] };
  }
  const row = readCatalogueRow(parsed);
  if (!row.ok)
    return { line, code: "", outcome: "error", notes: [`${row.field}: seen "${row.seen}", expected ${row.expected}`] };
  return { line, ...(await store(tx, row.procedure, now)) };
}

async function store(tx: Db, procedure: CatalogueProcedure, now: Moment): Promise<Omit<ImportedRow, "line">> {
  const { code, name, field, serviceLevel, warnings } = procedure;
  const today = dateOf(now);
  const known = await findCurrentVersion(tx, code, today);
  const content = known ? keepOwn(procedure.content, known.content) : procedure.content;
  const contentHash = createHash("sha256").update(JSON.stringify({ name, field, serviceLevel, content })).digest("hex");
  if (known?.contentHash === contentHash) return { code, outcome: "unchanged", notes: [] };
  const version = { name, field, serviceLevel, content, contentHash, eform: known?.eform ?? null };
  if (known?.validFrom === today) await replaceVersion(tx, known.id, version);
  else
    await insertVersion(tx, {
      ...version,
      id: newId(),
      procedureId: await ensureProcedure(tx, code, newId()),
      validFrom: today,
    });
  if (!known) return { code, outcome: "created", notes: warnings };
  return { code, outcome: "changed", notes: [...differences(known, version), ...warnings] };
}

/** What the national catalogue does not know stays as the province has set it. */
function keepOwn(content: ProcedureContent, own: ProcedureContent): ProcedureContent {
  const { competence, supplementPolicy, sensitive, fees } = own;
  return { ...content, competence, supplementPolicy, sensitive, fees };
}

type Compared = Pick<CatalogueProcedure, "name" | "field" | "serviceLevel" | "content">;

/** Names of the parts that differ. */
function differences(before: Compared, after: Compared): string[] {
  const flat = ({ name, field, serviceLevel, content }: Compared): Record<string, unknown> => ({
    name,
    field,
    serviceLevel,
    ...content,
  });
  const old = flat(before);
  return Object.entries(flat(after)).flatMap(([part, value]) =>
    JSON.stringify(value) === JSON.stringify(old[part]) ? [] : [part],
  );
}
