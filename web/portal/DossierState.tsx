import type { ReactElement } from "react";
import type { Moment } from "../../domain/shared/moment.ts";
import { STATUS_TEXT } from "../dossier/dossier-text.ts";
import { dueText } from "../dossier/due-text.ts";
import { Timeline } from "../dossier/Timeline.tsx";
import type { TrackedDossier } from "../dossier/tracked-dossier.ts";
import { Card, Facts, Notice } from "../ui/blocks.tsx";
import { DueChip } from "../ui/DueChip.tsx";
import { momentText } from "../ui/moment-text.ts";

interface Props {
  readonly dossier: TrackedDossier;
  readonly now: Moment;
}

/** Where a dossier stands, in plain words: shared by its owner's page and the look-up by code. */
export function DossierState({ dossier, now }: Props): ReactElement {
  const { status, dueAt, originalDueAt, result, apology, closingReason } = dossier;
  return (
    <>
      <Card title={STATUS_TEXT[status]}>
        <DueChip due={dossier} now={now} />
        <Facts
          facts={[
            ["Mã hồ sơ", dossier.code],
            status !== "returned" && ["Nơi đang giữ", dossier.holder],
            ["Gửi lúc", momentText(dossier.submittedAt)],
            ["Hẹn trả", dueText(dueAt, status)],
            originalDueAt !== dueAt && ["Hẹn lần đầu", momentText(originalDueAt)],
            result && [
              "Kết quả",
              `${result.granted ? "Đồng ý" : "Không đồng ý"}, số ${result.number}. ${result.summary}`,
            ],
            ["Lý do", closingReason],
          ]}
        />
        {apology && (
          <Notice warn>
            Cơ quan giải quyết xin lỗi vì chậm: {apology.reason}. Hẹn lại {momentText(apology.newDueAt)}.
          </Notice>
        )}
      </Card>
      <Card title="Quá trình">
        <Timeline entries={dossier.timeline} />
      </Card>
    </>
  );
}
