import Type from "typebox";
import { CHANNELS, type Channel } from "../../domain/dossier/dossier.ts";
import { LINK_KINDS, type LinkKind } from "../../domain/dossier/link-kind.ts";
import { TIME_UNITS, type TimeUnit } from "../../domain/calendar/time-limit.ts";

const text = (maxLength = 2000) => Type.String({ maxLength });
const Id = Type.String({ format: "uuid" });
const Moment = Type.String({
  pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\+07:00$",
  examples: ["2026-09-07T08:00:00+07:00"],
});
/** Null comes first: coercion would make the empty text of it, were a text tried before. */
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([Type.Null(), schema]);
const closed = { additionalProperties: false } as const;

const Applicant = Type.Object(
  {
    kind: Type.Union([Type.Literal("person"), Type.Literal("organisation")]),
    name: Type.String({ minLength: 2, maxLength: 200 }),
    identityNumber: Type.String({ pattern: "^(\\d{12}|\\d{10}(-\\d{3})?)$" }),
    address: text(300),
    phone: text(20),
    email: text(200),
  },
  closed,
);
const Authorisation = Type.Object(
  {
    name: text(200),
    identityNumber: text(20),
    phone: text(20),
    email: text(200),
    address: text(300),
    paper: text(300),
  },
  closed,
);
const LinkKindSchema = Type.Unsafe<LinkKind>(Type.Union(LINK_KINDS.map((kind) => Type.Literal(kind))));
const Paper = Type.Object(
  {
    componentCode: text(50),
    name: text(500),
    documentIds: Type.Array(Id, { maxItems: 50 }),
    keptOriginals: Type.Integer({ minimum: 0, maximum: 20 }),
  },
  closed,
);
const Reason = Type.Object({ code: text(50), componentCode: Nullable(text(50)), note: text() }, closed);
const Answers = Type.Record(Type.String(), Type.Unknown());

export const SubmissionBody = Type.Object(
  {
    procedureCode: text(20),
    receivingAgencyCode: text(35),
    competentAgencyCode: Type.Optional(Nullable(text(35))),
    channel: Type.Unsafe<Channel>(Type.Union(CHANNELS.map((channel) => Type.Literal(channel)))),
    applicant: Applicant,
    caseName: Nullable(text(300)),
    answers: Answers,
    papers: Type.Array(Paper, { maxItems: 100 }),
    resultPlace: text(300),
    authorisation: Type.Optional(Nullable(Authorisation)),
    links: Type.Optional(Type.Array(Type.Object({ kind: LinkKindSchema, code: text(60) }, closed), { maxItems: 10 })),
  },
  closed,
);

const action = <A extends string>(name: A) => Type.Literal(name);
const stayId = Type.Optional(Type.Integer({ minimum: 1 }));
const note = text();
const documentIds = Type.Array(Id, { maxItems: 50 });

