import { constants, existsSync } from "node:fs";
import { access, mkdtemp, rm, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bad, good, unknown, warning } from "../../../domain/health/finding.ts";
import { judgeSpace } from "../../../domain/health/limits.ts";
import { probeInspection } from "../../document/index.ts";
import { findStoreId } from "../../platform/files/file-store.queries.ts";
import { folderOf } from "../../platform/files/local-store.ts";
import { peekMark } from "../../platform/files/open-store.ts";
import { scanFile } from "../../platform/files/scan-file.ts";
import type { Check } from "../check.ts";

/** Where files are kept, and what looks at them. */
export const storeChecks: readonly Check[] = [
  {
    name: "store",
    needs: "database",
    async look({ db, config }) {
      const { s3 } = config.files;
      const place = s3 ? `${s3.endpoint}/${s3.bucket}/${s3.prefix}` : folderOf(config.dataDir, config.schema);
      const [mark, known] = [await peekMark(config), await findStoreId(db)];
      if (mark === undefined) return known === undefined ? unknown(place) : bad("store-unmarked", place);
      return mark === known ? good(place) : bad("store-foreign", place, mark, known ?? "");
    },
  },
  {
    name: "staging",
    needs: "settings",
    async look({ config: { dataDir, schema } }) {
      const folder = nearest(join(folderOf(dataDir, schema), "incoming"));
      const may = await access(folder, constants.W_OK | constants.X_OK).then(
        () => true,
        () => false,
      );
      return may ? good(folder) : bad("not-writable", folder);
    },
  },
  {
    name: "free-space",
    needs: "settings",
    async look({ config: { dataDir } }) {
      const { bavail, blocks, bsize } = await statfs(nearest(dataDir));
      return judgeSpace({ free: bavail * bsize, total: blocks * bsize });
    },
  },
  {
    name: "scanner",
    needs: "settings",
    async look({ config: { files } }) {
      const { clamav } = files;
      if (!clamav) return warning("not-configured");
      const place = "path" in clamav ? clamav.path : `${clamav.host}:${clamav.port}`;
      const result = await withFile("motcua", (path) => scanFile(clamav, path));
      return result.kind === "clean" ? good(place) : bad("unreachable", place);
    },
  },
  {
    name: "inspection",
    needs: "nothing",
    async look() {
      const seen = await withFile(SMALL_PDF, (path) => probeInspection(path, `${path}.pdf`));
      return seen ? good() : bad("failed");
    },
  },
];

/** The folder, or the one above it that is there: what does not exist yet is made in it. */
function nearest(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder));
}

/** A file outside the store, gone afterwards. */
async function withFile<T>(content: string, work: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "motcua-health-"));
  try {
    const path = join(folder, "probe");
    await writeFile(path, content);
    return await work(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const SMALL_PDF = `%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>> endobj
xref
0 4
0000000000 65535 f 
0000000009 00000 n 
0000000055 00000 n 
0000000106 00000 n 
trailer <</Size 4/Root 1 0 R>>
startxref
167
%%EOF
`;
