import type { ReactElement } from "react";
import { Field } from "../ui/fields.tsx";

interface Props {
  readonly id: string;
  /** `2026-11-20T16:00`, as it was asked for; empty at first. */
  readonly value: string;
  readonly error: string | null;
}

/** Asks for the dossier as it stood at a moment. */
export function MomentForm({ id, value, error }: Props): ReactElement {
  return (
    <form method="get" action={`/can-bo/ho-so/${id}`} className="row no-print">
      <Field id="luc" label="Xem hồ sơ như lúc" error={error ?? undefined}>
        <input
          id="luc"
          name="luc"
          type="datetime-local"
          step={1}
          required
          defaultValue={value}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? "luc-error" : undefined}
        />
      </Field>
      <button className="quiet">Xem</button>
    </form>
  );
}
