import Type from "typebox";

const Moment = Type.String({ format: "date-time" });
const MaybeMoment = Type.Union([Moment, Type.Null()]);
const MaybeText = Type.Union([Type.String(), Type.Null()]);
const Letter = Type.String({ pattern: "^(job|message)-[0-9]{1,18}$", description: "Mã việc hỏng" });

const Kind = Type.Object({
  kind: Type.String({ description: "Tên việc, hoặc message. và chủ đề của tin" }),
  name: Type.String({ description: "Tên gọi" }),
  waiting: Type.Integer({ description: "Chờ lần đầu" }),
  running: Type.Integer(),
  failing: Type.Integer({ description: "Đã lỗi, sẽ tự thử lại" }),
  dead: Type.Integer({ description: "Hết lượt thử hoặc bị từ chối hẳn" }),
  oldestAt: MaybeMoment,
  nextAt: MaybeMoment,
  failure: MaybeText,
});

const Dead = Type.Object({
  letter: Letter,
  kind: Type.String(),
  name: Type.String(),
  dossierId: Type.Union([Type.String({ format: "uuid" }), Type.Null()], {
    description: "null: không thuộc hồ sơ nào, hoặc người hỏi không xem được hồ sơ",
  }),
  attempts: Type.Integer(),
  createdAt: Moment,
  deadAt: Moment,
  failure: MaybeText,
});

export const BackgroundView = Type.Object(
  {
    workers: Type.Array(Type.Object({ host: Type.String(), startedAt: Moment, beatAt: Moment })),
    kinds: Type.Array(Kind, { description: "Đếm tới 10.000 mỗi nguồn" }),
    dead: Type.Array(Dead, { description: "Mới nhất trước, tới 200" }),
  },
  {
    examples: [
      {
        workers: [{ host: "motcua-1", startedAt: "2026-09-07T06:00:00+07:00", beatAt: "2026-09-07T08:00:00+07:00" }],
        kinds: [
          {
            kind: "message.dossier-state",
            name: "Báo trạng thái hồ sơ cho bên nhận",
            waiting: 3,
            running: 1,
            failing: 0,
            dead: 1,
            oldestAt: "2026-09-07T07:59:30+07:00",
            nextAt: "2026-09-07T08:00:10+07:00",
            failure: "Bên nhận từ chối nội dung (mã 422)",
          },
        ],
        dead: [
          {
            letter: "message-17",
            kind: "message.dossier-state",
            name: "Báo trạng thái hồ sơ cho bên nhận",
            dossierId: "0199d1a0-1111-7aaa-8bbb-000000000001",
            attempts: 1,
            createdAt: "2026-09-07T07:10:00+07:00",
            deadAt: "2026-09-07T07:10:01+07:00",
            failure: "Bên nhận từ chối nội dung (mã 422)",
          },
        ],
      },
    ],
  },
);

export const Replaying = Type.Object(
  {
    letter: Type.Optional(Letter),
    kind: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: "Mọi việc hỏng của loại này" })),
  },
  { additionalProperties: false, minProperties: 1, maxProperties: 1, examples: [{ letter: "message-17" }] },
);

export const Discarding = Type.Object(
  { letter: Letter, reason: Type.String({ maxLength: 500 }) },
  { additionalProperties: false, examples: [{ letter: "message-17", reason: "Bên nhận đã nhận theo công văn" }] },
);

export const Decided = Type.Object(
  { decided: Type.Integer({ description: "0: người khác đã quyết định trước đó" }) },
  { examples: [{ decided: 1 }] },
);
