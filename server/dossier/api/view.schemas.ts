import Type from "typebox";
import { TIME_UNITS, type TimeUnit } from "../../../domain/calendar/time-limit.ts";
import { DOSSIER_EXAMPLE, LIST_EXAMPLE } from "./api-examples.ts";
import { DraftBody } from "./dossier.schemas.ts";
import { Answers, Applicant, Authorisation, Id, LinkKindSchema, Nullable, Paper, Reason } from "./schema-parts.ts";

const When = Nullable(Type.String());
const Procedure = Type.Object({ code: Type.String(), name: Type.String() });
const FeeItem = Type.Object({ name: Type.String(), amount: Type.Number({ description: "Vietnamese đồng" }) });

const Progress = {
  supplement: Nullable(
    Type.Object({
      reasons: Type.Array(Reason),
      requestedAt: Type.String(),
      suppliedAt: When,
      late: Type.Boolean({ description: "Asked for later than three working days after reception" }),
      supplyBy: When,
    }),
  ),
  payment: Nullable(
    Type.Object({
      items: Type.Array(FeeItem),
      requestedAt: Type.String(),
      confirmedAt: When,
      receipt: Nullable(Type.String()),
      secondDueAt: When,
    }),
  ),
  apology: Nullable(Type.Object({ at: Type.String(), reason: Type.String(), newDueAt: Type.String() })),
  consultations: Type.Array(
    Type.Object({
      id: Type.Integer(),
      agency: Type.String(),
      askedBy: Type.String(),
      question: Type.String(),
      askedAt: Type.String(),
      dueAt: Type.String(),
      answer: Nullable(Type.String()),
      answeredAt: When,
      late: Type.Boolean({ description: "Answered, or still open, after its deadline" }),
    }),
  ),
  legs: Type.Array(
    Type.Object({
      id: Type.Integer(),
      step: Type.String(),
      agency: Type.String(),
      officer: Nullable(Type.String()),
      startedAt: Type.String(),
      endedAt: When,
      spentHours: Type.Number(),
      budgetHours: Type.Number(),
      lateHours: Type.Number(),
    }),
  ),
};

/** A dossier as its reader sees it, with what this reader may do now. */
export const DossierView = Type.Object(
  {
    id: Id,
    version: Type.Integer(),
    status: Type.String(),
    nationalState: Type.Integer(),
    code: Nullable(Type.String()),
    submissionCode: Type.String(),
    procedure: Procedure,
    channel: Type.String(),
    applicant: Applicant,
    authorisation: Nullable(Authorisation),
    caseName: Nullable(Type.String()),
    answers: Answers,
    papers: Type.Array(Paper),
    resultPlace: Type.String(),
    receivingAgency: Type.String(),
    resolvingAgency: Type.String(),
    custody: Nullable(
      Type.Object({ holder: Type.String(), inTransitTo: Nullable(Type.String()), since: Type.String() }),
    ),
    submittedAt: Type.String(),
    receivedAt: When,
    originalDueAt: When,
    dueAt: When,
    pauses: Type.Array(Type.Object({ from: Type.String(), to: When, kind: Type.String() })),
    finishedAt: When,
    returnedAt: When,
    limit: Nullable(
      Type.Object({
        amount: Type.Number(),
        unit: Type.Unsafe<TimeUnit>(Type.Union(TIME_UNITS.map((unit) => Type.Literal(unit)))),
      }),
    ),
    explanation: Type.Array(Type.String()),
    ...Progress,
    closingReason: Nullable(Type.String()),
    result: Nullable(
      Type.Object({
        granted: Type.Boolean(),
        number: Type.String(),
        summary: Type.String(),
        documentIds: Type.Array(Type.String()),
        corrections: Type.Integer(),
      }),
    ),
    handedOut: Nullable(
      Type.Object({
        receiver: Type.String(),
        receiverIdentity: Nullable(Type.String()),
        method: Type.String(),
      }),
    ),
    masked: Type.Boolean({ description: "Số định danh được che; gọi …/reveal với mục đích để xem đủ" }),
    emergency: Nullable(
      Type.Object(
        { id: Id, until: Type.String(), reason: Type.String() },
        { description: "Đang đọc khẩn cấp ngoài phạm vi, chỉ đọc, đến lúc này" },
      ),
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
    actions: Type.Array(Type.String(), { description: "What this reader may do now; nothing in the past" }),
    undo: Nullable(
      Type.Object(
        { version: Type.Integer(), of: Type.String(), until: Type.String() },
        { description: "The reader's own latest action, while it may be taken back" },
      ),
    ),
    asOf: Nullable(
      Type.Object({
        at: Type.String({ description: "The moment that was asked for; everything here is as it stood then" }),
        before: Nullable(Type.String({ description: "When the event before the latest of them happened" })),
        after: Nullable(Type.String({ description: "When the next event happened; null when none has" })),
      }),
    ),
  },
  { examples: [DOSSIER_EXAMPLE] },
);

/** One row of a list of dossiers. */
const DossierRow = Type.Object({
  id: Id,
  code: Type.String(),
  status: Type.String(),
  nationalState: Type.Integer(),
  procedure: Procedure,
  applicantName: Type.String(),
  receivingAgency: Type.String(),
  resolvingAgency: Type.String(),
  submittedAt: Type.String(),
  dueAt: When,
});

export const DossierPage = Type.Object(
  {
    items: Type.Array(DossierRow),
    next: Nullable(Type.String({ description: "Cursor of the next page; null on the last" })),
  },
  { examples: [LIST_EXAMPLE] },
);

export const WorkView = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        id: Id,
        code: Type.String(),
        status: Type.String(),
        procedureName: Type.String(),
        applicantName: Type.String(),
        stepName: Nullable(Type.String()),
        dueAt: When,
        stepDueAt: When,
        submittedAt: Type.String(),
        onBehalfOf: Nullable(Type.String()),
      }),
    ),
  },
  {
    examples: [
      {
        items: [
          {
            id: DOSSIER_EXAMPLE.id,
            code: DOSSIER_EXAMPLE.code,
            status: "processing",
            procedureName: "Đăng ký khai sinh",
            applicantName: "Lò Thị Mây",
            stepName: "Thẩm định, dự thảo kết quả",
            dueAt: "2026-09-10T09:00:00+07:00",
            stepDueAt: "2026-09-09T09:00:00+07:00",
            onBehalfOf: null,
            submittedAt: "2026-09-07T08:00:00+07:00",
          },
        ],
      },
    ],
  },
);

