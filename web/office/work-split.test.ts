import { expect, test } from "vitest";
import { moment } from "../../domain/shared/moment.ts";
import { dueLook } from "../ui/DueChip.tsx";
import { splitOf, type WorkItem } from "./work-split.ts";

const now = moment("2026-09-08T10:00:00+07:00");
const item: WorkItem = {
  answerBy: null,
  id: "d1",
  code: "H99.20-260907-0001",
  status: "processing",
  procedureName: "Đăng ký khai sinh",
  applicantName: "Lò Thị Mây",
  submittedAt: moment("2026-09-07T08:00:00+07:00"),
  dueAt: moment("2026-09-30T08:00:00+07:00"),
  leftSeconds: 16 * 8 * 3600,
  explanation: [],
  stepName: "Thẩm định",
  onBehalfOf: null,
  stepDueAt: null,
  stepStartedAt: moment("2026-09-01T08:00:00+07:00"),
  waitsForOthers: false,
};
const at = (text: string) => moment(`2026-09-${text}:00+07:00`);

test.each<[string, Partial<WorkItem>, string, string | null]>([
  ["past its date", { dueAt: at("08T09:00"), leftSeconds: -3600 }, "qua-han", "Quá hạn 1 giờ LV"],
  ["due later today", { dueAt: at("08T16:30"), leftSeconds: 18_000 }, "hom-nay", "Hôm nay 16:30"],
  ["two working days left", { dueAt: at("10T10:00"), leftSeconds: 57_600 }, "sap-han", "Còn 2 ngày LV"],
  ["new and not received", { status: "submitted", dueAt: null, leftSeconds: null }, "cho-tiep-nhan", null],
  ["just handed on", { stepStartedAt: at("08T08:00") }, "moi-giao", "Còn 16 ngày LV"],
  ["in work for days", {}, "dang-lam", "Còn 16 ngày LV"],
  ["asked another agency", { waitsForOthers: true }, "cho-ben-khac", "Còn 16 ngày LV"],
  [
    "overdue although others were asked",
    { waitsForOthers: true, dueAt: at("08T09:59"), leftSeconds: -60 },
    "qua-han",
    "Quá hạn 1 phút LV",
  ],
  [
    "waiting for the applicant past its date",
    { status: "awaiting-supplement", dueAt: at("07T08:00") },
    "cho-dan",
    "Tạm dừng",
  ],
  ["finished", { status: "finished", dueAt: at("07T08:00") }, "cho-tra", null],
])("a dossier %s", (_what, changes, split, words) => {
  const dossier = { ...item, ...changes };
  expect(splitOf(dossier, now)).toBe(split);
  expect(dueLook(dossier, now)?.[2] ?? null).toBe(words);
});
