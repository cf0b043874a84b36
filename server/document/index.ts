export { bindPhotos } from "./bind-photos.ts";
export {
  adoptDocuments,
  checkDocuments,
  linkDocuments,
  listDocuments,
  listOriginals,
  listUsableDocuments,
  tieDocuments,
  type DocumentSummary,
} from "./document.queries.ts";
export { downloadUrl } from "./download-url.ts";
export { holdDigests } from "./arrival.queries.ts";
export { browserUploader } from "./browser-uploader.ts";
export { lockDocuments } from "./orphan.queries.ts";
export { probeInspection } from "./probe-inspection.ts";
export { receiveUpload } from "./receive-upload.ts";
