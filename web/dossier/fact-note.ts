import type { DossierFact } from "../../domain/dossier/event.ts";
import { momentText } from "../ui/moment-text.ts";
import { FACT_TEXT, REFUSAL_TEXT, SUPPLEMENT_TEXT } from "./dossier-text.ts";

const SAID = ["number", "summary", "question", "answer", "reason", "receipt", "receiver", "note"] as const;

/** What was taken back. */
function undoneText(of: string): string {
  return Object.entries(FACT_TEXT).find(([type]) => type === of)?.[1] ?? of;
}

/** What was said with an event, for the timeline inside the office; empty when nothing was. */
export function factNote(fact: DossierFact): string {
  if ("reasons" in fact)
    return fact.reasons
      .map(({ code, note }) => `${SUPPLEMENT_TEXT[code] ?? REFUSAL_TEXT[code] ?? code}: ${note}`)
      .join("; ");
  if ("items" in fact)
    return fact.items.map(({ name, amount }) => `${name} ${amount.toLocaleString("vi-VN")} đồng`).join("; ");
  if (fact.type === "undone") return undoneText(fact.of);
  const said = fact as unknown as Readonly<Record<string, unknown>>;
  const texts = SAID.map((name) => said[name]).filter(
    (text): text is string => typeof text === "string" && text.trim() !== "",
  );
  if (fact.type === "apologised") texts.push(`hẹn lại ${momentText(fact.newDueAt)}`);
  return texts.join(" · ");
}
