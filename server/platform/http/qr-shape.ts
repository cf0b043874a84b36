import QRCode from "qrcode";

const QUIET = 2;

/** The dark squares of a QR code as one path over a square of `size` units. */
export function qrShape(text: string): { readonly size: number; readonly path: string } {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: "M" }).modules;
  const dark = [...data].flatMap((on, at) =>
    on ? [`M${(at % size) + QUIET} ${Math.floor(at / size) + QUIET}h1v1h-1z`] : [],
  );
  return { size: size + 2 * QUIET, path: dark.join("") };
}
