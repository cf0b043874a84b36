import type { ReactElement, ReactNode } from "react";
import type { DossierAction } from "../../domain/dossier/command.ts";
import { LINK_KINDS } from "../../domain/dossier/link-kind.ts";
import { REFUSAL_CODES, SUPPLEMENT_REASONS } from "../../domain/dossier/reasons.ts";
import { ACTION_TEXT, LINK_TEXT, REFUSAL_TEXT, SUPPLEMENT_TEXT } from "../dossier/dossier-text.ts";
import { Radios, Select, TextArea, TextInput, type Choice } from "../ui/fields.tsx";

export interface ActionChoices {
  readonly components: readonly Choice[];
  readonly colleagues: readonly Choice[];
  readonly nextSteps: readonly Choice[];
  readonly earlierSteps: readonly Choice[];
  readonly agencies: readonly Choice[];
  readonly consultations: readonly Choice[];
}

interface Props {
  readonly dossierId: string;
  readonly version: number;
  readonly actions: readonly DossierAction[];
  readonly choices: ActionChoices;
}

const REASON_ROWS = [0, 1, 2, 3];
const FIRST: ReadonlySet<DossierAction> = new Set([
  "receive",
  "assign",
  "forward",
  "propose-result",
  "approve",
  "sign",
  "finish",
  "hand-out",
  "answer",
  "confirm-payment",
]);

/** One form for each action that this officer may take now, and no other. */
export function ActionForms({ dossierId, version, actions, choices }: Props): ReactElement {
  const sorted = actions.toSorted((a, b) => Number(FIRST.has(b)) - Number(FIRST.has(a)));
  return (
    <section className="card no-print">
      <h2>Việc làm được lúc này</h2>
      {sorted.length === 0 && <p>Không có việc nào cho ông/bà ở hồ sơ này.</p>}
      {sorted.map((action, index) => (
        <details className="action" key={action} open={index === 0}>
          <summary>{ACTION_TEXT[action]}</summary>
          <form method="post" action={`/can-bo/ho-so/${dossierId}/${action}`}>
            <input type="hidden" name="version" value={version} />
            <Inputs action={action} choices={choices} />
            <button>{ACTION_TEXT[action]}</button>
          </form>
        </details>
      ))}
    </section>
  );
}

