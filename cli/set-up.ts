import type { Config } from "../server/platform/config.ts";
import { holdsData, openSetUp, restoreBackup } from "../server/backup/index.ts";
import type { SetupServer } from "../server/backup/setup.pages.tsx";
import type { Deps } from "../server/platform/deps.ts";

const LOOK_EVERY_MS = 2000;
/** Whoever restored may have closed the browser: the system opens without having shown the result. */
const MOST_LOOKS_AT_RESULT = 30;

export interface SettingUp extends SetupServer {
  /** Once the instance has data, restored or brought in from the command line. */
  readonly finished: Promise<void>;
  /** Looks no more. */
  end(): Promise<void>;
}

/** Serves the set-up of an instance without data; undefined for one that has some. */
export async function beginSetUp(deps: Deps, url: string): Promise<SettingUp | undefined> {
  const { config, files } = deps;
  if (await holdsData(url, config.schema)) return undefined;
  const { buildSetup } = await import("../server/backup/setup.pages.tsx");
  const restore: Parameters<typeof openSetUp>[0] = async ({ file, passphrase }, onProgress) => {
    try {
      return await restoreBackup(file, { url, schema: config.schema, files, passphrase, onProgress });
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      throw error;
    }
  };
  const setUp = openSetUp(restore, (code) => process.stdout.write(invitation(config, code)));
  const { app, seen } = await buildSetup(deps, setUp);
  let timer: NodeJS.Timeout | undefined;
  // While a restore runs its result is waited for, and shown; what the command line brings in opens by itself.
  const brought = new Promise<void>((resolve) => {
    let looks = 0;
    const look = async (): Promise<void> => {
      const { kind } = setUp.state();
      if (kind === "restored" && (looks += 1) > MOST_LOOKS_AT_RESULT) resolve();
      if (kind === "waiting" && (await holdsData(url, config.schema).catch(() => false))) resolve();
    };
    timer = setInterval(() => void look(), LOOK_EVERY_MS);
  });
  return {
    app,
    seen,
    finished: Promise.race([seen, brought]),
    async end() {
      clearInterval(timer);
      await app.close();
    },
  };
}

function invitation({ baseUrl }: Config, code: string): string {
  return `\nHệ thống chưa có dữ liệu. Mở ${baseUrl}/thiet-lap và nhập mã thiết lập:\n\n    ${code}\n\n`;
}
