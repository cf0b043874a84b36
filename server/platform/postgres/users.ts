import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "./processes.ts";

let count = 0;

/** The processes that use an embedded server, so that only the last one to leave stops it. */
export interface ServerUser {
  /** Leaves; true when nobody else is left. Processes that were killed without leaving do not count. */
  leave(): boolean;
}

/** Notes in the folder that this process uses the server. */
export function joinUsers(folder: string): ServerUser {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  count += 1;
  const own = `${process.pid}.${count}`;
  writeFileSync(join(folder, own), "");
  return {
    leave() {
      rmSync(join(folder, own), { force: true });
      const others = readdirSync(folder).filter((name) => {
        const alive = isAlive(Number.parseInt(name, 10));
        if (!alive) rmSync(join(folder, name), { force: true });
        return alive;
      });
      return others.length === 0;
    },
  };
}
