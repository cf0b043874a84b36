import type { ReactElement, ReactNode } from "react";
import type { DossierAction } from "../../domain/dossier/command.ts";
import { LINK_KINDS } from "../../domain/dossier/link-kind.ts";
import { REFUSAL_CODES, SUPPLEMENT_REASONS } from "../../domain/dossier/reasons.ts";
import { LINK_TEXT, REFUSAL_TEXT, SUPPLEMENT_TEXT } from "../dossier/dossier-text.ts";
import { FileField } from "../ui/FileField.tsx";
import { Radios, Select, TextArea, TextInput, type Choice } from "../ui/fields.tsx";
import type { ActionChoices, PostedAction } from "./action-form.ts";
import { PaperRows } from "./PaperRows.tsx";

interface Props {
  readonly action: DossierAction;
  readonly choices: ActionChoices;
  readonly posted: PostedAction | null;
}

interface Bound {
  readonly id: string;
  readonly value: string | undefined;
  readonly error: string | undefined;
}

/** Several forms stand on one page, so each field carries its action: ids must be unique. */
function binder({ action, posted }: Props): (name: string, otherwise?: string) => Bound {
  return (name, otherwise) => ({
    id: `${action}.${name}`,
    value: posted?.fields[name] ?? otherwise,
    error: posted?.faults.find(({ field }) => field === name)?.text,
  });
}

/** The inputs of one action, filled with what was typed when the form came back. */
export function ActionInputs(props: Props): ReactNode {
  const { action, choices } = props;
  const at = binder(props);
  switch (action) {
    case "receive":
      return <p className="meta">Cấp mã hồ sơ, tính ngày hẹn và in giấy tiếp nhận.</p>;
    case "refuse-reception":
      return <Reasons at={at} codes={coded(REFUSAL_CODES, REFUSAL_TEXT)} components={[]} rows={1} />;
    case "request-supplement":
      return (
        <>
          <p className="meta">Chỉ được yêu cầu một lần: nêu mọi lý do ngay bây giờ.</p>
          <Reasons
            at={at}
            codes={coded(SUPPLEMENT_REASONS, SUPPLEMENT_TEXT)}
            components={choices.components}
            rows={4}
          />
        </>
      );
    case "supply":
      return <Supply {...props} at={at} />;
    case "request-payment":
      return (
        <div className="row">
          <TextInput {...at("feeName")} label="Khoản thu" />
          <TextInput {...at("feeAmount")} label="Số tiền (đồng)" numeric />
        </div>
      );
    case "confirm-payment":
      return <TextInput {...at("receipt")} label="Số biên lai" />;
    case "assign":
      return <Select {...at("officerId")} label="Người thụ lý" choices={choices.colleagues} />;
    case "forward":
      return (
        <>
          {choices.nextSteps.length > 1 && <Select {...at("next")} label="Bước sau" choices={choices.nextSteps} />}
          {choices.onward.length > 0 && <p className="meta">Bước sau: {choices.onward.join(", đồng thời ")}</p>}
          <TextArea {...at("note")} label="Ý kiến" />
        </>
      );
    case "consult":
      return (
        <>
          <Select {...at("agencyId")} label="Cơ quan cho ý kiến" choices={choices.agencies} />
          <TextArea {...at("question")} label="Nội dung cần ý kiến" />
          <TextInput {...at("hours", "16")} label="Thời hạn (giờ làm việc)" numeric />
        </>
      );
    case "answer":
      return (
        <>
          <Select {...at("consultationId")} label="Yêu cầu" choices={choices.consultations} />
          <TextArea {...at("answer")} label="Trả lời" />
        </>
      );
    case "return-to-step":
      return (
        <>
          <Select {...at("stepKey")} label="Trả về bước" choices={choices.earlierSteps} />
          <TextArea {...at("note")} label="Lý do" />
        </>
      );
    case "propose-result":
      return (
        <>
          <Radios
            {...at("granted", "yes")}
            label="Đề xuất"
            inline
            choices={[
              { value: "yes", label: "Đồng ý" },
              { value: "no", label: "Không đồng ý" },
            ]}
          />
          <TextArea {...at("summary")} label="Nội dung kết quả" />
          <ResultFiles {...props} label="Tệp dự thảo kết quả" at={at} />
        </>
      );
    case "approve":
      return <TextArea {...at("note")} label="Ý kiến" />;
    case "sign":
      return <p className="meta">Ghi nhận việc ký. Chữ ký số do thiết bị của ông/bà thực hiện.</p>;
    case "finish":
      return (
        <>
          <TextInput {...at("number")} label="Số văn bản kết quả" />
          <ResultFiles {...props} label="Tệp kết quả đã ký, đóng dấu" at={at} />
        </>
      );
    case "apologise":
      return (
        <>
          <p className="meta">Chậm nhất một ngày làm việc trước hạn, một lần.</p>
          <TextArea {...at("reason")} label="Lý do chậm" />
          <div className="row">
            <TextInput {...at("newDate")} label="Hẹn lại ngày" hint="dd/mm/yyyy" />
            <TextInput {...at("newTime", "17:00")} label="Giờ" />
          </div>
        </>
      );
    case "hand-out":
      return (
        <div className="row">
          <TextInput {...at("receiver", choices.applicantName)} label="Người nhận" />
          <TextInput {...at("receiverIdentity")} label="Số định danh (khi người khác nhận)" numeric />
          <TextInput {...at("authorisationPaper")} label="Giấy ủy quyền (khi người khác nhận)" />
          <Select
            {...at("method")}
            label="Cách trả"
            choices={[
              { value: "direct", label: "Trực tiếp" },
              { value: "online", label: "Bản điện tử" },
              { value: "postal", label: "Bưu chính" },
            ]}
          />
        </div>
      );
    case "take-papers":
      return <p className="meta">Ghi nhận cơ quan của ông/bà đã nhận tập giấy tờ.</p>;
    case "return-papers":
      return <TextInput {...at("receiver", choices.applicantName)} label="Người nhận lại giấy tờ" />;
    case "link":
      return (
        <div className="row">
          <Select
            {...at("kind")}
            label="Quan hệ"
            choices={LINK_KINDS.map((kind) => ({ value: kind, label: LINK_TEXT[kind].own }))}
          />
          <TextInput {...at("code")} label="Mã hồ sơ kia" />
        </div>
      );
    case "correct":
      return (
        <>
          <TextArea {...at("note")} label="Nội dung đính chính" />
          <ResultFiles {...props} label="Tệp kết quả sau đính chính" at={at} />
        </>
      );
    case "withdraw":
    case "stop":
      return <TextArea {...at("reason")} label="Lý do" />;
  }
}

