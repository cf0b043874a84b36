import type { CodedReason } from "./dossier.ts";

/** Why a rule said no. Codes are stable: the API sends them and the screens say them in words. */
export const REFUSAL_REASONS = [
  "another-agency",
  "not-your-role",
  "wrong-status",
  "no-such-step",
  "step-not-yours",
  "wrong-step",
  "step-ambiguous",
  "supplement-already-requested",
  "reasons-missing",
  "reason-unknown",
  "reason-component-missing",
  "component-unknown",
  "next-step-missing",
  "next-step-unknown",
  "officer-not-suitable",
  "agency-unknown",
  "proposal-missing",
  "decision-already-made",
  "payment-amount-missing",
  "receipt-missing",
  "apology-too-late",
  "apology-date-closed",
  "apology-already-made",
  "apology-date-not-later",
  "no-due-date",
  "no-such-consultation",
  "consultation-open",
  "note-missing",
  "result-number-missing",
  "papers-missing",
  "asked-papers-missing",
  "answers-faulty",
  "originals-not-online",
  "no-papers-on-the-way",
  "no-papers-here",
  "supplement-not-overdue",
  "supplement-overdue",
  "receiver-identity-missing",
  "receiver-not-authorised",
  "method-unknown",
  "result-document-missing",
  "linked-dossier-unknown",
  "link-to-itself",
  "already-linked",
  "calendar-year-missing",
] as const;

export type RefusalReason = (typeof REFUSAL_REASONS)[number];

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

/** Whether the reason is mended in what was declared, and not by a paper. */
export function isAboutDeclaration(code: string): boolean {
  return code.startsWith("declaration-") || code === "content-contradictory";
}

/** Coded reasons for refusing reception (form 03). */
export const REFUSAL_CODES = [
  "not-competent",
  "not-eligible",
  "duplicate",
  "papers-forged",
  "not-a-procedure",
  "other",
] as const;

/** How a result reaches the person. */
export const HAND_OUT_METHODS = ["direct", "online", "postal"] as const;

/** What is wrong with coded reasons: none at all, one without the officer's own words, or a code that nobody knows. */
export function codedFault(reasons: readonly CodedReason[], known: readonly string[]): RefusalReason | null {
  if (reasons.length === 0 || reasons.some(({ note }) => !note.trim())) return "reasons-missing";
  return reasons.every(({ code }) => known.includes(code)) ? null : "reason-unknown";
}
