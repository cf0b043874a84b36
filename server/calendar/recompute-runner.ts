import type { Deps } from "../platform/deps.ts";
import type { App } from "../platform/http/server.ts";
import { recomputeDates } from "./recompute-dates.ts";

/** Works in the background of the web process; what it leaves undone the next start takes up. */
export interface RecomputeRunner {
  /** Begins what is waiting, unless it is being done already. */
  kick(): void;
}

/** The runner of an application: begins with it what an earlier process left, and ends with it. */
export function recomputeRunner(app: App, deps: Deps): RecomputeRunner {
  const state = { stopped: false, again: false };
  let running: Promise<void> | undefined;
  const work = async (): Promise<void> => {
    do {
      state.again = false;
      try {
        await recomputeDates({
          db: deps.db,
          now: () => deps.now(),
          stopped: () => state.stopped,
          failed: (dossierId, error) => app.log.error({ err: error, dossierId }, "date not reckoned anew"),
        });
      } catch (error) {
        app.log.error(error, "dates were not reckoned anew to the end; the next start goes on");
      }
    } while (state.again && !state.stopped);
    running = undefined;
  };
  const kick = (): void => {
    state.again = true;
    running ??= work();
  };
  app.addHook("onReady", async () => kick());
  app.addHook("onClose", async () => {
    state.stopped = true;
    await running;
  });
  return { kick };
}
