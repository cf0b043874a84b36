import { bytesToText, copiedBytes } from "../../platform/copy-out.ts";
import type { Snapshot } from "../../platform/snapshot.ts";
import { EVENT_COLUMNS } from "./check-chain.ts";

/** What is saved of a dossier besides its events. */
export interface SavedDossier {
  readonly id: string;
  readonly code: string;
  readonly version: number;
  readonly hash: string;
  /** Absent when chains alone are looked at. */
  readonly state?: unknown;
  readonly row?: Readonly<Record<string, unknown>>;
  readonly rows?: Readonly<Record<string, readonly unknown[]>>;
}

const HEAD = "d.id, coalesce(d.code, d.submission_code) as code, d.version, d.last_hash as hash";
const ROW = `
  d.state, to_jsonb(d) - array['id', 'version', 'state', 'last_hash', 'applicant_key'] as row,
  jsonb_build_object(
    'stays', (select coalesce(jsonb_agg(to_jsonb(s) - 'dossier_id' order by s.id), '[]') from dossier_stay s where s.dossier_id = d.id),
    'consultations', (select coalesce(jsonb_agg(to_jsonb(c) - 'dossier_id' order by c.id), '[]') from dossier_consultation c where c.dossier_id = d.id),
    'agencies', (select coalesce(jsonb_agg(a.agency_id order by a.agency_id), '[]') from dossier_agency a where a.dossier_id = d.id),
    'links', (select coalesce(jsonb_agg(jsonb_build_array(l.other_id, l.kind) order by l.other_id, l.kind), '[]') from dossier_link l where l.dossier_id = d.id)
  ) as rows`;

export interface PageOrder {
  /** Go on after this id; null at the start. */
  readonly after: string | null;
  readonly limit: number;
  readonly withState: boolean;
}

/** Dossiers in order of id, with the rows that lists are read from when the state is to be compared. */
export async function listSaved(snapshot: Snapshot, order: PageOrder): Promise<readonly SavedDossier[]> {
  const { after, limit, withState } = order;
  if (!withState) return copyHeads(snapshot, order);
  return snapshot.rows<SavedDossier & Record<string, unknown>>(
    `select ${HEAD}, ${ROW} from dossier d where $1::uuid is null or d.id > $1::uuid order by d.id limit $2`,
    [after, limit],
  );
}

async function copyHeads(snapshot: Snapshot, { after, limit }: PageOrder): Promise<readonly SavedDossier[]> {
  const saved: SavedDossier[] = [];
  const where = after ? `where d.id > '${after}'::uuid` : "";
  await snapshot.copy(`select ${HEAD} from dossier d ${where} order by d.id limit ${limit}`, (line) => {
    const [id = "", code = "", version, hash = ""] = line.split("\t").map((field) => copiedBytes(field) ?? "");
    saved.push({ id, code: bytesToText(code), version: Number(version), hash });
  });
  return saved;
}

export interface Span {
  readonly after: string | null;
  /** Null: to the end. */
  readonly upTo: string | null;
}

/** The events of the dossiers whose ids lie in the span, each chain in order, as lines for `readEventLine`. */
export async function copyEvents(snapshot: Snapshot, span: Span, onLine: (line: string) => void): Promise<void> {
  const bounds = [
    ...(span.after ? [`e.dossier_id > '${span.after}'::uuid`] : []),
    ...(span.upTo ? [`e.dossier_id <= '${span.upTo}'::uuid`] : []),
  ];
  const where = bounds.length > 0 ? `where ${bounds.join(" and ")}` : "";
  await snapshot.copy(`select ${EVENT_COLUMNS} from dossier_event e ${where} order by e.dossier_id, e.version`, onLine);
}

export interface StatisticsDifference {
  readonly agency: string;
  readonly procedure: string;
  readonly day: string;
  readonly channel: string;
  readonly measure: string;
  readonly expected: number;
  readonly seen: number;
}

/** Figures whose deltas are not what the events say, in one statement and so at one moment. */
export async function listStatisticsDifferences(snapshot: Snapshot): Promise<readonly StatisticsDifference[]> {
  return snapshot.rows<StatisticsDifference & Record<string, unknown>>(`
    with told as (
      select d.resolving_agency_id as agency_id, d.procedure_version_id, e.at::date as day, d.channel, e.type as measure,
        sum(e.amount) as amount
      from (
        select e.dossier_id, e.at, e.type, 1 as amount from dossier_event e
        union all
        -- What was taken back counts no more, on the day on which it had counted.
        select e.dossier_id, e.at, e.type, -1
        from dossier_event u
          join dossier_event e on e.dossier_id = u.dossier_id and e.version = (u.fact ->> 'version')::integer
        where u.type = 'undone'
      ) e join dossier d on d.id = e.dossier_id group by 1, 2, 3, 4, 5
    ), kept as (
      select x.agency_id, x.procedure_version_id, x.day, x.channel, x.measure, sum(x.amount) as amount
      from dossier_delta x group by 1, 2, 3, 4, 5
    )
    select coalesce(a.code, agency_id::text) as agency, coalesce(p.code, procedure_version_id::text) as procedure,
      day::text as day, channel, measure, coalesce(t.amount, 0)::int as expected, coalesce(k.amount, 0)::int as seen
    from told t full join kept k using (agency_id, procedure_version_id, day, channel, measure)
      left join agency a on a.id = agency_id left join procedure_version v on v.id = procedure_version_id
      left join procedure p on p.id = v.procedure_id
    where coalesce(t.amount, 0) <> coalesce(k.amount, 0)
    order by 3, 1, 2, 4, 5`);
}

export interface KeptFile {
  readonly sha256: string;
  readonly size: number;
  /** Codes of dossiers that it belongs to, at most three; without one, names under which it was brought. */
  readonly belongs: string | null;
}

/** Files that documents stand on, in order of digest. */
export async function listKeptFiles(snapshot: Snapshot, after: string, limit: number): Promise<readonly KeptFile[]> {
  return snapshot.rows<KeptFile & Record<string, unknown>>(
    `select f.sha256, f.size, coalesce(
       (select string_agg(x.code, ', ') from (select distinct coalesce(s.code, s.submission_code) as code from document d
          join dossier_document l on l.document_id = d.id join dossier s on s.id = l.dossier_id
          where d.sha256 = f.sha256 order by 1 limit 3) x),
       (select string_agg(d.id::text, ', ') from document d where d.sha256 = f.sha256)) as belongs
     from stored_file f where f.sha256 > $1
       -- What quarantine holds or removed is not in the store itself.
       and not exists (select from held_file h where h.sha256 = f.sha256 and h.state in ('held', 'unscanned', 'deleted'))
     order by f.sha256 limit $2`,
    [after, limit],
  );
}

/** Which of the digests the database knows. */
export async function knownFiles(snapshot: Snapshot, digests: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await snapshot.rows<{ sha256: string }>("select f.sha256 from stored_file f where f.sha256 = any($1)", [
    digests,
  ]);
  return new Set(rows.map(({ sha256 }) => sha256));
}
