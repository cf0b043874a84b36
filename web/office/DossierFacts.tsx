import type { ReactElement, ReactNode } from "react";
import { EFormAnswers } from "../eform/EFormFields.tsx";
import { dueText } from "../dossier/due-text.ts";
import { Card, Facts } from "../ui/blocks.tsx";
import { momentText } from "../ui/moment-text.ts";
import type { OfficeDossierProps } from "./office-dossier.ts";

type StateProps = Pick<OfficeDossierProps, "dossier" | "answerBy">;
type DeclaredProps = Pick<
  OfficeDossierProps,
  "applicant" | "submitter" | "authorisation" | "channel" | "caseName" | "form" | "answers"
> & {
  /** How to open what is masked, where something is. */
  readonly children?: ReactNode;
};

/** Where the dossier is, its dates and how it ended. */
export function State({ dossier, answerBy }: StateProps): ReactElement {
  const { status, dueAt, originalDueAt, result, apology, closingReason } = dossier;
  return (
    <Card title="Tình trạng">
      <Facts
        facts={[
          status !== "returned" && ["Nơi đang giữ", dossier.holder],
          ["Gửi lúc", momentText(dossier.submittedAt)],
          answerBy && ["Trả lời trước", momentText(answerBy)],
          ["Hẹn trả", dueText(dueAt, status)],
          originalDueAt !== dueAt && ["Hẹn lần đầu", momentText(originalDueAt)],
          apology && ["Đã xin lỗi", `${apology.reason}; hẹn lại ${momentText(apology.newDueAt)}`],
          result && [
            "Kết quả",
            `${result.granted ? "Đồng ý" : "Không đồng ý"}, số ${result.number}. ${result.summary}`,
          ],
          ["Lý do kết thúc", closingReason],
        ]}
      />
    </Card>
  );
}

/** Whose it is, how it came in and what was declared. */
export function Declared({
  applicant,
  submitter,
  authorisation,
  channel,
  caseName,
  form,
  answers,
  children,
}: DeclaredProps): ReactElement {
  const organisation = applicant.kind === "organisation";
  return (
    <Card title="Người đứng tên và nội dung khai">
      <Facts
        facts={[
          [organisation ? "Tên tổ chức" : "Họ tên", applicant.name],
          [organisation ? "Mã số thuế" : "Số định danh", applicant.identityNumber],
          submitter !== applicant.name && ["Người nộp", submitter],
          ["Điện thoại", applicant.phone],
          ["Địa chỉ", applicant.address],
          ["Cách nộp", channel],
          authorisation && [
            "Người được ủy quyền",
            `${authorisation.name}, số định danh ${authorisation.identityNumber}`,
          ],
          authorisation && ["Giấy tờ ủy quyền", authorisation.paper],
          ["Trường hợp", caseName],
        ]}
      />
      {form && <EFormAnswers form={form} values={answers} />}
      {children}
    </Card>
  );
}
