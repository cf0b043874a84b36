/** A value of the part of YAML that our own files keep to: block maps and lists, and scalars on one line. */
export type YamlValue = string | number | boolean | null | YamlValue[] | { [key: string]: YamlValue };

interface Line {
  readonly indent: number;
  readonly text: string;
  readonly number: number;
}

/**
 * The documents of a YAML file. Throws on anything outside that part – anchors, tags, folded text, flow collections
 * other than the empty ones – rather than guess.
 */
export function readYaml(text: string): readonly YamlValue[] {
  return text.split(/^---\s*$/m).map((document) => {
    const lines = document.split("\n").flatMap((raw, index): Line[] => {
      const body = raw.trimEnd();
      if (/^\s*(#|$)/.test(body)) return [];
      if (body.includes("\t")) throw new Error(`line ${index + 1}: a tab`);
      const indent = body.length - body.trimStart().length;
      return [{ indent, text: body.trimStart(), number: index + 1 }];
    });
    const reader = { lines, at: 0 };
    const value = readBlock(reader, lines[0]?.indent ?? 0);
    const left = lines[reader.at];
    if (left) throw new Error(`line ${left.number}: not understood: ${left.text}`);
    return value;
  });
}

interface Reader {
  readonly lines: Line[];
  at: number;
}

function readBlock(reader: Reader, indent: number): YamlValue {
  const first = reader.lines[reader.at];
  if (!first || first.indent < indent) return null;
  return first.text.startsWith("- ") || first.text === "-"
    ? readList(reader, first.indent)
    : readMap(reader, first.indent);
}

function readList(reader: Reader, indent: number): YamlValue[] {
  const list: YamlValue[] = [];
  for (
    let line = reader.lines[reader.at];
    line?.indent === indent && line.text.startsWith("- ");
    line = reader.lines[reader.at]
  ) {
    const rest = line.text.slice(2);
    if (KEY.test(rest)) {
      // A map that begins on the line of its dash: the dash counts as indentation.
      reader.lines[reader.at] = { ...line, indent: indent + 2, text: rest };
      list.push(readMap(reader, indent + 2));
    } else {
      reader.at += 1;
      list.push(scalar(rest, line));
    }
  }
  return list;
}

const KEY = /^("[^"]*"|[\w./-]+):(?: (.*))?$/;

function readMap(reader: Reader, indent: number): { [key: string]: YamlValue } {
  const map: { [key: string]: YamlValue } = {};
  for (let line = reader.lines[reader.at]; line?.indent === indent; line = reader.lines[reader.at]) {
    const found = KEY.exec(line.text);
    if (!found) throw new Error(`line ${line.number}: no key: ${line.text}`);
    const [, quoted = "", value = ""] = found;
    const key = quoted.replaceAll('"', "");
    if (Object.hasOwn(map, key)) throw new Error(`line ${line.number}: ${key} stands twice`);
    reader.at += 1;
    const next = reader.lines[reader.at];
    const nested = next && (next.indent > indent || (next.indent === indent && next.text.startsWith("- ")));
    if (value !== "") map[key] = scalar(value, line);
    else map[key] = nested ? readBlock(reader, next.indent) : null;
  }
  return map;
}

function scalar(text: string, { number }: Line): YamlValue {
  if (text === "{}") return {};
  if (text === "[]") return [];
  if (/^"(?:[^"\\]|\\.)*"$/.test(text)) return JSON.parse(text) as string;
  if (/^[&*!|>'[{%@`"]/.test(text) || / #|: /.test(text)) throw new Error(`line ${number}: not understood: ${text}`);
  if (text === "true" || text === "false") return text === "true";
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
