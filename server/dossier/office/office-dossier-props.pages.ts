import { DOSSIER_ACTIONS } from "../../../domain/dossier/action-table.ts";
import { openStays, type Dossier } from "../../../domain/dossier/dossier.ts";
import { capacityFor, staysFor } from "../../../domain/dossier/permission.ts";
import { mayTakeEvidence } from "../../../domain/evidence/permission.ts";
import { principalIn, principalsOf, readerOf, type OfficerActor } from "../../../domain/identity/actor.ts";
import { papersFor } from "../../../domain/procedure/procedure.ts";
import { findStep, type Process } from "../../../domain/procedure/process.ts";
import { withoutNumbers } from "../../../domain/shared/masked-number.ts";
import { toEpoch } from "../../../domain/shared/moment.ts";
import { dateOf } from "../../../domain/shared/plain-date.ts";
import { CHANNEL_TEXT, custodyText, FACT_TEXT } from "../../../web/dossier/dossier-text.ts";
import type { ActionChoices, PostedAction } from "../../../web/office/action-form.ts";
import type { OfficeDossierProps } from "../../../web/office/office-dossier.ts";
import type { UndoOffer } from "../../../web/office/UndoNotice.tsx";
import type { OpenableFile } from "../../../web/document/openable-file.ts";
import { loadCalendar } from "../../calendar/index.ts";
import { listAgencies, listOfficers } from "../../organisation/index.ts";
import type { Deps } from "../../platform/deps.ts";
import { openableFile } from "../dossier-files.pages.ts";
import { dossierFiles } from "../dossier-files.ts";
import { findAlike, type AlikeDossiers } from "../filing/find-alike.ts";
import { slipLink } from "../slips/slip-link.pages.ts";
import { listSlips } from "../slips/slip.queries.ts";
import { readTrack, trackDossier } from "../tracked-dossier.pages.ts";
import { legRows, officeTimeline } from "./office-history.pages.ts";
import { findUndoable } from "../undo/undo-action.ts";
import { answerUntil } from "./work-items.pages.ts";
import type { DossierPicture } from "../view-dossier.ts";

interface Reader {
  readonly officer: OfficerActor;
  /** Document to show beside the work. */
  readonly viewing: string | undefined;
  readonly posted: PostedAction | null;
  readonly askedMoment: OfficeDossierProps["askedMoment"];
  /** Nothing was chosen for which the masked is opened. */
  readonly revealFault: boolean;
  readonly undoRefused: string | null;
}

/** Everything on an officer's page of a dossier. */
export async function officeDossierProps(
  deps: Deps,
  picture: DossierPicture,
  { officer, viewing, posted, askedMoment, revealFault, undoRefused }: Reader,
): Promise<OfficeDossierProps> {
  const { dossier } = picture;
  const now = deps.now();
  const track = await readTrack(deps.db, dossier.id);
  const { events } = track;
  const { papers, results, opened } = await openedFiles(deps, dossier, { officer, viewing });
  const timeline = await officeTimeline(deps.db, dossier.id, { track, stepName: stepNames(picture.process) });
  return {
    reader: readerOf(officer),
    id: dossier.id,
    version: dossier.version,
    dossier: trackDossier(picture, { ...track, now }),
    timeline: picture.masked ? withoutNumbers(timeline) : timeline,
    ...declared(picture),
    papers,
    results,
    legs: legRows(picture, events),
    slips: (await listSlips(deps.db, dossier.id)).map(slipLink),
    alike: picture.emergency ? { items: [], hidden: 0 } : await alikeOf(deps, dossier, officer),
    emergency: picture.emergency,
    masked: picture.masked,
    revealFault,
    links: picture.links,
    mayTakeEvidence: picture.emergency === null && mayTakeEvidence(officer),
    actions: picture.actions,
    choices: await choicesOf(deps, picture, { officer, resultFiles: results }),
    // Before reception no date of the dossier's own runs, so the picture has no calendar yet.
    answerBy: dossier.receivedAt ? null : answerUntil(dossier, await loadCalendar(deps.db, dossier.resolvingAgencyId)),
    posted,
    undoable: await undoOffer(deps, dossier, officer),
    undoRefused,
    askedMoment,
    viewing: opened,
    now,
  };
}

async function undoOffer(deps: Deps, dossier: Dossier, actor: OfficerActor): Promise<UndoOffer | null> {
  const now = deps.now();
  const found = await findUndoable({ db: deps.db, actor, now }, dossier, deps.config.undoSeconds);
  if (!found) return null;
  const { version, of, until } = found;
  return { version, what: FACT_TEXT[of], until, secondsLeft: (toEpoch(until) - toEpoch(now)) / 1000 };
}

/** Whose it is and what was declared, opinions asked, where the bundle of paper is: the same now as at any moment. */
export function declared({ dossier, agencies, procedure }: DossierPicture) {
  const name = (id: string): string => agencies.get(id) ?? "";
  return {
    applicant: dossier.applicant,
    submitter: dossier.submittedBy.kind === "citizen" ? dossier.submittedBy.name : dossier.applicant.name,
    authorisation: dossier.authorisation,
    caseName: dossier.caseName,
    channel: CHANNEL_TEXT[dossier.channel],
    custody: dossier.custody && custodyText(dossier.custody, name),
    form: procedure.eform,
    answers: dossier.answers,
    consultations: dossier.consultations.map((one) => ({ ...one, agency: name(one.agencyId) })),
  };
}

