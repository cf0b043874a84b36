import type { Moment } from "../../domain/shared/moment.ts";
import { errorSentence } from "../i18n/error-text.ts";

/** Why an attempt to sign in was refused, with the time from which the next one is looked at. */
export function attemptText(code: string, until: Moment | null): string {
  if (until === null) return errorSentence(code);
  const day = `${until.slice(8, 10)}/${until.slice(5, 7)}`;
  return `${errorSentence(code)} Thử lại sau ${until.slice(11, 16)} ngày ${day}.`;
}
