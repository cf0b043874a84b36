import type { ReactElement } from "react";
import type { Moment } from "../../domain/shared/moment.ts";
import { momentText } from "../ui/moment-text.ts";
import { changeText, factsText } from "./organisation-text.ts";

interface Change {
  readonly id: number;
  readonly at: Moment;
  readonly actorId: string;
  readonly actorName: string;
  readonly action: string;
  readonly officerId: string | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly basis: string;
}

interface Props {
  readonly changes: readonly Change[];
  /** Names of the agencies that changes mention by id. */
  readonly names: ReadonlyMap<string, string>;
}

/** What everybody does with the own account alone. */
function isOwnBusiness(action: string): boolean {
  return action === "password-changed" || /^(second-factor|recovery-code|passkey)/.test(action);
}

/** Who changed what, when and on what basis; what people did for themselves, though others should have, is marked. */
export function ChangeLog({ changes, names }: Props): ReactElement {
  if (changes.length === 0) return <p className="meta">Chưa có thay đổi nào được ghi.</p>;
  return (
    <ol className="timeline">
      {changes.map(({ id, at, actorId, actorName, action, officerId, before, after, basis }) => (
        <li key={id}>
          <strong>{changeText(action)}</strong>
          {actorId === officerId && !isOwnBusiness(action) && <span className="chip soon">⚠ Tự làm cho mình</span>}
          {before && <div>Trước: {factsText(before, names)}</div>}
          {after && <div>Sau: {factsText(after, names)}</div>}
          <div className="meta">
            {actorName}, {momentText(at)}
            {basis && ` · Căn cứ: ${basis}`}
          </div>
        </li>
      ))}
    </ol>
  );
}
