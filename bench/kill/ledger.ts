import { readFileSync } from "node:fs";
import type pg from "pg";

/** A line of the client's ledger. Times in milliseconds. */
export interface LedgerLine {
  readonly step: "asked" | "acknowledged";
  readonly kind: "file" | "act";
  /** Key of the command, and mark in what it writes. */
  readonly mark: string;
  /** Whether the mark stands in the content, so that a second doing is seen as such. */
  readonly marked: boolean;
  /** When it was sent, the last time. */
  readonly at: number;
  readonly status?: number;
  readonly tries?: number;
  readonly waitedMs?: number;
}

export interface Count {
  readonly asked: number;
  readonly acknowledged: number;
  readonly once: number;
  readonly lost: number;
  readonly doubled: number;
  /** Answered otherwise than with success. */
  readonly refused: number;
  /** Commands sent again, and those of them that had been done when they were sent the last time. */
  readonly retried: number;
  readonly replayed: number;
  readonly longestWaitMs: number;
}

/** Compares the ledger with what the database holds: each acknowledged command once, none twice, none that was never sent. */
export async function countLedger(file: string, client: pg.Client): Promise<Count> {
  const lines = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as LedgerLine);
  const found = await marksIn(client);
  const keys = await keysIn(client);
  const asked = lines.filter(({ step }) => step === "asked");
  const done = lines.filter(({ step }) => step === "acknowledged");
  const good = done.filter(({ status = 0 }) => status >= 200 && status < 300);
  // What leaves no mark has its key, which is written in the same transaction.
  const times = ({ mark, marked }: LedgerLine): number => (marked ? (found.get(mark) ?? 0) : keys.has(mark) ? 1 : 0);
  const known = new Set(asked.map(({ mark }) => mark));
  const strange = [...found.keys()].filter((mark) => !known.has(mark)).length;
  return {
    asked: asked.length,
    acknowledged: done.length,
    once: good.filter((line) => times(line) === 1).length,
    lost: good.filter((line) => times(line) === 0).length,
    doubled: asked.filter((line) => times(line) > 1).length + strange,
    refused: done.length - good.length,
    retried: done.filter(({ tries = 1 }) => tries > 1).length,
    replayed: done.filter(({ tries = 1, mark, at }) => tries > 1 && (keys.get(mark) ?? at) < at).length,
    longestWaitMs: Math.max(0, ...done.map(({ waitedMs = 0 }) => waitedMs)),
  };
}

/** How often each mark was done: dossiers by their site, actions by the note in their event. */
async function marksIn(client: pg.Client): Promise<ReadonlyMap<string, number>> {
  const { rows } = await client.query<{ mark: string; times: string }>(`
    select m.mark, count(*) as times
    from (
      select substr(d.state -> 'answers' ->> 'site', 6) as mark from motcua.dossier d
      where d.state -> 'answers' ->> 'site' like 'Thửa %'
      union all
      select e.fact::jsonb ->> 'note' from motcua.dossier_event e
      where e.type in ('forwarded', 'assigned') and e.fact::jsonb ->> 'note' ~ '^[0-9a-f-]{36}$'
    ) as m
    group by m.mark`);
  return new Map(rows.map(({ mark, times }) => [mark, Number(times)]));
}

/** When each key's command was done. */
async function keysIn(client: pg.Client): Promise<ReadonlyMap<string, number>> {
  const { rows } = await client.query<{ key: string; at: string }>(
    "select k.key, extract(epoch from k.created_at) * 1000 as at from motcua.idempotency_key k",
  );
  return new Map(rows.map(({ key, at }) => [key, Number(at)]));
}
