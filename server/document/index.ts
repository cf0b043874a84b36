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
export { receiveUpload } from "./receive-upload.ts";
