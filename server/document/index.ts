export { linkDocuments, listDocuments } from "./document.queries.ts";
export { downloadUrl } from "./download-url.ts";
export { receiveUpload } from "./receive-upload.ts";
