import type { ReactElement } from "react";
import type { Moment } from "../../domain/shared/moment.ts";
import { ButtonLink, Card, Facts, Notice } from "../ui/blocks.tsx";
import type { StoredFile } from "../ui/FileField.tsx";
import { PortalLayout } from "../ui/Layout.tsx";
import { momentText } from "../ui/moment-text.ts";
import { QrCode, type QrShape } from "../ui/QrCode.tsx";
import { FileList } from "./CheckPage.tsx";

interface Props {
  readonly id: string;
  readonly person: string;
  readonly submissionCode: string;
  readonly procedureName: string;
  /** Null where the procedure has none, or none was the person's. */
  readonly caseName: string | null;
  readonly applicantName: string;
  readonly submittedAt: Moment;
  readonly placeName: string;
  /** Until when the counter answers, when its calendar says. */
  readonly answerBy: Moment | null;
  readonly limit: string;
  readonly fee: string;
  readonly papers: readonly { readonly name: string; readonly files: readonly StoredFile[] }[];
  readonly qr: QrShape;
}

/** Proof of what was sent, to keep or to print: code, every file, and what happens next. */
export function ReceiptPage(props: Props): ReactElement {
  return (
    <PortalLayout title="Đã gửi hồ sơ" person={props.person} path="/ho-so">
      <h1>Đã gửi hồ sơ</h1>
      <Notice>
        <p>
          Mã nộp: <strong>{props.submissionCode}</strong>
        </p>
        <QrCode shape={props.qr} label={`Mã QR của ${props.submissionCode}`} />
      </Notice>
      <Card title="Việc tiếp theo">
        <ol>
          <li>
            {props.placeName} xem và trả lời trong 8 giờ làm việc
            {props.answerBy && <strong>, chậm nhất {momentText(props.answerBy)}</strong>}.
          </li>
          <li>
            Nếu hồ sơ đủ, ông/bà nhận mã hồ sơ và ngày hẹn trả kết quả. Nếu thiếu, ông/bà được báo một lần, đủ mọi mục.
          </li>
          <li>Theo dõi ở “Hồ sơ của tôi”, hoặc tra cứu bằng mã này và 4 số cuối của số định danh.</li>
        </ol>
      </Card>
      <Card title="Nội dung đã gửi">
        <Facts
          facts={[
            ["Thủ tục", props.procedureName],
            ["Trường hợp", props.caseName],
            ["Đứng tên", props.applicantName],
            ["Gửi lúc", momentText(props.submittedAt)],
            ["Nơi tiếp nhận", props.placeName],
            ["Thời hạn giải quyết", props.limit],
            ["Phí, lệ phí", props.fee],
          ]}
        />
        {props.papers.map(({ name, files }) => (
          <div key={name}>
            <h3>{name}</h3>
            <FileList files={files} />
          </div>
        ))}
      </Card>
      <p className="no-print">
        <ButtonLink href={`/ho-so/${props.id}`}>Theo dõi hồ sơ</ButtonLink>
      </p>
      <p className="meta">Giữ trang này: in bằng lệnh In của trình duyệt, hoặc chụp màn hình mã nộp.</p>
    </PortalLayout>
  );
}
