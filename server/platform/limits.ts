/** How often a minute somebody may ask for what invites guessing or fills the disk. */
export interface Limits {
  /** Attempts to sign in from one address; a whole office signs in together in the morning, behind one address. */
  readonly signIns: number;
  /** Look-ups by code and four digits; by one account when signed in, else from one address. */
  readonly lookUps: number;
  /** Steps of filing without signing in from one address; who is signed in is not counted. */
  readonly anonymousFilings: number;
}

export const DEFAULT_LIMITS: Limits = { signIns: 100, lookUps: 10, anonymousFilings: 20 };
/** Above this a limit is none. */
export const HIGHEST_LIMIT = 100_000;
