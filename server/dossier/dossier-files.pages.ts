import type { OpenableFile } from "../../web/document/openable-file.ts";
import type { DossierFile } from "./dossier-files.ts";
import { storedFile } from "./filing/read-form.pages.ts";

/** What a page shows of a file that its reader may open. */
export function openableFile(
  file: Omit<DossierFile, "originals"> & Partial<Pick<DossierFile, "originals">>,
): OpenableFile {
  const { href, mediaType, originals = [] } = file;
  return { ...storedFile(file), href, isPhoto: mediaType.startsWith("image/"), originals: originals.map(openableFile) };
}
