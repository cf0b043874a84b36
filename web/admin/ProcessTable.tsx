import type { ReactElement } from "react";
import type { OutlinedStep } from "../../domain/procedure/outline-process.ts";
import { writeStep } from "../../domain/procedure/process-row.ts";

interface Props {
  readonly caption: string;
  readonly rows: readonly OutlinedStep[];
  /** Names of agencies by code. */
  readonly agencies: ReadonlyMap<string, string>;
}

/** A process as a table: legs are set in and say what runs beside them. */
export function ProcessTable({ caption, rows, agencies }: Props): ReactElement {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Bảng, cuộn ngang được">
      <table aria-label={caption}>
        <thead>
          <tr>
            <th>Bước</th>
            <th>Tên bước</th>
            <th>Loại việc</th>
            <th>Ai làm</th>
            <th>Giờ làm việc</th>
            <th>Bước sau</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const { step, depth } = row;
            const words = writeStep(step);
            return (
              <tr key={step.key}>
                <td>{step.key}</td>
                <td>
                  {depth > 0 && <span aria-hidden="true">{"↳ ".padStart(depth * 4, "\u00A0")}</span>}
                  {step.name}
                  {beside(row).map((text) => (
                    <div className="meta" key={text}>
                      {text}
                    </div>
                  ))}
                </td>
                <td>{words.kind}</td>
                <td>
                  {words.role}, {unitText(words.unit, agencies)}
                </td>
                <td>{step.hours === 0 ? "không tính" : words.hours}</td>
                <td>
                  {words.next || "hết"}
                  {words.split && ` (${words.split})`}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function unitText(unit: string, agencies: ReadonlyMap<string, string>): string {
  return agencies.get(unit) ?? (unit === "tiếp nhận" || unit === "giải quyết" ? `nơi ${unit}` : `cơ quan mã ${unit}`);
}

function beside({ parallelWith, insteadOf, waitsFor }: OutlinedStep): readonly string[] {
  return [
    ...(parallelWith.length > 0 ? [`song song với ${names(parallelWith)}`] : []),
    ...(insteadOf.length > 0 ? [`chọn bước này hoặc ${names(insteadOf)}`] : []),
    ...(waitsFor.length > 0 ? [`chờ xong ${names(waitsFor)}`] : []),
  ];
}

function names(steps: OutlinedStep["waitsFor"]): string {
  return steps.map(({ name }) => `“${name}”`).join(", ");
}
