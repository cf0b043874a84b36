import { openStays } from "../../../domain/dossier/dossier.ts";
import { readerOf, type OfficerActor } from "../../../domain/identity/actor.ts";
import { withoutNumbers } from "../../../domain/shared/masked-number.ts";
import { FACT_TEXT } from "../../../web/dossier/dossier-text.ts";
import type { PastDossierProps } from "../../../web/office/PastDossierPage.tsx";
import type { Deps } from "../../platform/deps.ts";
import type { PastPicture } from "../past/picture-at.ts";
import { slipLink } from "../slips/slip-link.pages.ts";
import { listSlips } from "../slips/slip.queries.ts";
import { trackDossier } from "../tracked-dossier.pages.ts";
import { declared, openedFiles, stepNames } from "./office-dossier-props.pages.ts";
import { legRows, officeTimeline, pastHref } from "./office-history.pages.ts";

/** Everything on an officer's page of a dossier as it stood at a moment. */
export async function pastDossierProps(
  deps: Deps,
  picture: PastPicture,
  { officer, viewing }: { readonly officer: OfficerActor; readonly viewing: string | undefined },
): Promise<PastDossierProps> {
  const { dossier, agencies, standing, chain, at } = picture;
  const track = { events: standing.events.map((event) => ({ event })), acting: agencies };
  const stepName = stepNames(picture.process);
  const slips = await listSlips(deps.db, dossier.id);
  const names = new Map(chain.map(({ actor }) => [actor.id, actor.name]));
  const timeline = await officeTimeline(deps.db, dossier.id, { track, stepName });
  const latest = standing.events.at(-1);
  return {
    reader: readerOf(officer),
    id: dossier.id,
    at,
    here: pastHref(dossier.id, at),
    before: standing.before && pastHref(dossier.id, standing.before),
    after: standing.after && pastHref(dossier.id, standing.after),
    latest: latest ? { what: FACT_TEXT[latest.fact.type], at: latest.at } : null,
    dossier: trackDossier(picture, { ...track, now: at }),
    timeline: picture.masked ? withoutNumbers(timeline) : timeline,
    steps: openStays(dossier).map(({ stepKey, agencyId, officerId, dueAt }) => ({
      step: stepName(stepKey),
      agency: agencies.get(agencyId) ?? "",
      officer: (officerId && names.get(officerId)) ?? "",
      dueAt,
    })),
    pauses: dossier.pauses,
    supplement: dossier.supplement,
    payment: dossier.payment,
    ...declared(picture),
    ...(await openedFiles(deps, dossier, { officer, viewing })),
    legs: legRows(
      picture,
      chain.map((event) => ({ event })),
    ),
    slips: slips.filter(({ dossierVersion }) => dossierVersion <= dossier.version).map(slipLink),
    links: picture.links,
  };
}
