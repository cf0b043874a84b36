/** Of the job that reckons dates anew: who wakes it need not know what it does. */
export const RECOMPUTE_DATES = { name: "calendar.recompute-dates" } as const;
