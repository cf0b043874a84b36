import type { Moment } from "../shared/moment.ts";
import type { PlainDate } from "../shared/plain-date.ts";
import type { OneStopType, SlipKind } from "./slip.ts";

/** What every form prints at its head. An absent fact prints as the form's dotted blank. */
export interface SlipHead {
  /** `Ủy ban nhân dân tỉnh …`; printed in capitals. */
  readonly superior?: string | undefined;
  /** The one-stop or agency that issues the paper; printed in capitals at the head and as written in the text. */
  readonly unit?: string | undefined;
  readonly officeType?: OneStopType | undefined;
  /** The running number in the slip's own book, without suffix. */
  readonly number?: string | undefined;
  readonly place?: string | undefined;
  readonly date?: PlainDate | undefined;
  /** Set when the paper was printed before: the mark `BẢN IN LẠI` and this moment appear on every page. */
  readonly reprintedAt?: Moment | undefined;
  /** Absent on a blank form and on the register, which is no one's paper. */
  readonly qr?: SlipQrSource | undefined;
}

/** The facts of the QR code which the slip does not carry elsewhere; its paper name is the form's own. */
export interface SlipQrSource {
  readonly procedureCode: string;
  readonly systemName: string;
  readonly exportedAt: Moment;
}

export interface SlipPerson {
  readonly name?: string | undefined;
  readonly identityNumber?: string | undefined;
  readonly address?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
}

interface DossierSlip {
  readonly head: SlipHead;
  readonly dossierCode?: string | undefined;
  readonly procedureName?: string | undefined;
  readonly applicant: SlipPerson;
}

/** Form 01. */
export interface ReceiptData extends DossierSlip {
  readonly authorised?: (SlipPerson & { readonly document?: string }) | undefined;
  /** Names of the papers handed in, with count and kind already in words where wanted. */
  readonly components: readonly string[];
  readonly sets?: number | undefined;
  /** `15 ngày làm việc`, in the words of the procedure. */
  readonly timeLimit?: string | undefined;
  readonly receivedAt?: Moment | undefined;
  readonly dueAt?: Moment | undefined;
  /** Where or how the result will be received. */
  readonly resultAt?: string | undefined;
  readonly book?: string | undefined;
  readonly sequence?: string | undefined;
  readonly submitterName?: string | undefined;
  readonly receiverName?: string | undefined;
}

/** Form 02. */
export interface SupplementRequestData extends DossierSlip {
  readonly items: readonly string[];
  readonly reasons: readonly string[];
  readonly contactName?: string | undefined;
  readonly contactPhone?: string | undefined;
  readonly guideName?: string | undefined;
}

/** Form 03. */
export interface RefusalData extends DossierSlip {
  readonly reasons: readonly string[];
  readonly submitterName?: string | undefined;
  readonly receiverName?: string | undefined;
}

/** Form 04. `agencyName` is the agency that is late and apologises. */
export interface ApologyData extends DossierSlip {
  readonly agencyName?: string | undefined;
  readonly receivedDate?: PlainDate | undefined;
  readonly dueAt?: Moment | undefined;
  readonly reasons: readonly string[];
  readonly newDueDate?: PlainDate | undefined;
  readonly signerTitle?: string | undefined;
  readonly signerName?: string | undefined;
}

/** Form 05 of 2025: the dossier is stopped because its owner asked. */
export interface StopNoticeData extends DossierSlip {
  readonly receivedDate?: PlainDate | undefined;
  readonly requestedDate?: PlainDate | undefined;
  readonly requestText?: string | undefined;
  readonly stoppedAt?: Moment | undefined;
  /** Papers and fees given back. */
  readonly returned: readonly string[];
  readonly signerTitle?: string | undefined;
  readonly signerName?: string | undefined;
}

/** One hand-over of the dossier. */
export interface ControlRow {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly at?: Moment | undefined;
  readonly givenBy?: string | undefined;
  readonly takenBy?: string | undefined;
  /** Entered by the receiving side; absent while unknown, as at the first hand-over. */
  readonly result?: "early" | "on-time" | "late" | undefined;
  readonly note?: string | undefined;
}

/** Form 05 of 2018, form 06 of 2025. */
export interface ControlSheetData extends DossierSlip {
  readonly agencyName?: string | undefined;
  readonly cooperating: readonly string[];
  readonly receivedAt?: Moment | undefined;
  readonly dueAt?: Moment | undefined;
  readonly rows: readonly ControlRow[];
}

export interface RegisterRow {
  readonly sequence: string;
  readonly dossierCode: string;
  readonly procedureName: string;
  readonly applicantName: string;
  /** Address and telephone number. */
  readonly contact: string;
  readonly agencyName: string;
  readonly receivedAt?: Moment | undefined;
  readonly dueAt?: Moment | undefined;
  readonly returnedAt?: Moment | undefined;
  readonly resultChannel?: string | undefined;
}

/** Form 06 of 2018, form 07 of 2025: a span of the book. */
export interface RegisterData {
  readonly head: SlipHead;
  readonly book?: string | undefined;
  readonly from?: PlainDate | undefined;
  readonly to?: PlainDate | undefined;
  readonly rows: readonly RegisterRow[];
}

/** The data that each kind of slip prints. */
export interface SlipDataByKind {
  readonly receipt: ReceiptData;
  readonly "supplement-request": SupplementRequestData;
  readonly refusal: RefusalData;
  readonly apology: ApologyData;
  readonly "stop-notice": StopNoticeData;
  readonly "control-sheet": ControlSheetData;
  readonly register: RegisterData;
}

export type SlipData<K extends SlipKind = SlipKind> = SlipDataByKind[K];
