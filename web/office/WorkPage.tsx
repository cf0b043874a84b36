import type { ReactElement } from "react";
import type { DossierStatus } from "../../domain/dossier/status.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { STATUS_TEXT } from "../dossier/dossier-text.ts";
import { DueChip } from "../ui/DueChip.tsx";
import { OfficeLayout } from "../ui/Layout.tsx";
import { momentText } from "../ui/moment-text.ts";

export interface WorkItem {
  readonly id: string;
  readonly code: string;
  readonly status: DossierStatus;
  readonly procedureName: string;
  readonly applicantName: string;
  readonly stepName: string | null;
  readonly dueAt: Moment | null;
  readonly stepDueAt: Moment | null;
  readonly submittedAt: Moment;
}

interface Props {
  readonly person: string;
  readonly items: readonly WorkItem[];
  readonly now: Moment;
}

/** What waits for the officer, split by urgency. */
export function WorkPage({ person, items, now }: Props): ReactElement {
  const groups = [
    ["Quá hạn", (item: WorkItem) => item.dueAt !== null && item.dueAt < now],
    [
      "Hôm nay",
      (item: WorkItem) => item.dueAt !== null && item.dueAt >= now && item.dueAt.slice(0, 10) === now.slice(0, 10),
    ],
    ["Chờ tiếp nhận", (item: WorkItem) => item.status === "submitted"],
    [
      "Còn hạn",
      (item: WorkItem) =>
        item.status !== "submitted" && (item.dueAt === null || item.dueAt.slice(0, 10) > now.slice(0, 10)),
    ],
  ] as const;
  return (
    <OfficeLayout title="Việc của tôi" person={person} path="/can-bo">
      <h1>Việc của tôi ({items.length})</h1>
      {items.length === 0 && <p>Không có việc nào đang chờ.</p>}
      {groups.map(([title, belongs]) => {
        const rows = items.filter(belongs);
        return rows.length === 0 ? null : (
          <section key={title}>
            <h2>
              {title} ({rows.length})
            </h2>
            <DossierTable items={rows} now={now} caption={title} />
          </section>
        );
      })}
    </OfficeLayout>
  );
}

function DossierTable({
  items,
  now,
  caption,
}: {
  readonly items: readonly WorkItem[];
  readonly now: Moment;
  readonly caption: string;
}): ReactElement {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Bảng, cuộn ngang được">
      <table aria-label={caption}>
        <thead>
          <tr>
            <th>Mã hồ sơ</th>
            <th>Thủ tục</th>
            <th>Người nộp</th>
            <th>Bước</th>
            <th>Hạn</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={`${item.id}${item.stepName}`}>
              <td>
                <a href={`/can-bo/ho-so/${item.id}`}>{item.code}</a>
              </td>
              <td>{item.procedureName}</td>
              <td>{item.applicantName}</td>
              <td>
                {item.stepName ?? STATUS_TEXT[item.status]}
                {item.stepDueAt && <div className="meta">xong trước {momentText(item.stepDueAt)}</div>}
              </td>
              <td>
                <DueChip status={item.status} dueAt={item.dueAt} now={now} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Find dossiers in one's scope by name or code. */
export function SearchPage({ person, items, now, text }: Props & { readonly text: string }): ReactElement {
  return (
    <OfficeLayout title="Tìm hồ sơ" person={person} path="/can-bo/tim">
      <h1>Tìm hồ sơ</h1>
      <form method="get" action="/can-bo/tim" className="row" role="search">
        <div className="field">
          <label htmlFor="tim">Tên người nộp hoặc mã hồ sơ</label>
          <input id="tim" name="tim" type="search" defaultValue={text} />
        </div>
        <button>Tìm</button>
      </form>
      {text && items.length === 0 && <p>Không có hồ sơ nào trong phạm vi của ông/bà khớp với “{text}”.</p>}
      {items.length > 0 && <DossierTable items={items} now={now} caption="Kết quả" />}
    </OfficeLayout>
  );
}
