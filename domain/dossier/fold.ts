import type { Pause } from "../calendar/time-limit.ts";
import type { Moment } from "../shared/moment.ts";
import type { Dossier, DossierPaper, StepStay } from "./dossier.ts";
import type { DossierEvent, DossierFact, NewStay, StayDeadline } from "./event.ts";
import { bundleAfterMove, sent, taken, type Custody } from "./paper-bundle.ts";

type FactOf<T extends DossierFact["type"]> = Extract<DossierFact, { type: T }>;
type Happened<T extends DossierFact["type"]> = { readonly fact: FactOf<T>; readonly at: Moment; readonly by: string };

/** The dossier as its events make it. The first event must be `submitted`. */
export function foldAll(events: readonly DossierEvent[]): Dossier {
  const [first, ...rest] = withoutUndone(events);
  const latest = events.at(-1);
  if (!first || !latest) throw new RangeError("A dossier has at least its submission.");
  return { ...rest.reduce(fold, begin(first)), version: latest.version };
}

/** The events that count: neither what was taken back nor the taking back. */
export function withoutUndone(events: readonly DossierEvent[]): readonly DossierEvent[] {
  if (!events.some(({ fact }) => fact.type === "undone")) return events;
  const undone = new Set(events.map(({ fact }) => (fact.type === "undone" ? fact.version : 0)));
  return events.filter(({ version, fact }) => fact.type !== "undone" && !undone.has(version));
}

/** The dossier that a submission begins. */
export function begin({ fact, at, version }: DossierEvent): Dossier {
  if (fact.type !== "submitted") throw new RangeError(`The first event must be submitted, not ${fact.type}.`);
  const { filing } = fact;
  return {
    ...filing,
    version,
    status: "submitted",
    code: null,
    submittedBy: fact.submittedBy,
    submittedAt: at,
    receivedAt: null,
    finishedAt: null,
    returnedAt: null,
    limit: null,
    supplementPolicy: "restart",
    pauses: [],
    originalDueAt: null,
    dueAt: null,
    apology: null,
    supplement: null,
    payment: null,
    stays: [],
    consultations: [],
    custody: null,
    proposal: null,
    approvedBy: null,
    signedBy: null,
    result: null,
    closingReason: null,
    handedOut: null,
  };
}

/** The state after one more event; one that takes another back is for `foldAll`, which knows what was before. */
export function fold(dossier: Dossier, event: DossierEvent): Dossier {
  return { ...dossier, ...changes(dossier, event), version: event.version };
}

function changes(dossier: Dossier, { fact, at, actor }: DossierEvent): Partial<Dossier> {
  const by = actor.id;
  switch (fact.type) {
    case "submitted":
      throw new RangeError("A dossier is submitted once.");
    case "undone":
      throw new RangeError("What was taken back is folded with the whole history.");
    case "received":
      return nowReceived(dossier, { fact, at, by });
    case "reception-refused":
      return { status: "refused", closingReason: fact.reasons.map(({ note }) => note).join("; ") };
    case "supplement-requested":
      return {
        status: "awaiting-supplement",
        supplement: {
          reasons: fact.reasons,
          requestedAt: at,
          suppliedAt: null,
          late: fact.late,
          supplyBy: fact.supplyBy,
          resume: dossier.status,
        },
        pauses: opened(dossier, at, "supplement"),
      };
    case "supplied":
      return resupplied(dossier, { fact, at, by });
    case "payment-requested":
      return {
        status: "awaiting-payment",
        payment: {
          items: fact.items,
          requestedAt: at,
          confirmedAt: null,
          receipt: null,
          secondDueAt: null,
          resume: dossier.status,
        },
        pauses: opened(dossier, at, "financial-obligation"),
      };
    case "payment-confirmed":
      return {
        status: dossier.payment?.resume ?? "processing",
        payment: dossier.payment && {
          ...dossier.payment,
          confirmedAt: at,
          receipt: fact.receipt,
          secondDueAt: fact.dueAt,
        },
        pauses: closed(dossier.pauses, at),
        dueAt: fact.dueAt,
        stays: renewed(dossier.stays, fact.stays),
      };
    case "consulted":
    case "consultation-answered":
      return { consultations: consultations(dossier, fact, at) };
    case "assigned":
    case "forwarded":
    case "returned-to-step":
    case "result-proposed":
    case "approved":
    case "signed":
    case "finished":
      return { ...moved(dossier, { fact, at, by }), ...decided(dossier, { fact, at, by }) };
    case "apologised":
      return { apology: { at, reason: fact.reason, newDueAt: fact.newDueAt }, dueAt: fact.newDueAt };
    case "due-date-recomputed":
      return { dueAt: fact.dueAt, stays: renewed(dossier.stays, fact.stays ?? []) };
    case "steps-recomputed":
      return { stays: renewed(dossier.stays, fact.stays) };
    case "withdrawn":
    case "stopped":
      return {
        status: fact.type,
        closingReason: fact.reason,
        pauses: closed(dossier.pauses, at),
        stays: endStays(dossier.stays, at, by),
        // What was handed in goes back to the counter, where the person gets it.
        custody: dossier.custody && sent(dossier.custody, dossier.receivingAgencyId, at),
      };
    case "handed-out":
      return nowReturned(dossier, { fact, at, by });
    case "linked":
      return { links: [...dossier.links, { kind: fact.kind, dossierId: fact.dossierId }] };
    case "papers-taken":
      return { custody: taken(dossier.custody, at) };
    case "papers-returned":
      return { custody: null };
    case "corrected":
      return {
        result: dossier.result && {
          ...dossier.result,
          documentIds: fact.documentIds,
          corrections: dossier.result.corrections + 1,
        },
      };
  }
}

