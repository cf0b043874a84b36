import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { STATUS_TEXT } from "../dossier/dossier-text.ts";
import { Notice, Pager, Table, Tabs } from "../ui/blocks.tsx";
import { DueChip } from "../ui/DueChip.tsx";
import { Icon } from "../ui/Icon.tsx";
import { OfficeLayout } from "../ui/Layout.tsx";
import { momentText } from "../ui/moment-text.ts";
import { StandIns } from "./StandIns.tsx";
import { WORK_PER_PAGE, type ListedItem, type WorkGroup, type WorkItem, type WorkSplit } from "./work-split.ts";

interface Read {
  readonly reader: Reader;
}

interface Props extends Read {
  /** All parts of the work, those without a row too. */
  readonly groups: readonly WorkGroup<WorkItem>[];
  /** The part that is asked for, or null for all. */
  readonly split: WorkSplit | null;
  readonly page: number;
  readonly now: Moment;
  /** For whom the officer stands in today. */
  readonly standIns: readonly string[];
  /** Emergency reads in scope that nobody has looked into; none for those who do not oversee. */
  readonly unreviewed: number;
}

const HEAD = ["Hạn", "Mã hồ sơ", "Người đứng tên", "Thủ tục", "Bước, hạn của bước"];

/** What waits for the officer, split by urgency; the counts are those of the very list below. */
export function WorkPage({ reader, groups, split, page, now, standIns, unreviewed }: Props): ReactElement {
  const tabs = groups
    .filter((one) => one.count > 0 || one.alarm || one.key === split)
    .map(({ key, label, alarm, count }) => ({
      href: `/can-bo?loc=${key}`,
      label,
      count,
      current: key === split,
      alarm,
    }));
  const sum = groups.reduce((total, { count }) => total + count, 0);
  const all = { href: "/can-bo", label: "Tất cả", count: sum, current: split === null };
  const total = split === null ? sum : (groups.find(({ key }) => key === split)?.count ?? 0);
  return (
    <OfficeLayout title="Việc của tôi" reader={reader} path="/can-bo">
      <h1>Việc của tôi</h1>
      <StandIns texts={standIns} />
      {unreviewed > 0 && (
        <Notice warn>
          <Icon name="alert" />{" "}
          <a href="/can-bo/doc-khan-cap">{unreviewed} lượt đọc khẩn cấp hồ sơ trong phạm vi chưa được xem xét</a>
        </Notice>
      )}
      <Tabs label="Lọc theo hạn" tabs={[all, ...tabs]} />
      {total === 0 && <p>Không có việc nào đang chờ ở mục này.</p>}
      {total > 0 && (
        <Table label="Việc của tôi" head={HEAD} dense>
          {groups
            .filter(({ rows }) => rows.length > 0)
            .map((group) => (
              <tbody key={group.key}>
                {split === null && (
                  <tr>
                    <th colSpan={HEAD.length} scope="rowgroup">
                      {group.label} ({group.count})
                    </th>
                  </tr>
                )}
                {group.rows.map((item, index) => (
                  <Row key={`${item.id}${item.stepName}${String(index)}`} item={item} now={now} />
                ))}
              </tbody>
            ))}
        </Table>
      )}
      <Pager
        page={page}
        pages={Math.ceil(total / WORK_PER_PAGE)}
        href={(to) => `/can-bo?${split ? `loc=${split}&` : ""}trang=${to}`}
      />
    </OfficeLayout>
  );
}

function Row({ item, now }: { readonly item: WorkItem; readonly now: Moment }): ReactElement {
  return (
    <tr>
      <td>
        <DueChip due={item} now={now} />
        {item.dueAt === null && <AnswerBy item={item} now={now} />}
      </td>
      <td className="number">
        <a href={`/can-bo/ho-so/${item.id}`}>{item.code}</a>
      </td>
      <td>{item.applicantName}</td>
      <td>
        <span className="clip">{item.procedureName}</span>
      </td>
      <td>
        {item.stepName ?? STATUS_TEXT[item.status]}
        {item.stepDueAt && (
          <span className="meta">
            {" · "}
            {item.stepDueAt < now ? "bước quá hạn từ" : "trước"} {momentText(item.stepDueAt)}
          </span>
        )}
        {item.onBehalfOf && <div className="meta">Thay cho {item.onBehalfOf}</div>}
      </td>
    </tr>
  );
}

function AnswerBy({ item, now }: { readonly item: ListedItem; readonly now: Moment }): ReactElement {
  const { answerBy, submittedAt } = item;
  if (answerBy === null) return <span className="meta">gửi {momentText(submittedAt)}</span>;
  return answerBy < now ? (
    <span className="chip overdue">
      <Icon name="alert" /> Quá giờ trả lời từ {momentText(answerBy)}
    </span>
  ) : (
    <span className="meta">trả lời trước {momentText(answerBy)}</span>
  );
}

interface SearchProps extends Read {
  readonly items: readonly ListedItem[];
  readonly now: Moment;
  readonly text: string;
  readonly mayAskEmergency: boolean;
}

/** Find dossiers in one's scope by name or code. */
export function SearchPage({ reader, items, now, text, mayAskEmergency }: SearchProps): ReactElement {
  return (
    <OfficeLayout title="Tìm hồ sơ" reader={reader} path="/can-bo/tim">
      <h1>Tìm hồ sơ</h1>
      <form method="get" action="/can-bo/tim" className="row" role="search">
        <div className="field">
          <label htmlFor="tim">Tên người đứng tên hoặc mã hồ sơ</label>
          <input id="tim" name="tim" type="search" defaultValue={text} />
        </div>
        <button>Tìm</button>
      </form>
      {text && items.length === 0 && <p>Không có hồ sơ nào trong phạm vi của ông/bà khớp với “{text}”.</p>}
      {mayAskEmergency && (
        <p className="meta">
          Cần xem ngay một hồ sơ ngoài phạm vi và biết đúng mã? <a href="/can-bo/doc-khan-cap">Đọc khẩn cấp</a>
        </p>
      )}
      {items.length > 0 && (
        <Table label="Kết quả" head={["Mã hồ sơ", "Người đứng tên", "Thủ tục", "Tình trạng", "Hạn"]} dense>
          <tbody>
            {items.map((item) => (
              <tr key={item.id}>
                <td className="number">
                  <a href={`/can-bo/ho-so/${item.id}`}>{item.code}</a>
                </td>
                <td>{item.applicantName}</td>
                <td>
                  <span className="clip">{item.procedureName}</span>
                </td>
                <td>{STATUS_TEXT[item.status]}</td>
                <td>
                  <DueChip due={item} now={now} />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </OfficeLayout>
  );
}
