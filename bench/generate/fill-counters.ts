import { createHash } from "node:crypto";
import { moment, toEpoch, type Moment } from "../../domain/shared/moment.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import { counterDays, type CounterDay } from "./counter-days.ts";
import { fileDossier } from "./file-dossier.ts";
import { live, type Living } from "./life.ts";
import { paperBytes } from "./paper-bytes.ts";
import { idAt, randomOf, type Random } from "./random.ts";
import { emitDossier, type Emit, type StoredPaper } from "./rows.ts";
import type { World } from "./world.ts";

const OUTBOX_DAYS = 30;
const DAY_MS = 86_400_000;
/** Half of the people who need not come to a counter do not. */
const ONLINE = 0.5;

export interface Filling {
  readonly world: World;
  readonly counterIds: readonly string[];
  readonly emit: Emit;
  /** Called with the number of dossiers so far, after each counter's day: time to let the rows go. */
  readonly onProgress: (done: number) => Promise<void>;
  /** Given the bytes of each file, when somebody wants them. */
  readonly keepFile?: (sha256: string, bytes: Buffer) => void;
}

/** Makes every dossier of the counters and gives its rows away. Holds numbers per counter and day in memory, nothing else. */
export async function fillCounters(filling: Filling): Promise<number> {
  const { world, counterIds, emit } = filling;
  const series = new Map<string, number>();
  const takeNumber = (kind: string, agencyId: string, period: string): number => {
    const key = `${kind}\t${agencyId}\t${period}`;
    const next = (series.get(key) ?? 0) + 1;
    series.set(key, next);
    return next;
  };
  let done = 0;
  for (const cell of counterDays(world, new Set(counterIds))) {
    if (cell.dossiers === 0) continue;
    fillDay(cell, filling, takeNumber);
    done += cell.dossiers;
    await filling.onProgress(done);
  }
  for (const [key, last] of series) {
    const [kind = "", agencyId = "", period = ""] = key.split("\t");
    emit("number_series", [kind, agencyId, period, last]);
  }
  return done;
}

type TakeNumber = (kind: string, agencyId: string, period: string) => number;

function fillDay({ counter, day, open, dossiers }: CounterDay, filling: Filling, takeNumber: TakeNumber): void {
  const { world } = filling;
  const random = randomOf(`${world.order.seed}/${counter.code}/${day}`);
  const emitting = {
    emit: filling.emit,
    brief: world.order.history === "open",
    outboxSince: daysBefore(world.order.until, OUTBOX_DAYS),
    newSlipId: (at: Moment) => idAt(toEpoch(at), random),
    takeNumber,
  };
  const moments = Array.from({ length: dossiers }, () => {
    const online = !open || random.chance(ONLINE);
    return { online, at: momentOf(day, online, random) };
  }).toSorted((a, b) => (a.at < b.at ? -1 : 1));
  let previousId: string | undefined;
  for (const { online, at } of moments) {
    const papers: StoredPaper[] = [];
    const living: Living = {
      world,
      procedure: world.pickProcedure(counter, random),
      random,
      takeNumber: (agencyId, onDay) => takeNumber("dossier", agencyId, onDay),
      attach: (file) => attach(file, papers, { random, keepFile: filling.keepFile }),
    };
    const number = takeNumber("submission", counter.id, day);
    const first = fileDossier({ ...living, counter, at, number, online, previousId });
    emitDossier(live(first, living), papers, emitting);
    previousId = first.dossierId;
  }
}

function attach(
  { name, by, at }: { readonly name: string; readonly by: string; readonly at: Moment },
  papers: StoredPaper[],
  { random, keepFile }: { readonly random: Random; readonly keepFile: Filling["keepFile"] },
): string {
  const id = idAt(toEpoch(at), random);
  const bytes = paperBytes(id);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  keepFile?.(sha256, bytes);
  papers.push({ id, sha256, size: bytes.length, name, by, at });
  return id;
}

/** Counters are open in the morning and the afternoon; the portal from early to late. */
function momentOf(day: PlainDate, online: boolean, random: Random): Moment {
  const minute = online ? 360 + random.int(960) : (random.chance(0.6) ? 450 : 810) + random.int(235);
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0"));
  return moment(`${day}T${hours}:${minutes}:${String(random.int(60)).padStart(2, "0")}+07:00`);
}

function daysBefore(at: Moment, days: number): Moment {
  return moment(new Date(toEpoch(at) - days * DAY_MS).toISOString());
}