function nowReceived(dossier: Dossier, { fact, at }: Happened<"received">): Partial<Dossier> {
  const papers = dossier.papers.map((paper) => ({
    ...paper,
    keptOriginals: fact.keptOriginals[paper.componentCode] ?? paper.keptOriginals,
  }));
  const onPaper = ["direct", "authorised-direct", "postal"].includes(dossier.channel);
  return {
    status: "received",
    code: fact.code,
    receivedAt: at,
    limit: fact.limit,
    supplementPolicy: fact.supplementPolicy,
    originalDueAt: fact.dueAt,
    dueAt: fact.dueAt,
    pauses: [],
    papers,
    stays: addStays([], [fact.stay], at),
    custody: onPaper || keepsOriginals(papers) ? atCounter(dossier, at) : null,
  };
}

function resupplied(dossier: Dossier, { fact, at }: Happened<"supplied">): Partial<Dossier> {
  return {
    status: dossier.supplement?.resume ?? "processing",
    supplement: dossier.supplement && { ...dossier.supplement, suppliedAt: at },
    pauses: closed(dossier.pauses, at),
    dueAt: fact.dueAt,
    stays: renewed(dossier.stays, fact.stays),
    custody: dossier.custody ?? (dossier.receivedAt && keepsOriginals(fact.papers) ? atCounter(dossier, at) : null),
    papers: replacePapers(dossier.papers, fact.papers),
    answers: fact.answers ?? dossier.answers,
  };
}

function nowReturned(dossier: Dossier, { fact, at, by }: Happened<"handed-out">): Partial<Dossier> {
  const { receiver, receiverIdentity, method } = fact;
  return {
    status: "returned",
    returnedAt: at,
    custody: null,
    handedOut: { receiver, receiverIdentity, method },
    stays: endStays(dossier.stays, at, by),
  };
}

type Move = FactOf<
  "assigned" | "forwarded" | "returned-to-step" | "result-proposed" | "approved" | "signed" | "finished"
>;

function moved(dossier: Dossier, { fact, at, by }: { fact: Move; at: Moment; by: string }): Partial<Dossier> {
  const ends = new Set([fact.stayId, ...(fact.type === "returned-to-step" ? fact.ends : [])]);
  // With the result nothing else is left to do, also where a join did not wait for every leg.
  const leaves = (stay: StepStay): boolean => stay.endedAt === null && (fact.type === "finished" || ends.has(stay.id));
  const ended = dossier.stays.map((stay) => (leaves(stay) ? { ...stay, endedAt: at, endedBy: by } : stay));
  if (fact.type === "assigned" && fact.opens.length === 0) {
    const named = dossier.stays.map((s) => (s.id === fact.stayId ? { ...s, officerId: fact.officerId } : s));
    return { stays: named };
  }
  const stays = addStays(ended, fact.opens, at);
  const open = stays.filter(({ endedAt }) => endedAt === null);
  return { status: "processing", stays, custody: bundleAfterMove(dossier.custody, { open, opened: fact.opens, at }) };
}

