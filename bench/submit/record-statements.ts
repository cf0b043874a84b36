import { readFileSync } from "node:fs";
import pg from "pg";

/** One statement as the server got it, with its parameters; null is SQL's null. */
export interface Statement {
  readonly text: string;
  readonly parameters: readonly (string | null)[];
}

const MARK = "@@";
/** What the worker beside does is no part of a submission. */
const WORKER = /graphile_worker|\bworker\b|^listen\b/i;

/** Has the server write down all statements while the work runs, and reads them from its log. */
export async function recordStatements(
  { url, log }: { readonly url: string; readonly log: string },
  work: () => Promise<void>,
): Promise<readonly Statement[]> {
  const from = readFileSync(log).length;
  await settings(url, { log_statement: "all", log_line_prefix: MARK });
  await work();
  await settings(url, { log_statement: "none", log_line_prefix: MARK });
  return parseLog(readFileSync(log).subarray(from).toString());
}

async function settings(url: string, values: Readonly<Record<string, string>>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const [name, value] of Object.entries(values)) await client.query(`alter system set ${name} = '${value}'`);
  await client.query("select pg_reload_conf(), pg_sleep(0.2)");
  await client.end();
}

/** Statements of a server log whose lines begin with the mark. */
export function parseLog(text: string): readonly Statement[] {
  const entries = text.split(MARK).map((entry) => entry.replaceAll("\n\t", "\n").trimEnd());
  const statements = entries.flatMap((entry, index) => {
    const found = /^LOG: {2}(?:statement|execute [^:]*): (.*)$/s.exec(entry);
    const statement = found?.[1];
    if (!statement || WORKER.test(statement)) return [];
    const detail = /^DETAIL: {2}[Pp]arameters: (.*)$/s.exec(entries[index + 1] ?? "")?.[1] ?? "";
    return [{ text: statement, parameters: parseParameters(detail) }];
  });
  // The recorder's own statements come first and last.
  return statements.filter(({ text: sql }) => !/alter system|pg_reload_conf/.test(sql));
}

function parseParameters(detail: string): readonly (string | null)[] {
  const found = detail.matchAll(/\$\d+ = (?:NULL|'((?:[^']|'')*)')/g);
  return [...found].map(([, value]) => value?.replaceAll("''", "'") ?? null);
}
