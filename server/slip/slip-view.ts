import type {
  ApologyData,
  ControlRow,
  ControlSheetData,
  ReceiptData,
  RefusalData,
  RegisterData,
  SlipData,
  SlipDataByKind,
  SlipHead,
  SlipPerson,
  StopNoticeData,
  SupplementRequestData,
} from "../../domain/slip/slip-data.ts";
import { dateInFigures, dateInWords, momentInWords } from "../../domain/shared/vietnamese-date.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { slipQr } from "../../domain/slip/slip-qr.ts";
import { slipNumber, type SlipForm, type SlipKind } from "../../domain/slip/slip.ts";

/** What a layout prints: strings, lists and nulls; a null is a dotted blank. */
export type View = Readonly<Record<string, unknown>>;

const UNIT = "Bộ phận Tiếp nhận và Trả kết quả";
const AGENCY = "(tên cơ quan, đơn vị)";
const RESULTS = { early: "Trước hạn", "on-time": "Đúng hạn", late: "Quá hạn" } as const;

const VIEWS: { readonly [K in SlipKind]: (data: SlipDataByKind[K]) => View } = {
  receipt: receiptView,
  "supplement-request": supplementView,
  refusal: refusalView,
  apology: apologyView,
  "stop-notice": stopView,
  "control-sheet": controlView,
  register: registerView,
};

/** The facts of a slip as its layout prints them, in NFC. */
export function slipView<K extends SlipKind>(form: SlipForm, kind: K, data: SlipDataByKind[K]): View {
  const { head } = data;
  return {
    title: form.title,
    name: form.name,
    basis: `Mẫu số ${form.formNumber}, ${form.legalBasis}`,
    author: blank(head.unit) ?? UNIT,
    reprint: head.reprintedAt === undefined ? null : `lúc ${momentInWords(head.reprintedAt)}`,
    qrText: qrText(form, data),
    head: headView(form, head),
    ...VIEWS[kind](data),
  };
}

function headView(form: SlipForm, head: SlipHead): View {
  return {
    superior: blank(head.superior)?.toLocaleUpperCase("vi") ?? "ĐƠN VỊ CHỦ QUẢN",
    unit: (blank(head.unit) ?? UNIT).toLocaleUpperCase("vi"),
    number: slipNumber(form, blank(head.number) ?? undefined, head.officeType),
    place: blank(head.place),
    date: dateInWords(head.date),
  };
}

function qrText(form: SlipForm, data: SlipData): string | null {
  const source = data.head.qr;
  if (source === undefined || !("applicant" in data) || data.dossierCode === undefined) return null;
  const dueAt = form.kind === "receipt" && "dueAt" in data ? data.dueAt : undefined;
  return slipQr({
    dossierCode: data.dossierCode,
    ownerIdentityNumber: data.applicant.identityNumber ?? "",
    paperName: form.name,
    ...source,
    ...(dueAt === undefined ? {} : { dueAt }),
  });
}

function dossierView(data: ReceiptData | SupplementRequestData | RefusalData | ApologyData | StopNoticeData): View {
  return {
    code: blank(data.dossierCode),
    procedure: blank(data.procedureName),
    applicant: personView(data.applicant),
    office: officePlace(blank(data.head.unit)) ?? blank(data.head.superior),
  };
}

function personView(person: SlipPerson): View {
  return {
    name: blank(person.name),
    identity: blank(person.identityNumber),
    address: blank(person.address),
    phone: blank(person.phone),
    email: blank(person.email),
  };
}

function receiptView(data: ReceiptData): View {
  return {
    ...dossierView(data),
    authorised:
      data.authorised === undefined
        ? null
        : { ...personView(data.authorised), document: blank(data.authorised.document) },
    components: data.components,
    sets: data.sets === undefined ? null : String(data.sets).padStart(2, "0"),
    timeLimit: blank(data.timeLimit),
    receivedAt: momentInWords(data.receivedAt),
    dueAt: momentInWords(data.dueAt),
    resultAt: blank(data.resultAt),
    book: blank(data.book),
    sequence: blank(data.sequence),
    submitter: blank(data.submitterName),
    receiver: blank(data.receiverName),
  };
}

function supplementView(data: SupplementRequestData): View {
  return {
    ...dossierView(data),
    items: data.items,
    reasons: data.reasons,
    contactName: blank(data.contactName),
    contactPhone: blank(data.contactPhone),
    guide: blank(data.guideName),
  };
}

