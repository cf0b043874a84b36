import type { EForm, FormField } from "../../domain/eform/eform.ts";
import type { Component, Fee, ProcedureContent, ServiceLevel } from "../../domain/procedure/procedure.ts";
import type { Process, ProcessStep } from "../../domain/procedure/process.ts";
import type { TimeLimit } from "../../domain/calendar/time-limit.ts";

export interface DemoProcedure {
  readonly code: string;
  readonly name: string;
  readonly field: string;
  readonly serviceLevel: ServiceLevel;
  readonly content: ProcedureContent;
  readonly eform: EForm;
  readonly process: Process;
}

export const workingDays = (amount: number): TimeLimit => ({ amount, unit: "working-day" });

/** A paper as the demo writes it: name and whether an original, a copy or one shown at the counter. */
export function paper(code: string, name: string, kind: "original" | "copy" | "shown" = "copy"): Component {
  return {
    code,
    name,
    caseName: null,
    form: null,
    originals: kind === "copy" ? 0 : 1,
    copies: kind === "copy" ? 1 : 0,
    electronic: kind !== "shown",
    optional: false,
  };
}

/** The paper, asked for in one case alone. */
export function inCase(caseName: string, component: Component): Component {
  return { ...component, caseName };
}

/** The paper, for those whom its name describes: its absence makes no filing incomplete. */
export function ifAny(component: Component): Component {
  return { ...component, optional: true };
}

/** A fee that is the same on every channel, in đồng. */
export function fee(name: string, amount: number, channel: Fee["channel"] = null): Fee {
  return { name, amount, channel };
}

type Terms = Pick<ProcedureContent, "levels" | "components" | "results" | "legalBases" | "competence"> &
  Partial<ProcedureContent> & { readonly limit: TimeLimit; readonly fees?: readonly Fee[] };

/** Content with the same limit on every channel and the usual rest. */
export function content({ limit, ...terms }: Terms): ProcedureContent {
  const feeText =
    terms.fees?.map(({ name, amount }) => `${name}: ${amount.toLocaleString("vi-VN")} đồng`).join("; ") ??
    "Không thu phí";
  return {
    targets: ["Công dân Việt Nam"],
    cases: [],
    channels: (["direct", "online", "postal"] as const).map((channel) => ({ channel, limit, feeText, note: "" })),
    fees: [],
    conditions: "",
    steps: "",
    supplementPolicy: "restart",
    sensitive: false,
    ...terms,
  };
}

const step = (
  key: string,
  name: string,
  rest: Pick<ProcessStep, "kind" | "role" | "hours" | "next"> & Partial<ProcessStep>,
): ProcessStep => ({
  key,
  name,
  unit: "resolving",
  split: "all",
  join: "all",
  ...rest,
});

/** Approve, sign, issue, hand out: how every process ends. */
export function ending(hours: {
  readonly approval: number;
  readonly signing: number;
  readonly issuing: number;
}): readonly ProcessStep[] {
  return [
    step("phe-duyet", "Lãnh đạo duyệt kết quả", {
      kind: "approval",
      role: "leader",
      hours: hours.approval,
      next: ["ky"],
    }),
    step("ky", "Ký kết quả", { kind: "signing", role: "leader", hours: hours.signing, next: ["phat-hanh"] }),
    step("phat-hanh", "Vào số, đóng dấu, phát hành", {
      kind: "issuing",
      role: "seal-clerk",
      hours: hours.issuing,
      next: ["tra-ket-qua"],
    }),
    step("tra-ket-qua", "Trả kết quả", {
      kind: "handing-out",
      role: "receiver",
      unit: "receiving",
      hours: 0,
      next: [],
    }),
  ];
}

/** Receive, assign, appraise, decide: `hours` is the appraisal's; the rest takes half a day a step. */
export function plainProcess(hours: number): Process {
  return {
    steps: [
      step("tiep-nhan", "Tiếp nhận hồ sơ", {
        kind: "reception",
        role: "receiver",
        unit: "receiving",
        hours: 4,
        next: ["phan-cong"],
      }),
      step("phan-cong", "Phân công thụ lý", { kind: "assignment", role: "leader", hours: 4, next: ["tham-dinh"] }),
      step("tham-dinh", "Thẩm định, dự thảo kết quả", {
        kind: "appraisal",
        role: "handler",
        hours,
        next: ["phe-duyet"],
      }),
      ...ending({ approval: 4, signing: 2, issuing: 2 }),
    ],
  };
}

/** The same steps within one session of the counter: each hour of the limit is spoken for. */
export function sameDayProcess(): Process {
  const hours = [0.5, 0.5, 1, 0.5, 0.5, 0.5, 0];
  return { steps: plainProcess(1).steps.map((one, index) => ({ ...one, hours: hours[index] ?? 0 })) };
}

/** Two agencies in parallel after the assignment, then a synthesis. */
export function parallelProcess(legs: {
  readonly own: number;
  readonly other: number;
  readonly otherCode: string;
  readonly otherName: string;
  readonly synthesis: number;
}): Process {
  return {
    steps: [
      step("tiep-nhan", "Tiếp nhận hồ sơ", {
        kind: "reception",
        role: "receiver",
        unit: "receiving",
        hours: 4,
        next: ["phan-cong"],
      }),
      step("phan-cong", "Phân công thụ lý", {
        kind: "assignment",
        role: "leader",
        hours: 4,
        next: ["tham-dinh", "phoi-hop"],
      }),
      step("tham-dinh", "Thẩm định hồ sơ", { kind: "appraisal", role: "handler", hours: legs.own, next: ["tong-hop"] }),
      step("phoi-hop", legs.otherName, {
        kind: "appraisal",
        role: "appraiser",
        unit: { agencyCode: legs.otherCode },
        hours: legs.other,
        next: ["tong-hop"],
      }),
      step("tong-hop", "Tổng hợp, dự thảo kết quả", {
        kind: "appraisal",
        role: "handler",
        hours: legs.synthesis,
        next: ["phe-duyet"],
      }),
      ...ending({ approval: 8, signing: 4, issuing: 4 }),
    ],
  };
}

export interface DemoSection {
  readonly key: string;
  readonly title: string;
  readonly fields: Readonly<Record<string, FormField>>;
  readonly optional?: readonly string[];
}

/** A form from its sections; every field is required unless its section names it optional. */
export function form(sections: readonly DemoSection[]): EForm {
  const properties = Object.assign({}, ...sections.map(({ fields }) => fields)) as Record<string, FormField>;
  const optional = new Set(sections.flatMap((section) => section.optional ?? []));
  return {
    schema: { type: "object", properties, required: Object.keys(properties).filter((name) => !optional.has(name)) },
    layout: sections.map(({ key, title, fields }) => ({ key, title, fields: Object.keys(fields) })),
  };
}

/** The last section of every form: the declaration that makes the answers binding. */
export const declaration: DemoSection = {
  key: "cam-doan",
  title: "Cam đoan",
  fields: {
    truth: {
      type: "boolean",
      const: true,
      title: "Tôi cam đoan nội dung khai là đúng sự thật và chịu trách nhiệm trước pháp luật",
    },
  },
};
