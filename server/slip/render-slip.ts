import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import QRCode from "qrcode";
import { toEpoch } from "../../domain/shared/moment.ts";
import type { SlipDataByKind, SlipHead } from "../../domain/slip/slip-data.ts";
import type { SlipKind, SlipSet } from "../../domain/slip/slip.ts";
import { printable } from "./printable.ts";
import { getSlipTemplate } from "./slip-templates.ts";
import { slipView } from "./slip-view.ts";

const TEMPLATES = fileURLToPath(new URL("./templates/", import.meta.url));
const STYLES = ["400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"] as const;
const EVICT_EVERY = 20;

let compiler: NodeCompiler | undefined;
let rendered = 0;

/**
 * A slip as PDF/A-2u, tagged, with Tinos embedded, on the paper of its form. The same data gives the same bytes.
 * @throws RangeError when the set has no form of that kind.
 */
export async function renderSlip<K extends SlipKind>(
  kind: K,
  set: SlipSet,
  data: SlipDataByKind[K],
): Promise<Uint8Array> {
  const { form, file, wording } = getSlipTemplate(kind, set);
  const view = slipView(form, kind, data);
  const content = printable({ view: { ...view, qr: await qrImage(view["qrText"]) }, wording });
  const typst = readyCompiler();
  const pdf = typst.pdf(
    { mainFilePath: join(TEMPLATES, file), inputs: { data: JSON.stringify(content) } },
    { pdfStandard: "a-2u", creationTimestamp: createdAt(data.head) },
  );
  // The compiler remembers every layout it has seen; pages of old slips are of no further use.
  rendered += 1;
  if (rendered % EVICT_EVERY === 0) typst.evictCache(10);
  return pdf;
}

// Made at the first slip: reading the fonts takes 0.15 s, which a start without printing should not pay.
function readyCompiler(): NodeCompiler {
  const fonts = dirname(createRequire(import.meta.url).resolve("@expo-google-fonts/tinos/package.json"));
  compiler ??= NodeCompiler.create({
    workspace: TEMPLATES,
    fontArgs: [{ fontPaths: STYLES.map((style) => join(fonts, style)) }],
  });
  return compiler;
}

async function qrImage(text: unknown): Promise<string | null> {
  if (typeof text !== "string") return null;
  return QRCode.toString(text, { type: "svg", errorCorrectionLevel: "M", margin: 0 });
}

function createdAt(head: SlipHead): number {
  if (head.reprintedAt !== undefined) return toEpoch(head.reprintedAt) / 1000;
  if (head.qr !== undefined) return toEpoch(head.qr.exportedAt) / 1000;
  return head.date === undefined ? 0 : Date.parse(`${head.date}T00:00:00Z`) / 1000;
}