/** The dossier's files for a page, and the one of them that is shown beside the work. */
export async function openedFiles(
  deps: Deps,
  dossier: Dossier,
  { officer, viewing }: Pick<Reader, "officer" | "viewing">,
) {
  const files = await dossierFiles(deps, dossier, officer);
  const papers = files.papers.map((paper) => ({ ...paper, files: paper.files.map(openableFile) }));
  const results = files.results.map(openableFile);
  const shown = [...papers.flatMap((paper) => paper.files), ...results].flatMap((file) => [file, ...file.originals]);
  return { papers, results, opened: shown.find(({ id }) => id === viewing) ?? null };
}

/** What the steps of a process are called, by key. */
export function stepNames(process: Process): (key: string) => string {
  return (key) => findStep(process, key)?.name ?? key;
}

async function alikeOf(deps: Deps, dossier: Dossier, actor: OfficerActor): Promise<AlikeDossiers> {
  if (dossier.status !== "submitted") return { items: [], hidden: 0 };
  return findAlike({ db: deps.db, actor, now: deps.now() }, dossier);
}

interface Choosing {
  readonly officer: OfficerActor;
  readonly resultFiles: readonly OpenableFile[];
}

async function choicesOf(
  deps: Deps,
  { dossier, process, procedure, agencies: names }: DossierPicture,
  { officer, resultFiles }: Choosing,
): Promise<ActionChoices> {
  const today = dateOf(deps.now());
  const agencies = await listAgencies(deps.db, today);
  const open = openStays(dossier);
  const colleagues = await listOfficers(
    deps.db,
    open.map(({ agencyId }) => agencyId),
    today,
  );
  const stepName = stepNames(process);
  const earlier = new Set(dossier.stays.filter(({ endedAt }) => endedAt !== null).map(({ stepKey }) => stepKey));
  const { content } = procedure;
  const inQuestion = dossier.caseName === null ? content.components : papersFor(content, dossier.caseName);
  const components = inQuestion.map(({ code, name }) => ({ value: code, label: name }));
  const asked = new Set(dossier.supplement?.reasons.map(({ componentCode }) => componentCode));
  const own = DOSSIER_ACTIONS.map((action) => [action, staysFor(action, dossier, officer, process)] as const);
  const forwardable = staysFor("forward", dossier, officer, process);
  return {
    components,
    asked: components.filter(({ value }) => asked.has(value)),
    colleagues: colleagues
      .filter(({ roles }) => roles.includes("handler") || roles.includes("appraiser"))
      .map(({ id, name, post }) => ({ value: id, label: `${name} – ${post}` })),
    nextSteps: forwardable.flatMap(({ stepKey }) => {
      const at = findStep(process, stepKey);
      return at?.split === "one" ? at.next.map((key) => ({ value: key, label: stepName(key) })) : [];
    }),
    onward: forwardable.flatMap(({ stepKey }) => {
      const at = findStep(process, stepKey);
      return at && (at.split === "all" || at.next.length === 1) ? at.next.map(stepName) : [];
    }),
    earlierSteps: [...earlier].map((key) => ({ value: key, label: stepName(key) })),
    agencies: agencies.map(({ id, name }) => ({ value: id, label: name })),
    consultations: dossier.consultations
      .filter(
        ({ answer, agencyId }) => answer === null && officer.appointments.some((held) => held.agencyId === agencyId),
      )
      .map(({ id, question }) => ({ value: String(id), label: question })),
    stays: Object.fromEntries(
      own.map(([action, stays]) => [
        action,
        stays.map((stay) => ({
          value: String(stay.id),
          label: `${stepName(stay.stepKey)} – ${names.get(stay.agencyId) ?? ""}`,
        })),
      ]),
    ),
    resultFiles,
    applicantName: dossier.applicant.name,
    // Before an approval a draft of the result is due, not a mere hand-on.
    onBehalfOf: behalfOf(dossier, officer, process),
    usual: forwardable.some(({ stepKey }) => leadsToApproval(process, stepKey)) ? "propose-result" : null,
  };
}

/** For whom he would act, by the actions that he may take for somebody else alone. */
function behalfOf(dossier: Dossier, officer: OfficerActor, process: Process): ActionChoices["onBehalfOf"] {
  if (principalsOf(officer).length === 0) return {};
  const named = DOSSIER_ACTIONS.flatMap((action) => {
    const principal = principalIn(capacityFor(action, dossier, officer, { process, stayId: undefined }), officer);
    return principal ? [[action, principal.name] as const] : [];
  });
  return Object.fromEntries(named);
}

function leadsToApproval(process: Process, stepKey: string): boolean {
  const next = findStep(process, stepKey)?.next ?? [];
  return next.some((key) => findStep(process, key)?.kind === "approval");
}
