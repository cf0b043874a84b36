import type { ReactElement } from "react";
import { Notice } from "../ui/blocks.tsx";

/** For whom the reader stands in today, and who stands in for him; nothing where nobody does. */
export function StandIns({ texts }: { readonly texts: readonly string[] }): ReactElement | null {
  if (texts.length === 0) return null;
  return (
    <Notice>
      {texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <p>
        <a href="/can-bo/thay-the">Xem ủy quyền, thay thế</a>
      </p>
    </Notice>
  );
}
