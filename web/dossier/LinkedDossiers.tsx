import type { ReactElement } from "react";
import type { LinkKind } from "../../domain/dossier/link-kind.ts";
import type { DossierStatus } from "../../domain/dossier/status.ts";
import { Card } from "../ui/blocks.tsx";
import { LINK_TEXT, STATUS_TEXT } from "./dossier-text.ts";

export interface LinkedDossier {
  readonly id: string;
  readonly code: string;
  readonly status: DossierStatus;
  readonly procedureName: string;
  readonly kind: LinkKind;
  /** Whether the other dossier names this one, so that the kind is read from its side. */
  readonly namedByOther: boolean;
}

interface Props {
  readonly links: readonly LinkedDossier[];
  /** Address under which dossiers are opened. */
  readonly base: string;
}

/** Other dossiers of the same matter, whichever of the two names the other; nothing when there are none. */
export function LinkedDossiers({ links, base }: Props): ReactElement | null {
  if (links.length === 0) return null;
  return (
    <Card title="Hồ sơ liên kết">
      <ul className="plain">
        {links.map(({ id, code, status, procedureName, kind, namedByOther }) => (
          <li key={`${id}${kind}`}>
            {LINK_TEXT[kind][namedByOther ? "other" : "own"]}: <a href={`${base}/${id}`}>{code}</a>
            <div className="meta">
              {procedureName} · {STATUS_TEXT[status]}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