function refusalView(data: RefusalData): View {
  const reachable = [data.applicant.phone, data.applicant.email].map(blank).filter((text) => text !== null);
  return {
    ...dossierView(data),
    phoneOrEmail: reachable.length === 0 ? null : reachable.join(" / "),
    reasons: data.reasons,
    submitter: blank(data.submitterName),
    receiver: blank(data.receiverName),
  };
}

function apologyView(data: ApologyData): View {
  const agency = blank(data.agencyName) ?? AGENCY;
  return {
    ...dossierView(data),
    agency,
    agencyAtStart: capitalised(agency),
    receivedDate: capitalised(dateInWords(data.receivedDate)),
    dueAt: momentInWords(data.dueAt),
    reasons: data.reasons,
    newDueDate: dateInWords(data.newDueDate),
    signerTitle: (blank(data.signerTitle) ?? "Thủ trưởng cơ quan, đơn vị").toLocaleUpperCase("vi"),
    signer: blank(data.signerName),
  };
}

function stopView(data: StopNoticeData): View {
  return {
    ...dossierView(data),
    receivedDate: dateInWords(data.receivedDate),
    requestedDate: dateInWords(data.requestedDate),
    requestText: blank(data.requestText),
    unit: blank(data.head.unit),
    stoppedAt: momentInWords(data.stoppedAt),
    returned: data.returned,
    signerTitle: (blank(data.signerTitle) ?? "Thủ trưởng cơ quan, đơn vị").toLocaleUpperCase("vi"),
    signer: blank(data.signerName),
  };
}

function controlView(data: ControlSheetData): View {
  // A sheet always leaves room for the hand-overs still to come.
  const rows = [...data.rows, ...Array.from({ length: Math.max(0, 3 - data.rows.length) }, (): ControlRow => ({}))];
  return {
    code: blank(data.dossierCode),
    agency: blank(data.agencyName),
    cooperating: blank(data.cooperating.join("; ")),
    receivedAt: momentInWords(data.receivedAt),
    dueAt: momentInWords(data.dueAt),
    rows: rows.map((row, index) => ({
      from: blank(row.from) ?? (index === 0 ? "Bộ phận TN&TKQ" : null),
      to: blank(row.to),
      at: row.at === undefined ? "….giờ….phút, ngày …/…/…" : shortMoment(row.at),
      givenBy: blank(row.givenBy),
      takenBy: blank(row.takenBy),
      named: blank(row.givenBy) !== null || blank(row.takenBy) !== null,
      result: row.result === undefined ? "" : RESULTS[row.result],
      note: blank(row.note),
      // A row stays whole unless it could outgrow a page.
      long: (row.note ?? "").length > 150 || (row.from ?? "").length + (row.to ?? "").length > 400,
    })),
  };
}

function registerView(data: RegisterData): View {
  const span = [
    data.from === undefined ? null : `từ ${dateInWords(data.from)}`,
    data.to === undefined ? null : `đến ${dateInWords(data.to)}`,
  ].filter((part) => part !== null);
  return {
    book: blank(data.book),
    span: span.length === 0 ? null : span.join(" "),
    rows: data.rows.map((row) => [
      row.sequence,
      row.dossierCode,
      row.procedureName,
      row.applicantName,
      row.contact,
      row.agencyName,
      figures(row.receivedAt),
      figures(row.dueAt),
      figures(row.returnedAt),
      blank(row.resultChannel),
      null,
    ]),
  };
}

function shortMoment(at: Moment): string {
  return `${at.slice(11, 13)} giờ ${at.slice(14, 16)} phút, ngày ${dateInFigures(dateOf(at))}`;
}

function figures(at: Moment | undefined): string | null {
  return at === undefined ? null : `${at.slice(11, 16)} ${dateInFigures(dateOf(at))}`;
}

// The form prints both names of a one-stop; after them stands only the place, or the whole of another name. Where there is
// no more of it, the authority above tells whose it is.
function officePlace(unit: string | null): string | null {
  return unit === null
    ? null
    : blank(unit.replace(/^(Trung tâm Phục vụ hành chính công|Bộ phận Tiếp nhận và Trả kết quả)/i, ""));
}

function blank(text: string | undefined): string | null {
  return text === undefined || text.trim() === "" ? null : text.trim();
}

function capitalised(text: string): string {
  return text.replace(/\p{L}/u, (letter) => letter.toLocaleUpperCase("vi"));
}
