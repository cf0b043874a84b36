import type { Moment } from "../shared/moment.ts";

/** Where the bundle of paper is. `since` is when the holder took it, or when it was sent. */
export interface Custody {
  readonly holderAgencyId: string;
  /** The agency it was sent to and that has not confirmed yet. */
  readonly inTransitTo: string | null;
  readonly since: Moment;
}

interface Place {
  readonly agencyId: string;
}

/** The agency that has the bundle or is about to. */
export function bundlePlace({ holderAgencyId, inTransitTo }: Custody): string {
  return inTransitTo ?? holderAgencyId;
}

/**
 * The bundle after steps ended and others began: it stays where work goes on, otherwise it travels with the first of
 * the new legs; the others work on the scans (NĐ 61/2018 art. 19.6). An agency that hands on what it never confirmed
 * has evidently had it.
 */
export function bundleAfterMove(
  custody: Custody | null,
  { open, opened, at }: { readonly open: readonly Place[]; readonly opened: readonly Place[]; readonly at: Moment },
): Custody | null {
  const [first] = opened;
  if (custody === null || !first) return custody;
  const place = bundlePlace(custody);
  return open.some(({ agencyId }) => agencyId === place) ? custody : sent(custody, first.agencyId, at);
}

/** The bundle on its way to an agency, unless it is there or already on the way. */
export function sent(custody: Custody, agencyId: string, at: Moment): Custody {
  const place = bundlePlace(custody);
  return place === agencyId ? custody : { holderAgencyId: place, inTransitTo: agencyId, since: at };
}

/** The bundle once the agency it was sent to has confirmed. */
export function taken(custody: Custody | null, at: Moment): Custody | null {
  if (custody === null || custody.inTransitTo === null) return custody;
  return { holderAgencyId: custody.inTransitTo, inTransitTo: null, since: at };
}
