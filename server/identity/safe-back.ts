/** Only ways within our own site: a link must not lead people elsewhere after they signed in. */
export function safeBack(back: unknown, otherwise: string): string {
  return typeof back === "string" && /^\/(?![/\\])[^\s]*$/.test(back) ? back : otherwise;
}