function Inputs({ action, choices }: { readonly action: DossierAction; readonly choices: ActionChoices }): ReactNode {
  // Several forms stand on one page, so each field carries its action: ids must be unique.
  const id = (name: string): string => `${action}.${name}`;
  switch (action) {
    case "receive":
      return <p className="meta">Cấp mã hồ sơ, tính ngày hẹn và in giấy tiếp nhận.</p>;
    case "refuse-reception":
      return (
        <Reasons
          id={id}
          codes={REFUSAL_CODES.map((code) => ({ value: code, label: REFUSAL_TEXT[code] ?? code }))}
          components={[]}
          rows={[0]}
        />
      );
    case "request-supplement":
      return (
        <>
          <p className="meta">Chỉ được yêu cầu một lần: nêu mọi lý do ngay bây giờ.</p>
          <Reasons
            id={id}
            codes={SUPPLEMENT_REASONS.map((code) => ({ value: code, label: SUPPLEMENT_TEXT[code] ?? code }))}
            components={choices.components}
            rows={REASON_ROWS}
          />
        </>
      );
    case "request-payment":
      return (
        <div className="row">
          <TextInput id={id("feeName")} label="Khoản thu" />
          <TextInput id={id("feeAmount")} label="Số tiền (đồng)" numeric />
        </div>
      );
    case "confirm-payment":
      return <TextInput id={id("receipt")} label="Số biên lai" />;
    case "assign":
      return <Select id={id("officerId")} label="Người thụ lý" choices={choices.colleagues} />;
    case "forward":
      return (
        <>
          {choices.nextSteps.length > 1 && <Select id={id("next")} label="Bước sau" choices={choices.nextSteps} />}
          <TextArea id={id("note")} label="Ý kiến" />
        </>
      );
    case "consult":
      return (
        <>
          <Select id={id("agencyId")} label="Cơ quan cho ý kiến" choices={choices.agencies} />
          <TextArea id={id("question")} label="Nội dung cần ý kiến" />
          <TextInput id={id("hours")} label="Thời hạn (giờ làm việc)" value="16" numeric />
        </>
      );
    case "answer":
      return (
        <>
          <Select id={id("consultationId")} label="Yêu cầu" choices={choices.consultations} />
          <TextArea id={id("answer")} label="Trả lời" />
        </>
      );
    case "return-to-step":
      return (
        <>
          <Select id={id("stepKey")} label="Trả về bước" choices={choices.earlierSteps} />
          <TextArea id={id("note")} label="Lý do" />
        </>
      );
    case "propose-result":
      return (
        <>
          <Radios
            id={id("granted")}
            label="Đề xuất"
            value="yes"
            choices={[
              { value: "yes", label: "Đồng ý" },
              { value: "no", label: "Không đồng ý" },
            ]}
          />
          <TextArea id={id("summary")} label="Nội dung kết quả" />
        </>
      );
    case "approve":
      return <TextArea id={id("note")} label="Ý kiến" />;
    case "sign":
      return <p className="meta">Ghi nhận việc ký. Chữ ký số do thiết bị của ông/bà thực hiện.</p>;
    case "finish":
      return <TextInput id={id("number")} label="Số văn bản kết quả" />;
    case "apologise":
      return (
        <>
          <p className="meta">Chậm nhất một ngày làm việc trước hạn, một lần.</p>
          <TextArea id={id("reason")} label="Lý do chậm" />
          <div className="row">
            <TextInput id={id("newDate")} label="Hẹn lại ngày (dd/mm/yyyy)" />
            <TextInput id={id("newTime")} label="Giờ" value="17:00" />
          </div>
        </>
      );
    case "hand-out":
      return (
        <>
          <TextInput id={id("receiver")} label="Người nhận" />
          <TextInput id={id("receiverIdentity")} label="Số định danh (khi người khác nhận)" numeric />
          <TextInput id={id("authorisationPaper")} label="Giấy ủy quyền (khi người khác nhận)" />
          <Select
            id={id("method")}
            label="Cách trả"
            choices={[
              { value: "direct", label: "Trực tiếp" },
              { value: "online", label: "Bản điện tử" },
              { value: "postal", label: "Bưu chính" },
            ]}
          />
        </>
      );
    case "take-papers":
      return <p className="meta">Ghi nhận cơ quan của ông/bà đã nhận tập giấy tờ.</p>;
    case "return-papers":
      return <TextInput id={id("receiver")} label="Người nhận lại giấy tờ" />;
    case "link":
      return (
        <>
          <Select
            id={id("kind")}
            label="Quan hệ"
            choices={LINK_KINDS.map((kind) => ({ value: kind, label: LINK_TEXT[kind].own }))}
          />
          <TextInput id={id("code")} label="Mã hồ sơ kia" />
        </>
      );
    case "supply":
    case "correct":
      return <TextArea id={id("note")} label="Nội dung" />;
    case "withdraw":
    case "stop":
      return <TextArea id={id("reason")} label="Lý do" />;
  }
}

interface ReasonProps {
  readonly id: (name: string) => string;
  readonly codes: readonly Choice[];
  readonly components: readonly Choice[];
  readonly rows: readonly number[];
}

function Reasons({ id, codes, components, rows }: ReasonProps): ReactElement {
  return (
    <>
      {rows.map((row) => (
        <div key={row}>
          <div className="row">
            <Select
              id={id(`reason.${row}.code`)}
              label={`Lý do ${row + 1}`}
              choices={[{ value: "", label: "—" }, ...codes]}
            />
            {components.length > 0 && (
              <Select
                id={id(`reason.${row}.component`)}
                label="Giấy tờ"
                choices={[{ value: "", label: "—" }, ...components]}
              />
            )}
          </div>
          <TextInput id={id(`reason.${row}.note`)} label="Nội dung cụ thể" />
        </div>
      ))}
    </>
  );
}
