import { readFile } from "node:fs/promises";
import { dateOf, fromDayNumber, toDayNumber } from "../../../domain/shared/plain-date.ts";
import { bad, good, unknown, warning } from "../../../domain/health/finding.ts";
import { judgeBackup, judgeOutbox, judgeQueue } from "../../../domain/health/limits.ts";
import { moment, toEpoch } from "../../../domain/shared/moment.ts";
import { lastBackupFile } from "../../backup/index.ts";
import type { Check } from "../check.ts";
import { countWorkers, findLastRoot, hasDossiers, readOutbox, readQueue } from "../work.queries.ts";

const WAIT_MS = 5000;

/** What runs by itself: jobs, messages, seals, backups. */
export const workChecks: readonly Check[] = [
  {
    name: "workers",
    needs: "database",
    async look({ db }) {
      const workers = await countWorkers(db);
      return workers === 0 ? bad("no-worker", "0") : good(String(workers));
    },
  },
  { name: "queue", needs: "database", look: async ({ db }) => judgeQueue(await readQueue(db)) },
  { name: "outbox", needs: "database", look: async ({ db }) => judgeOutbox(await readOutbox(db)) },
  {
    name: "partner",
    needs: "settings",
    async look({ config: { stateFeedUrl } }) {
      if (!stateFeedUrl) return null;
      const { origin } = new URL(stateFeedUrl);
      try {
        // Any answer shows that it is there; asked without sending it anything.
        const answer = await fetch(stateFeedUrl, {
          method: "HEAD",
          redirect: "manual",
          signal: AbortSignal.timeout(WAIT_MS),
        });
        await answer.body?.cancel();
        return good(origin);
      } catch {
        return bad("unreachable", origin);
      }
    },
  },
  {
    name: "sealed-root",
    needs: "database",
    async look({ db, now }) {
      const day = await findLastRoot(db);
      if (day === null) return (await hasDossiers(db)) ? warning("root-late", "–") : unknown("–");
      // Yesterday is sealed after midnight; a day late is one night missed.
      const late = fromDayNumber(toDayNumber(dateOf(now())) - 2);
      return day < late ? warning("root-late", day) : good(day);
    },
  },
  {
    name: "backup",
    needs: "settings",
    async look({ config, now }) {
      const text = (await readFile(lastBackupFile(config), "utf8").catch(() => "")).trim();
      return text === "" ? warning("backup-unknown") : judgeBackup(toEpoch(now()) - toEpoch(moment(text)));
    },
  },
];