const coded = (codes: readonly string[], texts: Readonly<Record<string, string>>): readonly Choice[] =>
  codes.map((code) => ({ value: code, label: texts[code] ?? code }));

type At = ReturnType<typeof binder>;

/**
 * Files of a result. Those that are there already stay unless they are unticked; a draft goes out as the result only
 * when it is ticked, lest the person get it beside the signed file.
 */
function ResultFiles({
  action,
  choices,
  posted,
  label,
  at,
}: Props & { readonly label: string; readonly at: At }): ReactElement {
  const { id, error } = at("tep");
  const chosen = posted?.files["tep"] ?? [];
  const drafts = action === "finish" ? choices.resultFiles : [];
  const kept = posted || action === "finish" ? chosen : choices.resultFiles;
  return (
    <FileField
      id={id}
      label={label}
      hint="PDF hoặc ảnh, chọn được nhiều tệp; không quá 20 MB mỗi tệp."
      error={error}
      multiple
      kept={kept}
      offered={drafts.filter((draft) => !chosen.some((file) => file.id === draft.id))}
    />
  );
}

/** Papers that the person brings to the counter, and what he explains. */
function Supply({ action, choices, posted, at }: Props & { readonly at: At }): ReactElement {
  const asked = new Set(choices.asked.map(({ value }) => value));
  const others = choices.components.filter(({ value }) => !asked.has(value));
  const rows = { prefix: `${action}.`, fields: posted?.fields ?? {}, files: posted?.files ?? {}, optional: true };
  const faults = posted?.faults ?? [];
  return (
    <>
      <PaperRows {...rows} components={choices.asked} faults={faults} />
      {others.length > 0 && (
        <details>
          <summary>Giấy tờ khác</summary>
          <PaperRows {...rows} components={others} faults={faults} />
        </details>
      )}
      <TextArea {...at("note")} label="Nội dung giải trình" />
    </>
  );
}

interface ReasonProps {
  readonly at: At;
  readonly codes: readonly Choice[];
  readonly components: readonly Choice[];
  readonly rows: number;
}

function Reasons({ at, codes, components, rows }: ReasonProps): ReactElement {
  const none = { value: "", label: "—" };
  return (
    <>
      {Array.from({ length: rows }, (_none, row) => (
        <div key={String(row)}>
          <div className="row">
            <Select {...at(`reason.${row}.code`)} label={`Lý do ${row + 1}`} choices={[none, ...codes]} />
            {components.length > 0 && (
              <Select {...at(`reason.${row}.component`)} label="Giấy tờ" choices={[none, ...components]} />
            )}
          </div>
          <TextInput {...at(`reason.${row}.note`)} label="Nội dung cụ thể" />
        </div>
      ))}
    </>
  );
}
