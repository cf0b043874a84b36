import { PDFDocument } from "@cantoo/pdf-lib";
import sharp from "sharp";

const A4 = { width: 595.28, height: 841.89 };
/** Pixels of the long side: 297 mm at 220 dots per inch, above the 200 that scans must have (NĐ 30/2020). */
const LONG_SIDE = 2572;
const PAGE_BYTES = 600 * 1024;
const QUALITIES = [82, 70, 58, 45];

// One photo at a time in one thread, and nothing kept: what a photo may cost is what it does cost.
sharp.concurrency(1);
sharp.cache(false);

/** One PDF of A4 pages from photos that `recompress` has made small. */
export async function photosToPdf(photos: readonly Buffer[]): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  for (const photo of photos) {
    const image = await pdf.embedJpg(photo);
    const lying = image.width > image.height;
    const page = pdf.addPage(lying ? [A4.height, A4.width] : [A4.width, A4.height]);
    const scale = Math.min(page.getWidth() / image.width, page.getHeight() / image.height);
    const width = image.width * scale;
    const height = image.height * scale;
    page.drawImage(image, { x: (page.getWidth() - width) / 2, y: (page.getHeight() - height) / 2, width, height });
  }
  return Buffer.from(await pdf.save());
}

/** A JPEG of at most about 600 KB, upright as the camera meant it. Throws when the photo did not arrive whole. */
export async function recompress(photo: Buffer): Promise<Buffer> {
  const { data, info } = await sharp(photo, { limitInputPixels: false, failOn: "truncated" })
    .rotate()
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .resize(LONG_SIDE, LONG_SIDE, { fit: "inside", withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  let smallest = Buffer.alloc(0);
  for (const quality of QUALITIES) {
    smallest = await sharp(data, { raw: info }).jpeg({ quality }).toBuffer();
    if (smallest.length <= PAGE_BYTES) break;
  }
  return smallest;
}
