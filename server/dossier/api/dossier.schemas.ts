import Type from "typebox";
import { REVEAL_PURPOSES } from "../../../domain/dossier/disclosure.ts";
import { ACT_EXAMPLE, SUBMISSION_EXAMPLE } from "./api-examples.ts";
import {
  Answers,
  Applicant,
  Authorisation,
  ChannelSchema,
  closed,
  Id,
  LinkKindSchema,
  Moment,
  StatusSchema,
  Nullable,
  Paper,
  Reason,
  text,
} from "./schema-parts.ts";

const Links = Type.Array(Type.Object({ kind: LinkKindSchema, code: text(60) }, closed), { maxItems: 10 });

export const SubmissionBody = Type.Object(
  {
    procedureCode: text(20),
    receivingAgencyCode: text(35),
    competentAgencyCode: Type.Optional(Nullable(text(35))),
    channel: ChannelSchema,
    applicant: Applicant,
    caseName: Nullable(text(300)),
    answers: Answers,
    papers: Type.Array(Paper, { maxItems: 100 }),
    resultPlace: text(300),
    authorisation: Type.Optional(Nullable(Authorisation)),
    links: Type.Optional(Links),
  },
  { ...closed, examples: [SUBMISSION_EXAMPLE] },
);

/** What a person has begun: the same, but nothing is required yet and nothing checked but its form. */
export const DraftBody = Type.Partial(
  Type.Object({
    receivingAgencyCode: text(35),
    competentAgencyCode: Nullable(text(35)),
    channel: ChannelSchema,
    applicant: Type.Object(
      {
        kind: Type.Union([Type.Literal("person"), Type.Literal("organisation")]),
        name: text(200),
        identityNumber: text(20),
        address: text(300),
        phone: text(20),
        email: text(200),
      },
      closed,
    ),
    authorisation: Nullable(Authorisation),
    caseName: Nullable(text(300)),
    answers: Answers,
    papers: Type.Array(Paper, { maxItems: 100 }),
    resultPlace: text(300),
    links: Links,
  }),
  { ...closed, examples: [{ answers: { childName: "Lò Văn Nam" }, receivingAgencyCode: "H99.20" }] },
);

export const NewDraftBody = Type.Object(
  { procedureCode: text(20), draft: DraftBody },
  { ...closed, examples: [{ procedureCode: "1.001193", draft: { answers: { childName: "Lò Văn Nam" } } }] },
);

/** Either a dossier that was filed, or what is about to be filed at a counter. */
export const AlikeBody = Type.Union(
  [
    Type.Object({ dossierId: Id }, closed),
    Type.Object(
      { procedureCode: text(20), identityNumber: text(20), documentIds: Type.Array(Id, { maxItems: 200 }) },
      closed,
    ),
  ],
  { examples: [{ procedureCode: "1.001193", identityNumber: "099199000001", documentIds: [] }] },
);

export const TrackBody = Type.Object(
  { code: Type.String({ minLength: 5, maxLength: 60 }), lastFour: Type.String({ pattern: "^\\d{4}$" }) },
  { ...closed, examples: [{ code: "H99.20-260907-0001", lastFour: "0001" }] },
);

export const ListQuery = Type.Object(
  {
    status: Type.Optional(StatusSchema),
    procedure: Type.Optional(text(20)),
    agency: Type.Optional(text(35)),
    dueBefore: Type.Optional(Moment),
    text: Type.Optional(Type.String({ minLength: 2, maxLength: 100 })),
    mine: Type.Optional(Type.Boolean()),
    cursor: Type.Optional(text(200)),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
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
      keptOriginals: Type.Optional(Type.Record(Type.String(), Type.Integer({ minimum: 0, maximum: 20 }))),
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
  { ...closed, examples: [ACT_EXAMPLE] },
);
/** The moment at which something is asked for as it stood then. */
export const AtQuery = Type.Object(
  {
    at: Type.Optional(
      Type.String({
        maxLength: 40,
        description: "Như lúc này, dựng lại từ các sự kiện; dấu + trong địa chỉ viết là %2B. Không ghi: hiện nay.",
        examples: ["2026-09-07T16:00:00+07:00"],
      }),
    ),
  },
  closed,
);
export const UndoBody = Type.Object(
  {
    version: Type.Integer({ minimum: 1, description: "Version that the action left: which event is taken back" }),
  },
  { ...closed, examples: [{ version: 1 }] },
);
export const IdParams = Type.Object({ id: Id });
export const IdempotencyHeaders = Type.Object({
  "idempotency-key": Type.Optional(Type.String({ minLength: 8, maxLength: 200 })),
});

export const RevealBody = Type.Object(
  { purpose: text(40) },
  { ...closed, description: REVEAL_PURPOSES.join(", "), examples: [{ purpose: "verify-person" }] },
);
