import { toEpoch } from "../../../domain/shared/moment.ts";
import { bad, good, warning, type Finding } from "../../../domain/health/finding.ts";
import { judgeClock } from "../../../domain/health/limits.ts";
import { knownMigrations, unsupportedServer } from "../../platform/migrate.ts";
import type { Check } from "../check.ts";
import { findUnwalled, listMissingExtensions, listRoleFaults, readServer } from "../database.queries.ts";
import { listAppliedMigrations } from "../../platform/applied-migrations.ts";

/** The database: reachable, the right one, and as safe as it was made. */
export const databaseChecks: readonly Check[] = [
  {
    name: "database",
    needs: "nothing",
    async look({ database, config }) {
      if (!config) return null;
      if ("db" in database) return good();
      return database.failure === "not-running" ? bad("not-running") : bad("unreachable", database.failure);
    },
  },
  {
    name: "server-version",
    needs: "database",
    async look({ db }) {
      const { version, versionNumber } = await readServer(db);
      return unsupportedServer(versionNumber) ? bad("unsupported", version) : good(version);
    },
  },
  {
    name: "encoding",
    needs: "database",
    async look({ db }) {
      const { encoding } = await readServer(db);
      return encoding === "UTF8" ? good(encoding) : bad("wrong-encoding", encoding);
    },
  },
  {
    name: "time-zones",
    needs: "database",
    async look({ db }) {
      const { knowsVietnam } = await readServer(db);
      return knowsVietnam ? good() : bad("no-time-zone");
    },
  },
  {
    name: "database-clock",
    needs: "database",
    async look({ db, now }) {
      const asked = toEpoch(now());
      const { epochMs } = await readServer(db);
      // Both cut to the second; the answer was made somewhere between asking and hearing it.
      const [early, late] = [epochMs - toEpoch(now()), epochMs - asked];
      return judgeClock(early > 0 ? early : Math.min(late, 0));
    },
  },
  {
    name: "extensions",
    needs: "database",
    async look({ db }) {
      const missing = await listMissingExtensions(db);
      return missing.length > 0 ? bad("extension-missing", missing.join(", ")) : good();
    },
  },
  { name: "schema", needs: "database", look: async ({ db }) => judgeSchema(await listAppliedMigrations(db)) },
  {
    name: "roles",
    needs: "database",
    async look({ db, config }) {
      const { missing, tooStrong } = await listRoleFaults(db, config.schema);
      if (missing.length > 0) return bad("role-missing", missing.join(", "));
      return tooStrong.length > 0 ? bad("role-too-strong", tooStrong.join(", ")) : good();
    },
  },
  {
    name: "wall",
    needs: "database",
    async look({ db, config }) {
      const open = await findUnwalled(db, config.schema);
      return open.length > 0 ? bad("wall-down", open.join(", ")) : good();
    },
  },
];

function judgeSchema(applied: readonly string[] | null): Finding {
  if (applied === null) return bad("schema-missing");
  const known = knownMigrations().map(({ name }) => name);
  const strange = applied.filter((name) => !known.includes(name));
  const pending = known.filter((name) => !applied.includes(name));
  const newest = applied.toSorted().at(-1) ?? "";
  if (strange.length > 0) return warning("schema-newer", newest, strange.join(", "));
  return pending.length > 0 ? bad("schema-older", newest, String(pending.length)) : good(newest, "0");
}
