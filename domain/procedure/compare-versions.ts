import type { EForm } from "../eform/eform.ts";
import type { ProcedureChannel, ProcedureContent, ServiceLevel } from "./procedure.ts";

/** What is compared of a version: all that it asks and promises. */
export interface Comparable {
  readonly name: string;
  readonly field: string;
  readonly serviceLevel: ServiceLevel;
  readonly content: ProcedureContent;
  readonly eform: EForm | null;
}

/** One difference: `part` is what differs, with the item and channel it concerns; null is absent. */
export interface Difference {
  readonly part:
    | "name"
    | "field"
    | "serviceLevel"
    | "eform"
    | "limit"
    | "feeText"
    | "channelNote"
    | Exclude<keyof ProcedureContent, "channels">;
  readonly item: string | null;
  readonly channel: ProcedureChannel | null;
  /** As stored: limits as `5 working-day`, papers as `1 0 file always form`, money in đồng, the rest as it is. */
  readonly before: string | null;
  readonly after: string | null;
}

interface Entry extends Pick<Difference, "part" | "item" | "channel"> {
  readonly text: string;
}

/** Every difference between two versions, item by item; the order of items alone is none. */
export function compareVersions(before: Comparable, after: Comparable): readonly Difference[] {
  const old = index(before);
  const fresh = index(after);
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((key) => {
    const was = old.get(key);
    const is = fresh.get(key);
    const shown = is ?? was;
    if (!shown || was?.text === is?.text) return [];
    const { part, item, channel } = shown;
    return [{ part, item, channel, before: was?.text ?? null, after: is?.text ?? null }];
  });
}

// Items of one name are told apart by their order: the catalogue names several papers alike.
function index(version: Comparable): ReadonlyMap<string, Entry> {
  const found = new Map<string, Entry>();
  for (const entry of flatten(version)) {
    const key = [entry.part, entry.item ?? "", entry.channel ?? ""].join("\u0000");
    let name = key;
    for (let nth = 2; found.has(name); nth += 1) name = `${key}\u0000${nth}`;
    found.set(name, entry);
  }
  return found;
}

function flatten({ name, field, serviceLevel, content, eform }: Comparable): Entry[] {
  const { competence, supplementPolicy, sensitive, conditions, steps } = content;
  const whole = (part: Entry["part"], text: string): Entry => ({ part, item: null, channel: null, text });
  return [
    whole("name", name),
    whole("field", field),
    whole("serviceLevel", serviceLevel),
    whole("conditions", conditions),
    whole("steps", steps),
    whole("supplementPolicy", supplementPolicy),
    whole("sensitive", String(sensitive)),
    whole("competence", typeof competence === "string" ? competence : competence.agencyCode),
    ...(content.casesComplete ? [whole("casesComplete", "true")] : []),
    ...flattenLists(content),
    ...flattenForm(eform),
  ];
}

function flattenLists(content: ProcedureContent): Entry[] {
  const of = (part: Entry["part"], item: string | null, text: string): Entry => ({ part, item, channel: null, text });
  const names = (["levels", "targets", "cases", "legalBases"] as const).flatMap((part) =>
    content[part].map((item) => of(part, item, item)),
  );
  return [
    ...names,
    ...content.components.map(({ caseName, name, originals, copies, electronic, optional, form }) =>
      of(
        "components",
        [caseName, name].filter(Boolean).join(" · "),
        [originals, copies, electronic ? "file" : "shown", optional ? "optional" : "always", form ?? ""]
          .join(" ")
          .trim(),
      ),
    ),
    ...content.channels.flatMap(({ channel, limit, feeText, note }): Entry[] => [
      { part: "limit", item: null, channel, text: limit ? `${limit.amount} ${limit.unit}` : "" },
      { part: "feeText", item: null, channel, text: feeText },
      { part: "channelNote", item: null, channel, text: note },
    ]),
    ...content.fees.map(({ name, amount, channel }): Entry => ({
      part: "fees",
      item: name,
      channel,
      text: String(amount),
    })),
    ...content.results.map(({ name, code }) => of("results", name, code)),
  ];
}

function flattenForm(eform: EForm | null): Entry[] {
  if (!eform) return [];
  const { properties, required = [] } = eform.schema;
  return [
    ...Object.entries(properties).map(([key, field]) =>
      asked(`${field.title} (${key})`, `${required.includes(key) ? "required " : ""}${stableText(field)}`),
    ),
    asked(null, stableText(eform.layout)),
  ];
}

function asked(item: string | null, text: string): Entry {
  return { part: "eform", item, channel: null, text };
}

/** JSON whose keys are sorted: a stored document comes back with its keys in another order. */
function stableText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stableText).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${stableText(inner)}`).join(",")}}`;
}
