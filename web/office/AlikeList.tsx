import type { ReactElement } from "react";
import type { DossierStatus } from "../../domain/dossier/status.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { STATUS_TEXT } from "../dossier/dossier-text.ts";
import { Notice } from "../ui/blocks.tsx";
import { momentText } from "../ui/moment-text.ts";

export interface AlikeDossier {
  readonly id: string;
  readonly code: string;
  readonly status: DossierStatus;
  readonly procedureName: string;
  readonly submittedAt: Moment;
  readonly samePerson: boolean;
  readonly sameFile: boolean;
}

export interface Alike {
  readonly items: readonly AlikeDossier[];
  /** How many more there are that the officer may not see. */
  readonly hidden: number;
}

/** Dossiers that may be the same matter once more; nothing when there are none. */
export function AlikeList({ items, hidden }: Alike): ReactElement | null {
  if (items.length + hidden === 0) return null;
  return (
    <>
      <p>
        <strong>Có thể trùng: người này đã nộp thủ tục này trong 180 ngày, hoặc một tệp đã có ở hồ sơ khác.</strong>
      </p>
      <ul>
        {items.map((item) => (
          <li key={item.id}>
            <a href={`/can-bo/ho-so/${item.id}`} target="_blank" rel="noreferrer">
              {item.code}
            </a>{" "}
            {item.procedureName} – {STATUS_TEXT[item.status]}, gửi {momentText(item.submittedAt)} ({why(item)})
          </li>
        ))}
        {hidden > 0 && <li>{hidden} hồ sơ ở cơ quan khác, ngoài phạm vi xem của ông/bà.</li>}
      </ul>
    </>
  );
}

function why({ samePerson, sameFile }: AlikeDossier): string {
  return [samePerson && "cùng người, cùng thủ tục", sameFile && "cùng tệp"].filter(Boolean).join("; ");
}

/** Name of the tick with which the officer says that he has looked. */
export const ALIKE_TICK = "alikeChecked";

export interface AlikeWarning extends Alike {
  /** What exactly was looked at: other look-alikes are shown again. */
  readonly seen: string;
}

/** Look-alikes above the intake form, with the tick that lets it through. */
export function AlikeTick({ seen, ticked, ...alike }: AlikeWarning & { readonly ticked: boolean }): ReactElement {
  return (
    <Notice warn>
      <AlikeList {...alike} />
      <label className="choice">
        <input id={ALIKE_TICK} type="checkbox" name={ALIKE_TICK} value={seen} defaultChecked={ticked} />
        Đã kiểm tra, vẫn tiếp nhận
      </label>
    </Notice>
  );
}
