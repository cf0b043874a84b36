import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** PostgreSQL refuses to run as root; these are the identities to run it under instead. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

const NOBODY: RunAs = { uid: 65_534, gid: 65_534 };

/**
 * Whom to run the server on this cluster as: undefined is ourselves. As root it is the owner of the cluster, and for a
 * new one the `postgres` user or else nobody. Throws with instructions when the cluster is somebody else's.
 */
export function serverIdentity(cluster: string): RunAs | undefined {
  const self = process.getuid?.();
  const owner = existsSync(cluster) ? statSync(cluster) : undefined;
  if (self === undefined) return undefined;
  if (self !== 0) {
    if (owner && owner.uid !== self) {
      throw new Error(
        `${cluster} belongs to uid ${owner.uid} and this is uid ${self}. ` +
          `Start as that user (or as root if root made it), or set MOTCUA_DATA_DIR to a folder of your own.`,
      );
    }
    return undefined;
  }
  if (!owner) return postgresUser() ?? NOBODY;
  if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  throw new Error(
    `${cluster} belongs to root, under whom PostgreSQL refuses to run. ` +
      `Give it back: chown -R nobody '${cluster}', then start again.`,
  );
}

function postgresUser(): RunAs | undefined {
  const users = existsSync("/etc/passwd") ? readFileSync("/etc/passwd", "utf8") : "";
  const entry = /^postgres:[^:]*:(\d+):(\d+):/m.exec(users);
  return entry ? { uid: Number(entry[1]), gid: Number(entry[2]) } : undefined;
}

/** Whether users other than the owner may pass through the folder and all above it. */
export function canReach(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** Makes the folder, with those above it that are missing, and lets other users pass through what was made. */
export function makePassable(folder: string): void {
  const first = mkdirSync(folder, { recursive: true });
  for (let at = folder; ; at = dirname(at)) {
    chmodSync(at, statSync(at).mode | 0o011);
    if (first === undefined || at === first) return;
  }
}

export function giveTo(path: string, identity: RunAs | undefined): void {
  if (identity) chownSync(path, identity.uid, identity.gid);
}
