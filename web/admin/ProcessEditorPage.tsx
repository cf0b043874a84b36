import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import { STEP_WORDS, type StepWords } from "../../domain/procedure/process-row.ts";
import { ErrorSummary, TextInput } from "../ui/fields.tsx";
import { AdminLayout } from "./AdminLayout.tsx";
import { Budget, type ChannelBudget } from "./ProcessPage.tsx";

export interface EditorRow {
  readonly words: StepWords;
  /** What is wrong with this step, in sentences. */
  readonly errors: readonly string[];
}

interface Props {
  readonly reader: Reader;
  readonly code: string;
  readonly name: string;
  readonly rows: readonly EditorRow[];
  readonly decision: { readonly number: string; readonly date: string };
  readonly errors: readonly { readonly id: string; readonly text: string }[];
  /** The process is sound: how long it takes. */
  readonly checked: { readonly hours: number; readonly budgets: readonly ChannelBudget[] } | null;
}

const HEADERS = ["Bước", "Tên bước", "Loại việc", "Vai trò", "Cơ quan", "Số giờ", "Bước sau", "Rẽ nhánh", "Chờ", "Bỏ"];

/** A process as a table of inputs: everything is in the form, so it works without a script. */
export function ProcessEditorPage({ reader, code, name, rows, decision, errors, checked }: Props): ReactElement {
  const path = `/can-bo/quan-tri/thu-tuc/${code}/quy-trinh`;
  return (
    <AdminLayout title={`Soạn quy trình: ${name}`} reader={reader} room="/can-bo/quan-tri/thu-tuc">
      <p>
        <a href={path}>‹ Về các quy trình đã công bố</a>
      </p>
      <h1>Soạn quy trình</h1>
      <p>{name}</p>
      <ErrorSummary errors={errors} />
      {checked && (
        <div className="notice" role="status">
          <p>Quy trình hợp lệ, chưa công bố.</p>
          <Budget {...checked} />
        </div>
      )}
      <form method="post" action={`${path}/soan`}>
        <div className="scroll card" tabIndex={0} role="region" aria-label="Các bước, cuộn ngang được">
          <table aria-label="Các bước" className="editor">
            <thead>
              <tr>
                {HEADERS.map((header) => (
                  <th key={header}>{header}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <StepInputs key={String(index)} row={row} index={index} />
              ))}
            </tbody>
          </table>
        </div>
        <p className="hint">
          Cơ quan: tiếp nhận, giải quyết, hoặc mã cơ quan như H99.07. Số giờ: 4; 0,5; 2 ngày. Bước sau: ngăn cách bằng
          dấu ; và để trống ở bước trả kết quả. Dòng trống được bỏ qua; sắp xếp theo thứ tự các dòng.
        </p>
        <p className="row">
          <button className="quiet" name="viec" value="them">
            Thêm dòng, bỏ các dòng đã đánh dấu
          </button>
          <button className="quiet" name="viec" value="kiem-tra">
            Kiểm tra
          </button>
        </p>
        <section className="card">
          <h2>Công bố</h2>
          <div className="row">
            <TextInput id="decision" label="Số quyết định phê duyệt" value={decision.number} />
            <TextInput id="decisionDate" label="Ngày quyết định" hint="Ví dụ: 20/06/2026" value={decision.date} />
            <button name="viec" value="cong-bo">
              Công bố quy trình
            </button>
          </div>
        </section>
      </form>
    </AdminLayout>
  );
}

const CHOICES = {
  kind: STEP_WORDS.kind,
  role: STEP_WORDS.role,
  split: STEP_WORDS.split,
  join: STEP_WORDS.join,
} as const;
const COLUMNS = ["step", "name", "kind", "role", "unit", "hours", "next", "split", "join"] as const;

function StepInputs({
  row: { words, errors },
  index,
}: {
  readonly row: EditorRow;
  readonly index: number;
}): ReactElement {
  const described = errors.length > 0 ? `s.${index}.error` : undefined;
  return (
    <>
      <tr>
        {COLUMNS.map((column, at) => {
          const id = `s.${index}.${column}`;
          const label = `${HEADERS[at] ?? column}, dòng ${index + 1}`;
          const choices = column in CHOICES ? CHOICES[column as keyof typeof CHOICES] : null;
          const common = { id, name: id, "aria-label": label, "aria-describedby": described };
          return (
            <td key={column} className={`in-${column}`}>
              {choices ? (
                <select {...common} defaultValue={words[column]}>
                  <option value="">–</option>
                  {choices.map((choice) => (
                    <option key={choice}>{choice}</option>
                  ))}
                </select>
              ) : (
                <input {...common} defaultValue={words[column]} />
              )}
            </td>
          );
        })}
        <td>
          <input type="checkbox" name={`s.${index}.remove`} aria-label={`Bỏ dòng ${index + 1}`} />
        </td>
      </tr>
      {errors.length > 0 && (
        <tr>
          <td colSpan={HEADERS.length}>
            <p className="error" id={described}>
              Lỗi: {errors.join(" ")}
            </p>
          </td>
        </tr>
      )}
    </>
  );
}
