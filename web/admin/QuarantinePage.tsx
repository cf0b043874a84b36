import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { Alert, Card, Facts } from "../ui/blocks.tsx";
import { TextInput } from "../ui/fields.tsx";
import { momentText } from "../ui/moment-text.ts";
import { AdminLayout } from "./AdminLayout.tsx";

export interface QuarantinedFile {
  readonly id: string;
  readonly sha256: string;
  readonly size: number;
  readonly name: string;
  readonly finding: string;
  readonly foundAt: Moment;
  readonly state: "held" | "unscanned" | "released" | "deleted" | "clean";
  readonly decidedBy: string | null;
  readonly decidedAt: Moment | null;
  readonly reason: string | null;
}

interface Props {
  readonly reader: Reader;
  readonly files: readonly QuarantinedFile[];
  /** What was wrong with a decision, at the file it was about. */
  readonly fault: { readonly id: string; readonly text: string } | null;
}

const STATES: Readonly<Record<QuarantinedFile["state"], string>> = {
  held: "Đang cách ly",
  unscanned: "Chưa quét vi-rút",
  released: "Đã thả",
  deleted: "Đã xoá",
  clean: "Sạch",
};

/** Files that a scanner found something in, or that none has seen: what was found, and the two decisions. */
export function QuarantinePage({ reader, files, fault }: Props): ReactElement {
  const open = files.filter(({ decidedAt }) => decidedAt === null);
  const decided = files.filter(({ decidedAt }) => decidedAt !== null);
  return (
    <AdminLayout title="Tệp cách ly" reader={reader} room="/can-bo/quan-tri/kiem-dich">
      <h1>Tệp cách ly ({open.length})</h1>
      <p>
        Không ai mở được các tệp này. <strong>Thả</strong> khi chắc chắn tệp vô hại: tệp mở được, và người nộp tải lên
        lại được. <strong>Xoá</strong> là xoá hẳn nội dung tệp. Mọi quyết định đều được ghi lại.
      </p>
      {open.length === 0 && <p>Không có tệp nào chờ xử lý.</p>}
      {open.map((file) => (
        <Card key={file.id} title={file.name} id={file.id}>
          <FileFacts file={file} />
          <form method="post" action={`/can-bo/quan-tri/kiem-dich/${file.id}`}>
            <Alert>{fault?.id === file.id ? fault.text : null}</Alert>
            <TextInput id={`reason-${file.id}`} label="Lý do" error={fault?.id === file.id ? fault.text : undefined} />
            <div className="actions">
              <button name="decision" value="deleted">
                Xoá tệp
              </button>
              <button name="decision" value="released" className="quiet">
                Thả tệp
              </button>
            </div>
          </form>
        </Card>
      ))}
      {decided.length > 0 && <h2>Đã xử lý</h2>}
      {decided.map((file) => (
        <Card key={file.id} title={file.name}>
          <FileFacts file={file} />
        </Card>
      ))}
    </AdminLayout>
  );
}

function FileFacts({ file }: { readonly file: QuarantinedFile }): ReactElement {
  const { state, finding, foundAt, size, sha256, decidedBy, decidedAt, reason } = file;
  return (
    <Facts
      facts={[
        ["Tình trạng", STATES[state]],
        ["Phát hiện", state === "unscanned" ? "Máy quét vi-rút không trả lời khi tệp đến" : finding],
        ["Lúc", momentText(foundAt)],
        ["Cỡ", `${Math.ceil(size / 1024).toLocaleString("vi-VN")} KB`],
        ["Mã tệp", sha256.slice(0, 16)],
        decidedBy !== null && ["Người quyết định", `${decidedBy}, ${momentText(decidedAt)}`],
        reason !== null && ["Lý do", reason],
      ]}
    />
  );
}
