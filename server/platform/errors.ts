/** An answer the caller can act on. Anything else that is thrown is a fault of ours and becomes a bare 500. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    code: string,
    details: Readonly<Record<string, unknown>> = {},
    options?: { readonly cause: unknown },
  ) {
    super(code, options);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** Too many requests from one place: the answer of every rate limit. */
export function tooMany(): ApiError {
  return new ApiError(429, "too-many-requests");
}

/** Unknown, deleted and another agency's look the same. */
export function notFound(): ApiError {
  return new ApiError(404, "not-found");
}
