import type { ReactElement } from "react";
import { EMERGENCY_TEXT, READ_TEXT } from "../dossier/read-text.ts";
import type { ShownRead } from "../dossier/shown-read.ts";
import { Icon } from "../ui/Icon.tsx";
import { momentText } from "../ui/moment-text.ts";

/** Who read, newest first: the agency and the person, when and how. */
export function ReadList({ rows }: { readonly rows: readonly ShownRead[] }): ReactElement {
  if (rows.length === 0) return <p>Chưa có ai khác xem hồ sơ này.</p>;
  return (
    <ul className="plain">
      {rows.map(({ id, at, kind, name, agency, actorKind, emergency }) => (
        <li key={id}>
          <strong>{READ_TEXT[kind]}</strong> <span className="meta">{momentText(at)}</span>{" "}
          {emergency && (
            <span className="chip soon">
              <Icon name="alert" /> {EMERGENCY_TEXT}
            </span>
          )}
          <div>{[name, agency ?? SIDE[actorKind]].filter(Boolean).join(", ")}</div>
        </li>
      ))}
    </ul>
  );
}

/** Whoever reads for no agency. */
const SIDE: Readonly<Record<string, string>> = { citizen: "người nộp hoặc người đứng tên", system: "hệ thống" };
