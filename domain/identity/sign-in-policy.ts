import type { Role } from "../organisation/role.ts";
import { plainDate, type PlainDate } from "../shared/plain-date.ts";

/** Whom a province obliges to have a second factor, each word including those before it. */
export const OBLIGED = ["nobody", "administrators", "leaders", "everybody"] as const;
export type Obliged = (typeof OBLIGED)[number];

export interface SignInPolicy {
  readonly secondFactorFor: Obliged;
  /** From this day whoever must have a second factor and has none can do nothing but set it up. */
  readonly secondFactorFrom: PlainDate;
  /** An officer's session ends after so many hours, however much it is used. */
  readonly sessionHours: number;
  /** It ends before when nobody used it for so long. */
  readonly idleMinutes: number;
}

/** What holds until an administrator sets something else. */
export const FIRST_POLICY: SignInPolicy = {
  secondFactorFor: "nobody",
  secondFactorFrom: plainDate("2026-01-01"),
  sessionHours: 8,
  idleMinutes: 240,
};

export const HOURS = { least: 1, most: 24 } as const;
export const IDLE_MINUTES = { least: 5, most: 1440 } as const;

export interface PolicyFault {
  readonly field: "secondFactorFor" | "sessionHours" | "idleMinutes";
  readonly code: "obliged-unknown" | "session-hours-range" | "idle-minutes-range";
  readonly seen: string;
}

/** What is wrong with a policy, every fault at once. */
export function policyFaults({
  secondFactorFor,
  sessionHours,
  idleMinutes,
}: Readonly<Record<keyof SignInPolicy, unknown>>): readonly PolicyFault[] {
  const faults: PolicyFault[] = [];
  if (!isObliged(String(secondFactorFor)))
    faults.push({ field: "secondFactorFor", code: "obliged-unknown", seen: String(secondFactorFor) });
  if (!within(sessionHours, HOURS))
    faults.push({ field: "sessionHours", code: "session-hours-range", seen: String(sessionHours) });
  if (!within(idleMinutes, IDLE_MINUTES))
    faults.push({ field: "idleMinutes", code: "idle-minutes-range", seen: String(idleMinutes) });
  return faults;
}

/** Whether the word names a group of officers whom a policy can oblige. */
export function isObliged(word: string): word is Obliged {
  return (OBLIGED as readonly string[]).includes(word);
}

function within(value: unknown, { least, most }: { readonly least: number; readonly most: number }): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
}

/** Whether somebody with these roles must have a second factor: not at all, from a day that is to come, or now. */
export function secondFactorDuty(
  { secondFactorFor, secondFactorFrom }: SignInPolicy,
  roles: readonly Role[],
  today: PlainDate,
): "none" | "soon" | "now" {
  const obliged: Readonly<Record<Obliged, boolean>> = {
    nobody: false,
    administrators: roles.includes("administrator"),
    leaders: roles.includes("administrator") || roles.includes("leader"),
    everybody: true,
  };
  if (!obliged[secondFactorFor]) return "none";
  return secondFactorFrom <= today ? "now" : "soon";
}
