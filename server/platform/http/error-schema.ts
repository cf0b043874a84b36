import Type from "typebox";

/** What every route can answer: a body that breaks its schema, an address that is none, a fault of ours, a database that is away or full. */
const ALWAYS: Readonly<Record<number, readonly string[]>> = {
  400: ["invalid-request"],
  500: ["internal"],
  503: ["temporarily-unavailable", "database-full"],
};

type ErrorSchema = ReturnType<typeof errorSchema>;

/**
 * The error answers of a route for the description of the API: by status, with the codes that each can carry. The
 * message is the Vietnamese sentence of the code; `details` says what was seen and expected.
 */
export function errorAnswers(
  codes: Readonly<Record<number, readonly string[]>>,
): Readonly<Record<number, ErrorSchema>> {
  const all = Object.entries({ ...ALWAYS, ...codes });
  return Object.fromEntries(all.map(([status, list]) => [status, errorSchema(Number(status), list)]));
}

function errorSchema(status: number, codes: readonly string[]) {
  return Type.Object({
    error: Type.Object({
      code: Type.Unsafe<string>(Type.String({ enum: [...codes], examples: [codes[0] ?? `error-${status}`] })),
      message: Type.String(),
      details: Type.Record(Type.String(), Type.Unknown()),
      requestId: Type.String(),
    }),
  });
}
