import Type from "typebox";

export const closed = { additionalProperties: false } as const;
/** One of the values, typed as such. */
export const oneOf = <T extends string>(values: readonly T[]) =>
  Type.Unsafe<T>(Type.Union(values.map((value) => Type.Literal(value))));
export const date = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$", examples: ["2026-09-07"] });
/** Of a version or a process; the first is 1. */
export const number = Type.Integer({ minimum: 1, examples: [1] });
