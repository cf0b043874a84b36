/** Why a rule said no. Codes are stable: the API sends them and the screens say them in words. */
export type RefusalReason =
  | "another-agency"
  | "not-your-role"
  | "wrong-status"
  | "no-such-step"
  | "step-not-yours"
  | "wrong-step"
  | "step-ambiguous"
  | "supplement-already-requested"
  | "reasons-missing"
  | "reason-unknown"
  | "next-step-missing"
  | "next-step-unknown"
  | "officer-not-suitable"
  | "agency-unknown"
  | "proposal-missing"
  | "decision-already-made"
  | "payment-amount-missing"
  | "apology-too-late"
  | "apology-already-made"
  | "apology-date-not-later"
  | "no-due-date"
  | "no-such-consultation"
  | "consultation-open"
  | "note-missing"
  | "result-number-missing"
  | "papers-missing"
  | "calendar-year-missing";

/** Coded reasons for asking a supplement, so that a request can be counted and is never only "thiếu giấy tờ". */
export const SUPPLEMENT_REASONS = [
  "paper-missing",
  "paper-unreadable",
  "paper-expired",
  "paper-not-certified",
  "declaration-wrong",
  "declaration-incomplete",
  "content-contradictory",
  "other",
] as const;

/** Coded reasons for refusing reception (form 03). */
export const REFUSAL_CODES = [
  "not-competent",
  "not-eligible",
  "duplicate",
  "papers-forged",
  "not-a-procedure",
  "other",
] as const;
