/** The bytes of a paper: a PDF of one empty page that bears its document's id, so that no two papers are alike. */
export function paperBytes(id: string): Buffer {
  const parts = [
    "%PDF-1.4\n",
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n",
    `4 0 obj<</Title(${id})>>endobj\n`,
  ];
  let offset = 0;
  const offsets = parts.map((part) => (offset += part.length) - part.length).slice(1);
  const table = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  const end = `xref\n0 5\n0000000000 65535 f \n${table}trailer<</Size 5/Root 1 0 R/Info 4 0 R>>\nstartxref\n${offset}\n%%EOF\n`;
  return Buffer.from(parts.join("") + end, "latin1");
}
