import { createHash, randomInt, timingSafeEqual } from "node:crypto";
import { rm } from "node:fs/promises";
import type { Progress } from "./make-backup.ts";
import { RestoreError, type RestoreReport } from "./restore-backup.ts";

// Without letters and digits that look alike: people copy the code from a screen.
const LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const GROUPS = 5;
const GROUP_LETTERS = 5;
const MOST_GUESSES = 10;

/** Where the set-up of an empty instance stands. */
export type SetUpState =
  | { readonly kind: "waiting"; readonly failure: unknown }
  | { readonly kind: "restoring"; readonly progress: Progress }
  | { readonly kind: "restored"; readonly report: RestoreReport };

export interface Archive {
  readonly file: string;
  readonly passphrase: string | undefined;
  /** It was brought only for this and is removed afterwards. */
  readonly passing: boolean;
}

type Restore = (archive: Archive, onProgress: (progress: Progress) => void) => Promise<RestoreReport>;

export interface SetUp {
  state(): SetUpState;
  /** Whether it is the code that stands on the server's console; wrong ones are counted. */
  isCode(typed: string): boolean;
  /** Begins a restore unless one is running; answers whether it did. */
  begin(archive: Archive): boolean;
}

/**
 * The set-up of an empty instance. Whoever can read the server's console may do it: `tell` is given the code, and a new
 * one after ten wrong guesses.
 */
export function openSetUp(restore: Restore, tell: (code: string) => void): SetUp {
  let state: SetUpState = { kind: "waiting", failure: undefined };
  let code = newCode();
  let guesses = 0;
  tell(code);

  const run = async (archive: Archive): Promise<void> => {
    try {
      const report = await restore(archive, (progress) => (state = { kind: "restoring", progress }));
      state = { kind: "restored", report };
    } catch (error) {
      state = { kind: "waiting", failure: error };
    } finally {
      if (archive.passing) await rm(archive.file, { force: true });
    }
  };
  return {
    state: () => state,
    isCode(typed) {
      if (timingSafeEqual(digest(typed), digest(code))) return true;
      guesses += 1;
      if (guesses >= MOST_GUESSES) {
        guesses = 0;
        code = newCode();
        tell(code);
      }
      return false;
    },
    begin(archive) {
      if (state.kind !== "waiting") return false;
      state = { kind: "restoring", progress: { what: "", bytes: 0 } };
      void run(archive);
      return true;
    },
  };
}

function newCode(): string {
  return Array.from({ length: GROUPS }, group).join("-");
}

function group(): string {
  return Array.from({ length: GROUP_LETTERS }, () => LETTERS.charAt(randomInt(LETTERS.length))).join("");
}

function digest(code: string): Buffer {
  return createHash("sha256")
    .update(code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ""))
    .digest();
}

/** Whether the refusal is one that can be explained; others are faults of ours. */
export function isRefusal(failure: unknown): failure is RestoreError {
  return failure instanceof RestoreError;
}
