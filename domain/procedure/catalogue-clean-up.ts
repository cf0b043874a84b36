/** Something that the catalogue left open or glued together: what stood there, and by its code what was done. */
export interface CatalogueNote {
  readonly code:
    | "channel-unknown"
    | "channels-missing"
    | "unit-missing"
    | "limits-differ"
    | "count-glued"
    | "legal-number-glued"
    | "level-missing"
    | "result-code-missing"
    | "fee-implausible"
    | "competence-open";
  readonly field: string;
  readonly seen: string;
}

const MOST_COPIES = 20;

/** A paper's name and count: a number at the name's end was glued to the count on the way, so it is given back. */
export function unglueCount(
  name: string,
  counted: number,
): { readonly name: string; readonly count: number; readonly glued: boolean } {
  if (counted <= MOST_COPIES) return { name, count: counted, glued: false };
  const digits = String(counted);
  const separator = /[/.\d]$/.test(name) ? "" : " ";
  return { name: `${name}${separator}${digits.slice(0, -1)}`, count: Number(digits.slice(-1)), glued: true };
}

// Issuers end a legal number; what follows is the first word of the next title. The longest that fits wins.
const ISSUERS = [
  ..."BCA BTC BTP BYT BCT BXD BQP BNV BNG BKHCN BKHĐT BKH BNNPTNT BNNMT BTNMT BGTVT BLĐTBXH BVHTTDL BVHTT".split(" "),
  ..."BGDĐT BTTTT BTM BCN BNN BTS BDTTG BCH NHNN VPCP TTCP TTg CP HĐND UBND UBTVQH QH TANDTC VKSNDTC UBDT BLĐ".split(
    " ",
  ),
  ..."BTCCBCP TCHQ TƯ TW CTN HĐBT TCCP BHXH BTDTG KTNN UBCK".split(" "),
].toSorted((a, b) => b.length - a.length);

/** A legal number without the words glued to its end; `glued` says that something was wrong. */
export function cleanLegalNumber(text: string): { readonly number: string; readonly glued: boolean } {
  const [, head = "", tail = ""] = /^(\d+\/\d{4}\/)(.*)$/u.exec(text) ?? [];
  const tooLong = /^\d{4,}\/\d{4}\/(QH|UBTVQH)/.test(text);
  if (/^(QH|UBTVQH)\d+$/u.test(tail)) return { number: text, glued: tooLong };
  const groups = tail.split("-");
  const last = groups.at(-1) ?? "";
  const issuer = ISSUERS.find((one) => last.startsWith(one));
  if (!head || groups.length < 2 || issuer === undefined || issuer === last) return { number: text, glued: tooLong };
  return { number: `${head}${[...groups.slice(0, -1), issuer].join("-")}`, glued: true };
}

/** A fee below a thousand đồng is a rate in thousands or a slip of the catalogue: kept as text, never charged. */
export function isImplausibleFee(text: string): boolean {
  return /^0*\d{0,3}(,000)? VNĐ$/.test(text) && !/^[1-9]\d*,000 VNĐ$/.test(text);
}

/** What a heading over papers is: a case to choose, a mere list, papers to show, or advice. */
export type Heading = { readonly kind: "list" | "shown" | "advice" } | { readonly kind: "case"; readonly name: string };

const BULLET = /^[\s*•+–-]*(\(?\d+(\.\d+)*[.)]?\s*|[ivx]+[.)]\s*)?/iu;

/** The catalogue puts cases and mere headings in one column: "* Giấy tờ phải nộp:" is no case that one could choose. */
export function readHeading(text: string): Heading {
  const plain = text
    .replace(BULLET, "")
    .replace(/[\s:.,]+$/u, "")
    .toLowerCase();
  if (/^(lưu ý|ghi chú|chú ý)$/u.test(plain)) return { kind: "advice" };
  if (/^(các )?(giấy tờ|chứng từ) (phải )?xuất trình( \(bản chính\))?$/u.test(plain)) return { kind: "shown" };
  if (/^((các )?(giấy tờ|chứng từ) (phải )?nộp|thành phần hồ sơ|hồ sơ)(,? (bao )?gồm)?$/u.test(plain) || plain === "")
    return { kind: "list" };
  return { kind: "case", name: text };
}

/** A paper that its own name ties to circumstances ("trường hợp …", "nếu có"): not everybody has it. */
export function isConditional(name: string): boolean {
  return /^\W*(trường hợp|đối với|nếu)(?!\p{L})|(?<!\p{L})nếu có(?!\p{L})|(?<!\p{L})trong trường hợp(?!\p{L})/iu.test(
    name,
  );
}
