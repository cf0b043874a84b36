import type { CheckName, Finding } from "../../domain/health/finding.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { Config } from "../platform/config.ts";
import type { Db } from "../platform/database.ts";

/** What is looked at: whatever of the system could be reached. */
export interface Patient {
  /** Undefined when the settings are wrong; then `faults` says how. */
  readonly config: Config | undefined;
  readonly faults: readonly string[];
  /** Undefined in the running application, which does not see its operator's environment. */
  readonly env: NodeJS.ProcessEnv | undefined;
  /** A connection for reading alone, or why there is none. */
  readonly database: { readonly db: Db } | { readonly failure: string };
  readonly now: () => Moment;
}

/** The same once settings are known to be good. */
export interface ConfiguredPatient extends Patient {
  readonly config: Config;
}

/** And once the database answers. */
export interface ConnectedPatient extends ConfiguredPatient {
  readonly db: Db;
}

/** One thing that is looked at. What it needs and is not there leaves it out: the cause is told by another check. */
export type Check =
  | { readonly name: CheckName; readonly needs: "nothing"; look(patient: Patient): Promise<Finding | null> }
  | { readonly name: CheckName; readonly needs: "settings"; look(patient: ConfiguredPatient): Promise<Finding | null> }
  | { readonly name: CheckName; readonly needs: "database"; look(patient: ConnectedPatient): Promise<Finding | null> };
