import { readFileSync } from "node:fs";

interface Expectation {
  readonly value: string;
  readonly valid: boolean;
  readonly wanted: string;
}

/** Reads single settings and gathers every fault; it is given the environment and never looks at it by itself. */
export interface ConfigReader {
  readonly faults: string[];
  readonly get: (name: string) => string | undefined;
  readonly expect: (name: string, expectation: Expectation) => void;
}

/** `NAME_FILE` names a file that holds the value of `NAME`, as secrets are handed to services. */
export function configReader(env: NodeJS.ProcessEnv): ConfigReader {
  const faults: string[] = [];
  const get = (name: string): string | undefined => {
    const file = env[`${name}_FILE`];
    if (!file) return env[name] || undefined;
    try {
      return readFileSync(file, "utf8").trim() || undefined;
    } catch (error) {
      faults.push(`${name}_FILE is "${file}", which cannot be read (${(error as NodeJS.ErrnoException).code})`);
      return undefined;
    }
  };
  const expect = (name: string, { value, valid, wanted }: Expectation): void => {
    if (!valid) faults.push(`${name} is "${value}"; expected ${wanted}`);
  };
  return { faults, get, expect };
}

/** Whether it is an http or https address. */
export function isWebUrl(value: string): boolean {
  return /^https?:\/\//.test(value) && URL.canParse(value);
}
