export { addToOutbox } from "./add-to-outbox.ts";