function decided(dossier: Dossier, { fact, at, by }: { fact: Move; at: Moment; by: string }): Partial<Dossier> {
  switch (fact.type) {
    case "result-proposed":
      return {
        proposal: {
          granted: fact.granted,
          summary: fact.summary,
          documentIds: fact.documentIds,
          proposedBy: by,
          proposedAt: at,
        },
      };
    case "approved":
      return { approvedBy: by };
    case "signed":
      return { signedBy: by };
    case "returned-to-step":
      return {
        signedBy: null,
        ...(fact.undoes === "signature" ? {} : { approvedBy: null }),
        ...(fact.undoes === "proposal" ? { proposal: null } : {}),
      };
    case "finished":
      return {
        status: "finished",
        finishedAt: at,
        result: {
          granted: dossier.proposal?.granted ?? true,
          number: fact.number,
          summary: dossier.proposal?.summary ?? "",
          documentIds: fact.documentIds,
          corrections: 0,
        },
      };
    case "assigned":
    case "forwarded":
      return {};
  }
}

function consultations(
  dossier: Dossier,
  fact: FactOf<"consulted" | "consultation-answered">,
  at: Moment,
): Dossier["consultations"] {
  if (fact.type === "consulted") {
    const { agencyId, askedByAgencyId, question, dueAt } = fact;
    const id = dossier.consultations.length + 1;
    return [
      ...dossier.consultations,
      { id, agencyId, askedByAgencyId, question, askedAt: at, dueAt, answer: null, answeredAt: null, late: false },
    ];
  }
  return dossier.consultations.map((asked) =>
    asked.id === fact.consultationId ? { ...asked, answer: fact.answer, answeredAt: at, late: fact.late } : asked,
  );
}

function addStays(stays: readonly StepStay[], opens: readonly NewStay[], at: Moment): readonly StepStay[] {
  const added = opens.map((stay, index) => ({
    ...stay,
    id: stays.length + index + 1,
    startedAt: at,
    endedAt: null,
    endedBy: null,
  }));
  return [...stays, ...added];
}

/** Open stays with the deadlines that a pause or a change of the calendar has moved. */
function renewed(stays: readonly StepStay[], deadlines: readonly StayDeadline[]): readonly StepStay[] {
  return stays.map((stay) => {
    const deadline = deadlines.find(({ id }) => id === stay.id);
    return deadline ? { ...stay, dueAt: deadline.dueAt } : stay;
  });
}

function atCounter({ receivingAgencyId }: Dossier, at: Moment): Custody {
  return { holderAgencyId: receivingAgencyId, inTransitTo: null, since: at };
}

function keepsOriginals(papers: readonly DossierPaper[]): boolean {
  return papers.some(({ keptOriginals }) => keptOriginals > 0);
}

function endStays(stays: readonly StepStay[], at: Moment, by: string): readonly StepStay[] {
  return stays.map((stay) => (stay.endedAt === null ? { ...stay, endedAt: at, endedBy: by } : stay));
}

function opened(dossier: Dossier, at: Moment, kind: Pause["kind"]): readonly Pause[] {
  // Before reception no clock runs that could be paused.
  return dossier.receivedAt === null ? dossier.pauses : [...dossier.pauses, { from: at, to: null, kind }];
}

function closed(pauses: readonly Pause[], at: Moment): readonly Pause[] {
  return pauses.map((pause) => (pause.to === null ? { ...pause, to: at } : pause));
}

function replacePapers(papers: readonly DossierPaper[], newer: readonly DossierPaper[]): readonly DossierPaper[] {
  const codes = new Set(newer.map(({ componentCode }) => componentCode));
  const keptBefore = (code: string): number =>
    papers.find(({ componentCode }) => componentCode === code)?.keptOriginals ?? 0;
  // The better paper takes the place of the first, but whatever the counter keeps is given back (NĐ 61/2018 art. 20).
  const replaced = newer.map((paper, index) => {
    const first = newer.findIndex(({ componentCode }) => componentCode === paper.componentCode) === index;
    return { ...paper, keptOriginals: paper.keptOriginals + (first ? keptBefore(paper.componentCode) : 0) };
  });
  return [...papers.filter(({ componentCode }) => !codes.has(componentCode)), ...replaced];
}
