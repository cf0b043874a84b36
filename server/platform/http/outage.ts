/** The database's codes while it starts, ends, is led by another server, or has no connection left. */
const AWAY = /^(08...|57P0[123]|53300|25006)$/;
/** Its codes when there is no room left, on its disk or in its memory. */
const FULL = /^(53100|53200)$/;

const NETWORK: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "EHOSTDOWN",
  "ENETUNREACH",
  "ENETDOWN",
  "ENOTFOUND",
  "EAI_AGAIN",
  // What fetch says of a file store or a service for signing in.
  "UND_ERR_SOCKET",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
]);

/** What the driver of the database says, without any code, when a connection is cut or none is to be had. */
const CUT =
  /^(Connection terminated|timeout exceeded when trying to connect|Client (has encountered a connection error|was closed) and is not queryable)/;

/** Whether something that this process needs is away or full, not the process at fault; undefined when neither. */
export function outageBehind(error: {
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly message: string;
}): "temporarily-unavailable" | "database-full" | undefined {
  const code = String(error.code ?? (error.cause as { code?: unknown } | undefined)?.code);
  if (FULL.test(code)) return "database-full";
  return AWAY.test(code) || NETWORK.has(code) || CUT.test(error.message) ? "temporarily-unavailable" : undefined;
}
