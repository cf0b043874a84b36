import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import { ErrorSummary, Radios, type Choice } from "../ui/fields.tsx";
import { OfficeLayout } from "../ui/Layout.tsx";

interface Read {
  readonly reader: Reader;
}

interface PickProps extends Read {
  readonly text: string;
  readonly rows: readonly { readonly code: string; readonly name: string; readonly field: string }[];
}

/** First of the counter's intake: which procedure. */
export function IntakePickPage({ reader, text, rows }: PickProps): ReactElement {
  return (
    <OfficeLayout title="Tiếp nhận tại quầy" reader={reader} path="/can-bo/tiep-nhan">
      <h1>Tiếp nhận tại quầy</h1>
      <form method="get" action="/can-bo/tiep-nhan" className="row" role="search">
        <div className="field">
          <label htmlFor="tim">Thủ tục</label>
          <input id="tim" name="tim" type="search" defaultValue={text} />
        </div>
        <button>Tìm</button>
      </form>
      {rows.length === 0 && <p>Không có thủ tục nào nộp được khớp với “{text}”.</p>}
      <ul className="plain">
        {rows.map(({ code, name, field }) => (
          <li key={code}>
            <a href={`/can-bo/tiep-nhan/${code}`}>{name}</a> <span className="meta">{field}</span>
          </li>
        ))}
      </ul>
    </OfficeLayout>
  );
}

interface CaseProps extends Read {
  readonly code: string;
  readonly procedureName: string;
  readonly cases: readonly Choice[];
  readonly missing: boolean;
}

/** Which case it is, where the procedure has several: it decides which papers are asked for. */
export function IntakeCasePage({ reader, code, procedureName, cases, missing }: CaseProps): ReactElement {
  const error = missing ? "Chọn trường hợp." : undefined;
  return (
    <OfficeLayout title={`Tiếp nhận: ${procedureName}`} reader={reader} path="/can-bo/tiep-nhan">
      <h1>{procedureName}</h1>
      <ErrorSummary errors={error ? [{ id: "caseIndex", text: error }] : []} />
      <form method="get" action={`/can-bo/tiep-nhan/${code}`} className="card">
        <input type="hidden" name="tiep" value="1" />
        <Radios id="caseIndex" label="Trường hợp" choices={cases} error={error} />
        <button>Tiếp tục</button>
      </form>
    </OfficeLayout>
  );
}