export const EventsView = Type.Object(
  {
    chain: Type.Object({
      ok: Type.Boolean({
        description: "Every hash, link and number holds and the saved state is the fold of the events",
      }),
      brokenAt: Nullable(Type.Integer({ description: "Number of the first event that does not hold" })),
    }),
    masked: Type.Boolean({ description: "Số định danh trong các sự kiện được che" }),
    items: Type.Array(
      Type.Object({
        event: Type.Object({
          dossierId: Id,
          version: Type.Integer(),
          at: Type.String(),
          actor: Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() }),
          agencyId: Nullable(Type.String()),
          dueBefore: When,
          dueAfter: When,
          fact: Type.Object({ type: Type.String() }, { additionalProperties: true }),
        }),
        documents: Type.Array(Type.Object({ id: Id, name: Type.String() }), {
          description: "Names of the documents that the event names by id",
        }),
        previousHash: Type.String(),
        hash: Type.String(),
      }),
    ),
  },
  {
    examples: [
      {
        chain: { ok: true, brokenAt: null },
        masked: false,
        items: [
          {
            event: {
              dossierId: DOSSIER_EXAMPLE.id,
              version: 2,
              at: "2026-09-07T09:00:00+07:00",
              actor: { kind: "officer", id: DOSSIER_EXAMPLE.id, name: "Bế Thị Thơm" },
              agencyId: DOSSIER_EXAMPLE.id,
              dueBefore: null,
              dueAfter: "2026-09-10T09:00:00+07:00",
              fact: { type: "received", code: "H99.20-260907-0001" },
            },
            documents: [],
            previousHash: "0".repeat(64),
            hash: "f".repeat(64),
          },
        ],
      },
    ],
  },
);

export const SlipsView = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        id: Id,
        kind: Type.String(),
        set: Type.String(),
        number: Type.Integer(),
        title: Type.String(),
        issuedAt: Type.String(),
        href: Type.String({ description: "Where the PDF is" }),
      }),
    ),
  },
  {
    examples: [
      {
        items: [
          {
            id: DOSSIER_EXAMPLE.id,
            kind: "receipt",
            set: "2025",
            number: 1,
            title: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
            issuedAt: "2026-09-07T09:00:00+07:00",
            href: `/phieu/${DOSSIER_EXAMPLE.id}.pdf`,
          },
        ],
      },
    ],
  },
);

export const AlikeView = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        id: Id,
        code: Type.String(),
        status: Type.String(),
        procedureName: Type.String(),
        submittedAt: Type.String(),
        samePerson: Type.Boolean(),
        sameFile: Type.Boolean(),
      }),
    ),
    hidden: Type.Integer({ description: "How many more there are outside the reader's scope" }),
  },
  {
    examples: [
      {
        items: [
          {
            id: DOSSIER_EXAMPLE.id,
            code: DOSSIER_EXAMPLE.code,
            status: "processing",
            procedureName: "Đăng ký khai sinh",
            submittedAt: "2026-09-07T08:00:00+07:00",
            samePerson: true,
            sameFile: false,
          },
        ],
        hidden: 1,
      },
    ],
  },
);

/** What anybody is told who knows the code and four digits: no person, no paper. */
export const TrackView = Type.Object(
  {
    code: Type.String(),
    status: Type.String(),
    nationalState: Type.Integer(),
    procedureName: Type.String(),
    submittedAt: Type.String(),
    dueAt: When,
  },
  {
    examples: [
      {
        code: DOSSIER_EXAMPLE.code,
        status: "processing",
        nationalState: 4,
        procedureName: "Đăng ký khai sinh",
        submittedAt: "2026-09-07T08:00:00+07:00",
        dueAt: "2026-09-10T09:00:00+07:00",
      },
    ],
  },
);

export const DraftView = Type.Object(
  { id: Id, procedure: Procedure, draft: DraftBody },
  {
    examples: [
      {
        id: DOSSIER_EXAMPLE.id,
        procedure: DOSSIER_EXAMPLE.procedure,
        draft: { answers: { childName: "Lò Văn Nam" }, papers: [], receivingAgencyCode: "H99.20" },
      },
    ],
  },
);

export const DraftListView = Type.Object(
  { items: Type.Array(Type.Object({ id: Id, procedureName: Type.String(), savedAt: Type.String() })) },
  {
    examples: [
      { items: [{ id: DOSSIER_EXAMPLE.id, procedureName: "Đăng ký khai sinh", savedAt: "2026-09-07T08:00:00+07:00" }] },
    ],
  },
);
