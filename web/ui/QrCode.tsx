import type { ReactElement } from "react";

/** The dark squares of a QR code as one path over a square of `size` units. */
export interface QrShape {
  readonly size: number;
  readonly path: string;
}

/** A QR code, with what it says for those who do not see it. */
export function QrCode({ shape, label }: { readonly shape: QrShape; readonly label: string }): ReactElement {
  return (
    <svg className="qr" viewBox={`0 0 ${shape.size} ${shape.size}`} role="img" aria-label={label}>
      <path d={shape.path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
