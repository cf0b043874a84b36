import type { ReactElement, ReactNode } from "react";
import { originalsText } from "./document-text.ts";

interface Props<F> {
  readonly files: readonly F[];
  /** They are shown unfolded, because one of them is being looked at. */
  readonly open?: boolean;
  readonly children: (file: F) => ReactNode;
}

/** The photos from which a paper was bound, folded away under it. */
export function Originals<F extends { readonly id: string }>({ files, open, children }: Props<F>): ReactElement | null {
  if (files.length === 0) return null;
  return (
    <details className="originals" open={open}>
      <summary>{originalsText(files.length)}</summary>
      <ul className="plain">
        {files.map((file) => (
          <li key={file.id}>{children(file)}</li>
        ))}
      </ul>
    </details>
  );
}
