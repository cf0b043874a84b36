import type pg from "pg";
import type { Statement } from "./record-statements.ts";

/** What must be new in every submission, as it was in the recorded one; the number the database makes by itself. */
export interface Fresh {
  readonly id: string;
  readonly key: string;
}

export interface Script {
  readonly text: string;
  /** Values of the variables, which pgbench sends as parameters just as the application does. */
  readonly variables: Readonly<Record<string, string>>;
}

// Ascending per client, as the application's own ids are, so that rows made together lie together.
const ID = "('019a0000-0000-7000-8000-' || lpad(to_hex(:n::bigint * 4096 + :client_id::bigint), 12, '0'))";

/** The recorded statements as a pgbench script: the same texts and parameters, with fresh ids and keys. */
export async function toScript(client: pg.Client, statements: readonly Statement[], fresh: Fresh): Promise<Script> {
  const variables: Record<string, string> = {};
  const lines = ["\\set n :n + 1"];
  for (const [index, { text, parameters }] of statements.entries()) {
    const types = parameters.length > 0 ? await parameterTypes(client, text) : [];
    const sql = text.replaceAll(/\$(\d+)/g, (_found, digits: string) => {
      const at = Number(digits) - 1;
      const value = parameters[at] ?? null;
      if (value === null) return `null::${types[at]}`;
      // pgbench knows no empty variable.
      if (value === "") return `''::${types[at]}`;
      const name = `p${index}_${at}`;
      variables[name] = value;
      return expression({ name, value, type: types[at] ?? "text" }, fresh);
    });
    lines.push(`${sql.replaceAll(/\s+/g, " ")};`);
  }
  return { text: `${lines.join("\n")}\n`, variables };
}

interface Parameter {
  readonly name: string;
  readonly value: string;
  readonly type: string;
}

function expression({ name, value, type }: Parameter, { id, key }: Fresh): string {
  const replacements = [
    [id, ID],
    [key, `('key-' || ${ID})`],
  ] as const;
  const needed = replacements.filter(([old]) => value.includes(old));
  if (needed.length === 0) return `:${name}`;
  const replaced = needed.reduce((inner, [old, made]) => `replace(${inner}, '${old}', ${made})`, `:${name}::text`);
  return `(${replaced})::${type}`;
}

async function parameterTypes(client: pg.Client, text: string): Promise<readonly string[]> {
  await client.query(`prepare bench as ${text}`);
  const { rows } = await client.query<{ types: string[] }>(
    "select parameter_types::text[] as types from pg_prepared_statements where name = 'bench'",
  );
  await client.query("deallocate bench");
  return rows[0]?.types ?? [];
}
