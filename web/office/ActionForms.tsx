import type { ReactElement } from "react";
import type { DossierAction } from "../../domain/dossier/command.ts";
import { ACTION_TEXT } from "../dossier/dossier-text.ts";
import { Card, Facts, Notice } from "../ui/blocks.tsx";
import { ErrorSummary, Radios } from "../ui/fields.tsx";
import { ActionInputs } from "./ActionInputs.tsx";
import { RESTORED, type ActionChoices, type PostedAction } from "./action-form.ts";

interface Props {
  readonly dossierId: string;
  readonly version: number;
  readonly actions: readonly DossierAction[];
  readonly choices: ActionChoices;
  readonly posted: PostedAction | null;
}

const FIRST: ReadonlySet<DossierAction> = new Set([
  "receive",
  "assign",
  "propose-result",
  "forward",
  "approve",
  "sign",
  "finish",
  "hand-out",
  "answer",
  "confirm-payment",
  "supply",
]);

/** One form for each action that this officer may take now, and no other; the one that came back is open. */
export function ActionForms({ dossierId, version, actions, choices, posted }: Props): ReactElement {
  const sorted = actions.toSorted((a, b) => Number(FIRST.has(b)) - Number(FIRST.has(a)));
  const expected =
    choices.usual && actions.includes(choices.usual) ? choices.usual : sorted.find((one) => FIRST.has(one));
  const opened = posted && actions.includes(posted.action) ? posted.action : expected;
  return (
    <Card title="Việc làm được lúc này" id="viec">
      {sorted.length === 0 && <p>Không có việc nào cho ông/bà ở hồ sơ này.</p>}
      {sorted.map((action) => (
        <details className="action no-print" key={action} open={action === opened}>
          <summary>
            {ACTION_TEXT[action]}
            {choices.onBehalfOf[action] && <span className="meta"> thay cho {choices.onBehalfOf[action]}</span>}
          </summary>
          <form method="post" action={`/can-bo/ho-so/${dossierId}/${action}`} encType="multipart/form-data">
            <input type="hidden" name="version" value={version} />
            <StayChoice action={action} choices={choices} posted={posted} />
            <ActionInputs action={action} choices={choices} posted={posted?.action === action ? posted : null} />
            <div className="buttons">
              <button>{ACTION_TEXT[action]}</button>
            </div>
          </form>
        </details>
      ))}
    </Card>
  );
}

function StayChoice({
  action,
  choices,
  posted,
}: Pick<Props, "choices" | "posted"> & { readonly action: DossierAction }): ReactElement | null {
  const stays = choices.stays[action] ?? [];
  if (stays.length < 2) return null;
  const fault = posted?.action === action ? posted.faults.find(({ field }) => field === "stayId") : undefined;
  return (
    <Radios
      id={`${action}.stayId`}
      label="Bước cần xử lý"
      hint="Hồ sơ đang ở nhiều bước của ông/bà."
      choices={stays}
      value={posted?.action === action ? posted.fields["stayId"] : undefined}
      error={fault?.text}
    />
  );
}

/** Why the last try did nothing, and what was typed when its form is no longer offered. */
export function ActionRefusal({
  posted,
  actions,
}: Pick<Props, "posted" | "actions"> & { readonly posted: PostedAction }): ReactElement | null {
  const { action, faults, message, fields, restored } = posted;
  const typed = Object.entries(fields).filter(([name, value]) => name !== "version" && value.trim() !== "");
  return (
    <>
      {restored && <Notice warn>{RESTORED}</Notice>}
      <ErrorSummary errors={faults.map(({ field, text }) => ({ id: `${action}.${field}`, text }))} />
      {message && (
        <div className="summary" role="alert">
          <p>
            <strong>Chưa thực hiện được “{ACTION_TEXT[action]}”.</strong> {message}
          </p>
          <p>
            {actions.length > 0
              ? `Lúc này ông/bà làm được: ${actions.map((one) => ACTION_TEXT[one]).join("; ")}.`
              : "Lúc này không có việc nào cho ông/bà ở hồ sơ này."}
          </p>
        </div>
      )}
      {!actions.includes(action) && typed.length > 0 && (
        <Notice warn>
          <p>Nội dung ông/bà vừa nhập, chưa được ghi:</p>
          <Facts facts={typed.map(([name, value]) => [fieldName(name), value])} />
        </Notice>
      )}
    </>
  );
}

const FIELD_NAMES: Readonly<Record<string, string>> = {
  note: "Ý kiến",
  reason: "Lý do",
  summary: "Nội dung kết quả",
  number: "Số văn bản",
  question: "Nội dung cần ý kiến",
  answer: "Trả lời",
  receiver: "Người nhận",
  receipt: "Số biên lai",
};

function fieldName(name: string): string {
  return FIELD_NAMES[name] ?? (name.endsWith(".note") ? "Nội dung cụ thể" : name);
}
