/** What was typed into a form, by the names of its fields. */
export type Typed = Readonly<Record<string, string>>;

/** A fault of a form: the field it is about and what to do. */
export interface FormError {
  readonly id: string;
  readonly text: string;
}

export interface FormProps {
  readonly typed: Typed;
  readonly errors: readonly FormError[];
}

interface FieldProps {
  readonly id: string;
  readonly value: string | undefined;
  readonly error: string | undefined;
}

/** A field of the form with what was typed into it and what is wrong with that. */
export function fieldOf({ typed, errors }: FormProps, id: string): FieldProps {
  return { id, value: typed[id], error: errorOf(errors, id) };
}

/** What is wrong with the field. */
export function errorOf(errors: readonly FormError[], id: string): string | undefined {
  return errors.find((error) => error.id === id)?.text;
}
