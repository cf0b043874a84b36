import { spawnSync } from "node:child_process";

const MARK = "MOTCUA_OWN_NETWORK";

/**
 * Goes on only in a network of this process's own, in which these addresses are; elsewhere it starts itself again there
 * and ends as that ended. Needs root.
 */
export function enterOwnNetwork(addresses: readonly string[]): void {
  if (process.env[MARK] !== "yes") {
    const again = [...process.execArgv, ...process.argv.slice(1)];
    const { status, error } = spawnSync("unshare", ["--net", "--", process.execPath, ...again], {
      stdio: "inherit",
      env: { ...process.env, [MARK]: "yes" },
    });
    if (error) throw error;
    process.exit(status ?? 1);
  }
  ip("link", "set", "lo", "up");
  for (const address of addresses) ip("address", "add", address, "dev", "lo");
}

function ip(...args: readonly string[]): void {
  const { status, stderr } = spawnSync("ip", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`ip ${args.join(" ")}: ${stderr} (this needs root and Debian's iproute2)`);
}
