import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** What the tests of this module read from a PDF. Kept out of the module's index: the server never reads slips. */
export interface ReadPdf {
  /** All pages, with every run of white space as one space. */
  readonly text: string;
  readonly pages: readonly ReadPage[];
  readonly info: Readonly<Record<string, unknown>>;
  readonly pdfa: string;
  readonly tagged: boolean;
}

interface ReadPage {
  readonly size: readonly [width: number, height: number];
  readonly text: string;
  readonly fonts: readonly string[];
  /** The farthest right that any text reaches, in points. */
  readonly right: number;
  readonly bottom: number;
  readonly figures: readonly string[];
}

/** Reads a PDF with pdf.js. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await task.promise;
  const pages: ReadPage[] = [];
  for (let index = 1; index <= document.numPages; index += 1) pages.push(await readPage(await document.getPage(index)));
  const { info, metadata } = await document.getMetadata();
  const mark: unknown = await document.getMarkInfo();
  await task.destroy();
  return {
    text: pages.map(({ text }) => text).join(" "),
    pages,
    info: info as Record<string, unknown>,
    pdfa: `${String(metadata.get("pdfaid:part"))}${String(metadata.get("pdfaid:conformance"))}`,
    tagged: (mark as { Marked?: boolean } | null)?.Marked === true,
  };
}

type PdfPage = Awaited<ReturnType<Awaited<ReturnType<typeof getDocument>["promise"]>["getPage"]>>;

async function readPage(page: PdfPage): Promise<ReadPage> {
  const { items, styles } = await page.getTextContent();
  await page.getOperatorList();
  const texts = items.filter((item) => "str" in item);
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
  const printed = texts.filter((item) => item.str.trim() !== "");
  return {
    size: [right - left, top - bottom],
    text: texts
      .map((item) => item.str + (item.hasEOL ? "\n" : ""))
      .join("")
      .replaceAll(/\s+/g, " ")
      .trim(),
    fonts: Object.keys(styles).map((id) => (page.commonObjs.get(id) as { name: string }).name),
    right: Math.max(...printed.map((item) => Number(item.transform[4]) + item.width)),
    bottom: Math.min(...printed.map((item) => Number(item.transform[5]))),
    figures: figuresOf(await page.getStructTree()),
  };
}

function figuresOf(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  const { role, alt, children } = node as { role?: string; alt?: string; children?: unknown[] };
  return [...(role === "Figure" && alt !== undefined ? [alt] : []), ...(children ?? []).flatMap(figuresOf)];
}
