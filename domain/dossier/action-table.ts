import type { StepKind } from "../procedure/process.ts";
import type { Role } from "../organisation/role.ts";
import type { DossierAction } from "./command.ts";
import { DOSSIER_STATUSES, type DossierStatus } from "./status.ts";

/** Where an officer must be appointed to take an action. */
export type Place =
  /** At the counter that received the dossier. */
  | "receiving"
  /** At the agency competent for the dossier. */
  | "resolving"
  /** At the agency of an open step of one of `steps`, in the step's own role. */
  | "step"
  /** At an agency that was asked for its opinion. */
  | "consulted"
  /** At the agency to which the paper bundle is on its way. */
  | "addressee"
  /** At any agency that has to do with the dossier. */
  | "involved";

export interface ActionRule {
  readonly from: readonly DossierStatus[];
  /** Roles that may act, each at its place. */
  readonly by: readonly { readonly role: Role; readonly at: Place }[];
  /** The applicant may act on his own dossier, on the portal. */
  readonly applicant?: true;
  /** A job of the system may act. */
  readonly system?: true;
  /** With place `step`: the kinds of step in which the action belongs. */
  readonly steps?: readonly StepKind[];
}

const RUNNING = ["received", "processing"] as const;
const OPEN = ["submitted", "received", "processing", "awaiting-supplement", "awaiting-payment"] as const;

/**
 * Who may do what, and from which status: the whole workflow of a dossier. The server's gate, the API's list of
 * actions, the menus and the documentation all read this table (transitions: national states, law.md §10).
 */
export const ACTION_TABLE: Readonly<Record<DossierAction, ActionRule>> = {
  receive: { from: ["submitted"], by: [{ role: "receiver", at: "receiving" }] },
  "refuse-reception": { from: ["submitted"], by: [{ role: "receiver", at: "receiving" }] },
  "request-supplement": {
    from: ["submitted", "received", "processing"],
    by: [
      { role: "receiver", at: "receiving" },
      { role: "handler", at: "step" },
    ],
    steps: ["appraisal"],
  },
  supply: { from: ["awaiting-supplement"], by: [{ role: "receiver", at: "receiving" }], applicant: true },
  "request-payment": {
    from: RUNNING,
    by: [
      { role: "handler", at: "step" },
      { role: "receiver", at: "receiving" },
    ],
    steps: ["appraisal"],
  },
  "confirm-payment": {
    from: ["awaiting-payment"],
    by: [
      { role: "receiver", at: "receiving" },
      { role: "handler", at: "resolving" },
    ],
    system: true,
  },
  assign: { from: ["processing"], by: [{ role: "leader", at: "step" }], steps: ["assignment", "appraisal"] },
  forward: {
    from: RUNNING,
    by: [
      { role: "receiver", at: "step" },
      { role: "handler", at: "step" },
      { role: "appraiser", at: "step" },
    ],
    steps: ["reception", "appraisal"],
  },
  consult: { from: ["processing"], by: [{ role: "handler", at: "step" }], steps: ["appraisal"] },
  answer: {
    from: ["processing", "awaiting-supplement", "awaiting-payment"],
    by: [
      { role: "appraiser", at: "consulted" },
      { role: "handler", at: "consulted" },
      { role: "leader", at: "consulted" },
    ],
  },
  "return-to-step": {
    from: ["processing"],
    by: [
      { role: "leader", at: "step" },
      { role: "seal-clerk", at: "step" },
      { role: "receiver", at: "step" },
      { role: "handler", at: "step" },
      { role: "appraiser", at: "step" },
    ],
    steps: ["assignment", "appraisal", "approval", "signing", "issuing"],
  },
  "propose-result": {
    from: ["processing"],
    by: [
      { role: "handler", at: "step" },
      { role: "appraiser", at: "step" },
    ],
    steps: ["appraisal"],
  },
  approve: { from: ["processing"], by: [{ role: "leader", at: "step" }], steps: ["approval"] },
  sign: { from: ["processing"], by: [{ role: "leader", at: "step" }], steps: ["signing"] },
  finish: {
    from: ["processing"],
    by: [
      { role: "seal-clerk", at: "step" },
      { role: "receiver", at: "step" },
    ],
    steps: ["issuing"],
  },
  apologise: {
    // While the applicant is waited for no date can be missed.
    from: RUNNING,
    by: [{ role: "leader", at: "resolving" }],
  },
  withdraw: { from: OPEN, by: [{ role: "receiver", at: "receiving" }], applicant: true },
  stop: {
    from: ["received", "processing", "awaiting-supplement", "awaiting-payment"],
    by: [
      { role: "receiver", at: "receiving" },
      { role: "leader", at: "resolving" },
    ],
    system: true,
  },
  "hand-out": { from: ["finished"], by: [{ role: "receiver", at: "receiving" }] },
  "take-papers": {
    from: [...RUNNING, "awaiting-supplement", "awaiting-payment", "finished", "withdrawn", "stopped"],
    by: (["receiver", "handler", "appraiser", "leader", "seal-clerk"] as const).map((role) => ({
      role,
      at: "addressee",
    })),
  },
  "return-papers": { from: ["withdrawn", "stopped"], by: [{ role: "receiver", at: "receiving" }] },
  link: {
    from: DOSSIER_STATUSES,
    by: (["receiver", "handler", "appraiser", "leader"] as const).map((role) => ({ role, at: "involved" })),
  },
  correct: { from: ["finished", "returned"], by: [{ role: "leader", at: "resolving" }] },
};

export const DOSSIER_ACTIONS = Object.keys(ACTION_TABLE) as readonly DossierAction[];
