import type { ReactElement } from "react";
import { Notice } from "../ui/blocks.tsx";

/** Faults of forms of the own account, each with its field. */
export type Errors = readonly { readonly id: string; readonly text: string }[];

/** What is wrong with the field. */
export function errorIn(errors: Errors, id: string): string | undefined {
  return errors.find((error) => error.id === id)?.text;
}

/** What was done last, said once; nothing when nothing was. */
export function Done({ children }: { readonly children: string | null }): ReactElement | null {
  return children === null ? null : (
    <div role="status">
      <Notice>{children}</Notice>
    </div>
  );
}
