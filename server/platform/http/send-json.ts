interface Answering {
  type(contentType: string): unknown;
  send(payload: unknown): unknown;
}

/**
 * Sends JSON that the database has written, as it is: reading it and writing it again by its schema would cost more than
 * all the rest. Whoever calls has seen to it that nothing is in it but what the route's schema names.
 */
export function sendJsonText(reply: Answering, text: string): void {
  reply.type("application/json; charset=utf-8");
  reply.send(text);
}
