import type pg from "pg";

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly default: string | null;
  readonly generated: boolean;
  readonly identity: boolean;
}

export interface Catalog {
  readonly columns: readonly Column[];
  /** Constraints, indexes, triggers, functions, comments, grants and policies, each as one statement. */
  readonly statements: readonly string[];
}

/** What a schema holds, in an order and wording that PostgreSQL 15 and 18 share. */
export async function readCatalog(client: pg.Client, schema: string): Promise<Catalog> {
  await client.query(`set search_path to ${schema}, public`);
  const columns = await client.query<Column>(
    `select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable,
       pg_get_expr(d.adbin, d.adrelid) as default, a.attgenerated <> '' as generated, a.attidentity <> '' as identity
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
     where n.nspname = $1 and c.relkind = 'r' order by c.relname, a.attnum`,
    [schema],
  );
  const statements = await client.query<{ line: string }>(
    `select line from (
       select 1 as part, c.relname as owner, format('alter table %s add constraint %s %s;', c.relname, k.conname, pg_get_constraintdef(k.oid)) as line
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = $1 and k.contype in ('p', 'u', 'f', 'c', 'x')
       union all
       select 2, tablename, replace(indexdef, $1 || '.', '') || ';' from pg_indexes where schemaname = $1
         and not exists (select from pg_constraint k where k.conname = indexname)
       union all
       select 3, c.relname, replace(pg_get_triggerdef(t.oid), $1 || '.', '') || ';' from pg_trigger t join pg_class c on c.oid = t.tgrelid
         join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and not t.tgisinternal
       union all
       select 4, p.proname, replace(pg_get_functiondef(p.oid), $1 || '.', '') || ';' from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = $1
       union all
       select 5, c.relname, format('comment on table %s is %L;', c.relname, obj_description(c.oid)) from pg_class c
         join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind = 'r'
       union all
       select 6, g.table_name, format('grant %s on %s to %s;', lower(string_agg(g.privilege_type, ', ' order by g.privilege_type)), g.table_name, g.grantee)
       from information_schema.role_table_grants g where g.table_schema = $1 and g.grantee in ('motcua_app', 'motcua_worker', 'motcua_auditor')
       group by g.table_name, g.grantee
       union all
       select 7, c.relname, format('create policy %s on %s for %s to %s%s%s;', p.polname, c.relname,
         case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
         (select string_agg(r.rolname, ', ') from pg_roles r where r.oid = any(p.polroles)),
         ' using (' || replace(pg_get_expr(p.polqual, p.polrelid), $1 || '.', '') || ')',
         ' with check (' || replace(pg_get_expr(p.polwithcheck, p.polrelid), $1 || '.', '') || ')')
       from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1
     ) as lines order by part, owner collate "C", line collate "C"`,
    [schema],
  );
  return { columns: columns.rows, statements: statements.rows.map(({ line }) => line) };
}

/** The schema as SQL, to be read and compared, not to be run: migrations are. */
export function describeSchema({ columns, statements }: Catalog): string {
  const tables = [...byTable(columns)].map(
    ([table, list]) => `create table ${table} (\n${list.map(columnSql).join(",\n")}\n);`,
  );
  return `-- Generated from the migrations by npm run types. Do not edit.\n\n${[...tables, ...statements].join("\n\n")}\n`;
}

function columnSql({ name, type, nullable, default: value, generated, identity }: Column): string {
  const rest = generated
    ? ` generated always as (${value}) stored`
    : identity
      ? " generated always as identity"
      : value
        ? ` default ${value}`
        : "";
  return `  ${name} ${type}${rest}${nullable ? "" : " not null"}`;
}

const TYPES: Readonly<Record<string, string>> = {
  uuid: "string",
  text: "string",
  bytea: "Buffer",
  bigint: "number",
  integer: "number",
  smallint: "number",
  numeric: "number",
  boolean: "boolean",
  date: "PlainDate",
  "timestamp with time zone": "Moment",
  json: "ColumnType<unknown, string, string>",
  jsonb: "ColumnType<unknown, string, string>",
  "text[]": "string[]",
  int8multirange: "string",
};

/** The Kysely interface of the schema. */
export function describeTypes({ columns }: Catalog): string {
  const tables = byTable(columns);
  const bodies = [...tables].map(
    ([table, list]) => `export interface ${typeName(table)} {\n${list.map(columnType).join("\n")}\n}`,
  );
  const index = [...tables.keys()].map((table) => `  ${table}: ${typeName(table)};`).join("\n");
  return `// Generated from the migrations by npm run types. Do not edit.
import type { ColumnType, Generated } from "kysely";
import type { Moment } from "../../domain/shared/moment.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";

${bodies.join("\n\n")}

export interface DB {
${index}
}
`;
}

function columnType({ table, name, type, nullable, default: value, generated, identity }: Column): string {
  const known = TYPES[type];
  if (!known) throw new Error(`No TypeScript type is known for ${table}.${name} of type ${type}.`);
  const base =
    type === "jsonb" && nullable
      ? "ColumnType<unknown, string | null, string | null>"
      : nullable
        ? `${known} | null`
        : known;
  if (generated || identity) return `  ${name}: ColumnType<${base}, never, never>;`;
  // Generated<> does not look into a ColumnType, so what may be left out on insert is written there.
  if (value && type === "jsonb") return `  ${name}: ${base.replace("unknown, string", "unknown, string | undefined")};`;
  return `  ${name}: ${value ? `Generated<${base}>` : base};`;
}

function byTable(columns: readonly Column[]): Map<string, Column[]> {
  const tables = new Map<string, Column[]>();
  for (const column of columns) tables.set(column.table, [...(tables.get(column.table) ?? []), column]);
  return tables;
}

function typeName(table: string): string {
  return table.replaceAll(/(^|_)([a-z])/g, (_found, _gap, letter: string) => letter.toUpperCase());
}
