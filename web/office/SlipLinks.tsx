import type { ReactElement } from "react";
import { Card } from "../ui/blocks.tsx";
import { Icon } from "../ui/Icon.tsx";
import type { OfficeDossierProps } from "./office-dossier.ts";

/** The slips of a dossier, each as a printable file; nothing when there are none. */
export function SlipLinks({ slips }: Pick<OfficeDossierProps, "slips">): ReactElement | null {
  if (slips.length === 0) return null;
  return (
    <Card title="In phiếu">
      <ul className="plain">
        {slips.map(({ href, label }) => (
          <li key={href}>
            <a href={href} target="_blank" rel="noreferrer">
              <Icon name="printer" /> {label}
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}
