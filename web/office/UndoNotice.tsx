import type { ReactElement } from "react";
import type { Moment } from "../../domain/shared/moment.ts";
import { Alert } from "../ui/blocks.tsx";

export interface UndoOffer {
  readonly version: number;
  /** What was done. */
  readonly what: string;
  readonly until: Moment;
  readonly secondsLeft: number;
}

interface Props {
  readonly dossierId: string;
  readonly undoable: UndoOffer | null;
  readonly undoRefused: string | null;
}

/** What the officer has just done, with the way to take it back as long as there is one. */
export function UndoNotice({ dossierId, undoable, undoRefused }: Props): ReactElement {
  return (
    <>
      <Alert>
        {undoRefused && (
          <>
            <strong>Chưa hoàn tác được.</strong> {undoRefused}
          </>
        )}
      </Alert>
      {undoable && (
        <form
          method="post"
          action={`/can-bo/ho-so/${dossierId}/hoan-tac`}
          className="notice undo no-print"
          role="status"
        >
          <input type="hidden" name="version" value={undoable.version} />
          <span>
            Đã thực hiện “{undoable.what}”. Còn {undoable.secondsLeft} giây để hoàn tác, đến{" "}
            <span className="number">{undoable.until.slice(11, 19)}</span>.
          </span>
          <button className="quiet">Hoàn tác</button>
        </form>
      )}
    </>
  );
}
