import { chownSync, existsSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** PostgreSQL refuses to run as root; these are the identities to run it under instead. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

const NOBODY: RunAs = { uid: 65_534, gid: 65_534 };

/** Whom to run the server as: undefined is ourselves; as root, the `postgres` user or else nobody. */
export function serverIdentity(): RunAs | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const entry = existsSync("/etc/passwd")
    ? /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync("/etc/passwd", "utf8"))
    : null;
  return entry ? { uid: Number(entry[1]), gid: Number(entry[2]) } : NOBODY;
}

/** Whether that identity can reach the folder: every folder above must let others pass. */
export function canReach(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o005) !== 0o005) return false;
    if (at === dirname(at)) return true;
  }
}

export function giveTo(path: string, identity: RunAs | undefined): void {
  if (identity) chownSync(path, identity.uid, identity.gid);
}
