import Type from "typebox";
import { CHANNELS, type Channel } from "../../../domain/dossier/dossier.ts";
import { DOSSIER_STATUSES, type DossierStatus } from "../../../domain/dossier/status.ts";
import { LINK_KINDS, type LinkKind } from "../../../domain/dossier/link-kind.ts";

export const text = (maxLength = 2000) => Type.String({ maxLength });
export const Id = Type.String({ format: "uuid" });
// The pattern leaves out what the format lets pass and PostgreSQL or a clock does not: the year 0, leap seconds.
export const Moment = Type.String({
  format: "date-time",
  pattern: "^[12]\\d{3}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\+07:00$",
  examples: ["2026-09-07T08:00:00+07:00"],
});
/** Null comes first: coercion would make the empty text of it, were a text tried before. */
export const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([Type.Null(), schema]);
export const closed = { additionalProperties: false } as const;

export const Applicant = Type.Object(
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
export const Authorisation = Type.Object(
  {
    name: text(200),
    identityNumber: text(20),
    phone: text(20),
    email: text(200),
    address: text(300),
    paper: text(300),
    powerId: Type.Optional(
      Type.String({ format: "uuid", description: "Power of attorney given here; then `paper` is not needed" }),
    ),
  },
  closed,
);
export const ChannelSchema = Type.Unsafe<Channel>(Type.Union(CHANNELS.map((channel) => Type.Literal(channel))));
export const StatusSchema = Type.Unsafe<DossierStatus>(
  Type.Union(DOSSIER_STATUSES.map((status) => Type.Literal(status))),
);
export const LinkKindSchema = Type.Unsafe<LinkKind>(Type.Union(LINK_KINDS.map((kind) => Type.Literal(kind))));
export const Paper = Type.Object(
  {
    componentCode: text(50),
    name: text(500),
    documentIds: Type.Array(Id, { maxItems: 50 }),
    keptOriginals: Type.Integer({ minimum: 0, maximum: 20 }),
  },
  closed,
);
export const Reason = Type.Object({ code: text(50), componentCode: Nullable(text(50)), note: text() }, closed);
export const Answers = Type.Record(Type.String(), Type.Unknown());
