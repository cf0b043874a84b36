import { useContext, type ReactNode } from "react";
import { AssetContext, type IconName } from "./asset-context.ts";

interface IconProps {
  readonly name: IconName;
}

/** A drawing beside words that already say the same; screen readers skip it. */
export function Icon({ name }: IconProps): ReactNode {
  const children = useContext(AssetContext).icons[name];
  if (children === undefined) return null;
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
      // The markup comes from the lucide package, never from a person.
      dangerouslySetInnerHTML={{ __html: children }}
    />
  );
}
