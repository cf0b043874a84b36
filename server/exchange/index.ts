export { addToOutbox, wakeDelivery } from "./add-to-outbox.ts";
