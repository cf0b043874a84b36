export { findDocument, linkDocuments, listDocuments, logView, type DocumentSummary } from "./document.queries.ts";
export { receiveUpload } from "./receive-upload.ts";