/** The body of every action, told apart by its `action`. */
export const CommandBody = Type.Union([
  Type.Object(
    {
      action: action("receive"),
      keptOriginals: Type.Optional(Type.Record(Type.String(), Type.Integer({ minimum: 0 }))),
    },
    closed,
  ),
  Type.Object({ action: action("refuse-reception"), reasons: Type.Array(Reason, { maxItems: 50 }) }, closed),
  Type.Object({ action: action("request-supplement"), reasons: Type.Array(Reason, { maxItems: 50 }) }, closed),
  Type.Object(
    {
      action: action("supply"),
      papers: Type.Array(Paper, { maxItems: 100 }),
      answers: Nullable(Answers),
      note,
    },
    closed,
  ),
  Type.Object(
    {
      action: action("request-payment"),
      items: Type.Array(Type.Object({ name: text(200), amount: Type.Integer({ minimum: 0 }) }, closed), {
        maxItems: 20,
      }),
    },
    closed,
  ),
  Type.Object({ action: action("confirm-payment"), receipt: text(100) }, closed),
  Type.Object({ action: action("assign"), officerId: Id, note, stayId }, closed),
  Type.Object({ action: action("forward"), next: Nullable(text(50)), note, stayId }, closed),
  Type.Object(
    {
      action: action("consult"),
      agencyId: Id,
      question: note,
      hours: Type.Number({ exclusiveMinimum: 0, maximum: 2000 }),
    },
    closed,
  ),
  Type.Object({ action: action("answer"), consultationId: Type.Integer({ minimum: 1 }), answer: note }, closed),
  Type.Object({ action: action("return-to-step"), stepKey: text(50), note, stayId }, closed),
  Type.Object(
    { action: action("propose-result"), granted: Type.Boolean(), summary: note, documentIds, stayId },
    closed,
  ),
  Type.Object({ action: action("approve"), note, stayId }, closed),
  Type.Object({ action: action("sign"), stayId }, closed),
  Type.Object({ action: action("finish"), number: text(100), documentIds, stayId }, closed),
  Type.Object({ action: action("apologise"), reason: note, newDueAt: Moment }, closed),
  Type.Object({ action: action("withdraw"), reason: note }, closed),
  Type.Object({ action: action("stop"), reason: note }, closed),
  Type.Object(
    {
      action: action("hand-out"),
      receiver: text(200),
      receiverIdentity: Type.Optional(Nullable(text(20))),
      authorisationPaper: Type.Optional(text(300)),
      method: text(20),
    },
    closed,
  ),
  Type.Object({ action: action("take-papers") }, closed),
  Type.Object({ action: action("return-papers"), receiver: text(200) }, closed),
  Type.Object({ action: action("link"), kind: LinkKindSchema, code: text(60) }, closed),
  Type.Object({ action: action("correct"), note, documentIds }, closed),
]);

export const ActBody = Type.Object(
  { version: Type.Optional(Type.Integer({ minimum: 1 })), command: CommandBody },
  closed,
);
export const IdParams = Type.Object({ id: Id });
export const IdempotencyHeaders = Type.Object({
  "idempotency-key": Type.Optional(Type.String({ minLength: 8, maxLength: 200 })),
});

/** A dossier as its reader sees it, with what this reader may do now. */
export const DossierView = Type.Object({
  id: Id,
  version: Type.Integer(),
  status: Type.String(),
  nationalState: Type.Integer(),
  code: Nullable(Type.String()),
  submissionCode: Type.String(),
  procedure: Type.Object({ code: Type.String(), name: Type.String() }),
  channel: Type.String(),
  applicant: Applicant,
  answers: Answers,
  papers: Type.Array(Paper),
  receivingAgency: Type.String(),
  resolvingAgency: Type.String(),
  authorisation: Nullable(Authorisation),
  custody: Nullable(Type.Object({ holder: Type.String(), inTransitTo: Nullable(Type.String()), since: Type.String() })),
  submittedAt: Type.String(),
  receivedAt: Nullable(Type.String()),
  originalDueAt: Nullable(Type.String()),
  dueAt: Nullable(Type.String()),
  finishedAt: Nullable(Type.String()),
  returnedAt: Nullable(Type.String()),
  limit: Nullable(
    Type.Object({
      amount: Type.Number(),
      unit: Type.Unsafe<TimeUnit>(Type.Union(TIME_UNITS.map((unit) => Type.Literal(unit)))),
    }),
  ),
  explanation: Type.Array(Type.String()),
  legs: Type.Array(
    Type.Object({
      id: Type.Integer(),
      step: Type.String(),
      agency: Type.String(),
      officer: Nullable(Type.String()),
      startedAt: Type.String(),
      endedAt: Nullable(Type.String()),
      spentHours: Type.Number(),
      budgetHours: Type.Number(),
      lateHours: Type.Number(),
    }),
  ),
  result: Nullable(
    Type.Object({
      granted: Type.Boolean(),
      number: Type.String(),
      summary: Type.String(),
      documentIds: Type.Array(Type.String()),
      corrections: Type.Integer(),
    }),
  ),
  links: Type.Array(
    Type.Object({
      id: Id,
      code: Type.String(),
      status: Type.String(),
      procedureName: Type.String(),
      kind: LinkKindSchema,
      namedByOther: Type.Boolean(),
    }),
  ),
  actions: Type.Array(Type.String(), { description: "What this reader may do now" }),
});
