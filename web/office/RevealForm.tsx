import type { ReactElement } from "react";
import { REVEAL_MINUTES, REVEAL_PURPOSES } from "../../domain/dossier/disclosure.ts";
import { REVEAL_TEXT } from "../dossier/read-text.ts";
import { errorSentence } from "../i18n/error-text.ts";
import { Radios } from "../ui/fields.tsx";

interface Props {
  readonly dossierId: string;
  /** Nothing was chosen. */
  readonly fault: boolean;
}

/** Where somebody who does not handle the dossier says what he needs the masked numbers for. */
export function RevealForm({ dossierId, fault }: Props): ReactElement {
  return (
    <details open={fault}>
      <summary>Xem đủ số định danh</summary>
      <form method="post" action={`/can-bo/ho-so/${dossierId}/xem-du`}>
        <Radios
          id="purpose"
          label="Xem để làm gì"
          hint={`Số hiện đủ trong ${REVEAL_MINUTES} phút. Mục đích được ghi vào nhật ký xem; người đứng tên thấy lượt xem này.`}
          choices={REVEAL_PURPOSES.map((value) => ({ value, label: REVEAL_TEXT[value] }))}
          error={fault ? errorSentence("purpose-unknown") : undefined}
        />
        <button>Xem đủ số</button>
      </form>
    </details>
  );
}
