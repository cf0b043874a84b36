import type { ReactElement } from "react";
import type { EForm } from "../../domain/eform/eform.ts";
import type { FieldError } from "../../domain/eform/parse-form.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { SUPPLEMENT_TEXT } from "../dossier/dossier-text.ts";
import { EFormFields } from "../eform/EFormFields.tsx";
import { Card, Notice } from "../ui/blocks.tsx";
import { FILE_HINT, FileField, type StoredFile } from "../ui/FileField.tsx";
import { TextArea } from "../ui/fields.tsx";
import { momentText } from "../ui/moment-text.ts";

export interface AskedSupplement {
  /** Until when it is waited for; null when no calendar says. */
  readonly until: Moment | null;
  readonly reasons: readonly {
    readonly code: string;
    readonly component: { readonly code: string; readonly name: string } | null;
    readonly note: string;
  }[];
  /** The form as it stands, when what was declared has to be mended. */
  readonly declaration: {
    readonly form: EForm;
    readonly values: Readonly<Record<string, unknown>>;
    readonly errors: readonly FieldError[];
  } | null;
}

interface Props {
  readonly id: string;
  readonly asked: AskedSupplement;
  readonly faults: readonly { readonly field: string; readonly text: string }[];
  readonly fields: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, readonly StoredFile[]>>;
}

/** Name of the box with which a person says that he cannot bring a paper. */
export const withoutPaper = (componentCode: string): string => `khong.${componentCode}`;

/** What was asked for, each with the place where it is answered: a file, the form itself, or an explanation. */
export function SupplementForm({ id, asked, faults, fields, files }: Props): ReactElement {
  const { until, reasons, declaration } = asked;
  const fault = (field: string): string | undefined => faults.find((one) => one.field === field)?.text;
  return (
    <section aria-labelledby="bo-sung">
      <Card title="Ông/bà cần bổ sung" id="bo-sung">
        <Notice warn>
          Thời gian giải quyết tạm dừng cho đến khi ông/bà nộp bổ sung.
          {until && (
            <>
              {" "}
              Nộp một lần, đủ mọi mục, trước <strong>{momentText(until)}</strong>; quá ngày đó hồ sơ dừng giải quyết.
            </>
          )}
        </Notice>
        <ol className="asked">
          {reasons.map(({ code, component, note }) => (
            <li key={`${code}${component?.code ?? ""}${note}`}>
              <strong>
                {SUPPLEMENT_TEXT[code] ?? code}
                {component && `: ${component.name}`}
              </strong>
              <p>{note}</p>
            </li>
          ))}
        </ol>
      </Card>
      <form method="post" action={`/ho-so/${id}/bo-sung`} encType="multipart/form-data">
        {papersOf(reasons).map(({ code, name }) => (
          <Card key={code} title={name}>
            <FileField
              id={`tep.${code}`}
              label="Tệp thay thế"
              hint={FILE_HINT}
              error={fault(`tep.${code}`)}
              kept={files[`tep.${code}`] ?? []}
              multiple
            />
            <label className="choice">
              <input
                type="checkbox"
                name={withoutPaper(code)}
                defaultChecked={fields[withoutPaper(code)] !== undefined}
              />
              Tôi không nộp được giấy này; lý do ghi ở ô giải trình
            </label>
          </Card>
        ))}
        {declaration && <EFormFields {...declaration} />}
        <Card title="Giải trình">
          <TextArea id="note" label="Giải trình (nếu có)" value={fields["note"]} error={fault("note")} />
          <button>Nộp bổ sung</button>
        </Card>
      </form>
    </section>
  );
}

/** A paper may be asked for by several reasons, and is brought once. */
function papersOf(reasons: AskedSupplement["reasons"]) {
  return [...new Map(reasons.flatMap(({ component }) => (component ? [[component.code, component]] : []))).values()];
}
