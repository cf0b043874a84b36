import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { STATUS_TEXT } from "../dossier/dossier-text.ts";
import { Pager, Table, Tabs } from "../ui/blocks.tsx";
import { DueChip } from "../ui/DueChip.tsx";
import { Icon } from "../ui/Icon.tsx";
import { OfficeLayout } from "../ui/Layout.tsx";
import { momentText } from "../ui/moment-text.ts";
import { splitOf, WORK_SPLITS, type ListedItem, type WorkItem, type WorkSplit } from "./work-split.ts";

interface Read {
  readonly reader: Reader;
}

interface Props extends Read {
  readonly items: readonly WorkItem[];
  /** The part that is asked for, or null for all. */
  readonly split: WorkSplit | null;
  readonly page: number;
  readonly now: Moment;
}

const PER_PAGE = 200;
const HEAD = ["Hạn", "Mã hồ sơ", "Người đứng tên", "Thủ tục", "Bước, hạn của bước"];

/** What waits for the officer, split by urgency; the counts are those of the very list below. */
export function WorkPage({ reader, items, split, page, now }: Props): ReactElement {
  const groups = WORK_SPLITS.map((one) => ({ ...one, items: items.filter((item) => splitOf(item, now) === one.key) }));
  const tabs = groups
    .filter((one) => one.items.length > 0 || one.alarm || one.key === split)
    .map(({ key, label, alarm, items: rows }) => ({
      href: `/can-bo?loc=${key}`,
      label,
      count: rows.length,
      current: key === split,
      alarm,
    }));
  const all = { href: "/can-bo", label: "Tất cả", count: items.length, current: split === null };
  const chosen = groups.filter(({ key }) => split === null || key === split);
  const shown = takePage(chosen, page);
  const total = chosen.reduce((sum, group) => sum + group.items.length, 0);
  return (
    <OfficeLayout title="Việc của tôi" reader={reader} path="/can-bo">
      <h1>Việc của tôi</h1>
      <Tabs label="Lọc theo hạn" tabs={[all, ...tabs]} />
      {total === 0 && <p>Không có việc nào đang chờ ở mục này.</p>}
      {total > 0 && (
        <Table label="Việc của tôi" head={HEAD} dense>
          {shown.map((group) => (
            <tbody key={group.key}>
              {split === null && (
                <tr>
                  <th colSpan={HEAD.length} scope="rowgroup">
                    {group.label} ({group.items.length})
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
        pages={Math.ceil(total / PER_PAGE)}
        href={(to) => `/can-bo?${split ? `loc=${split}&` : ""}trang=${to}`}
      />
    </OfficeLayout>
  );
}

interface Group {
  readonly key: WorkSplit;
  readonly label: string;
  readonly items: readonly WorkItem[];
}

/** The rows of one page, still in their groups. */
function takePage(groups: readonly Group[], page: number): readonly (Group & { readonly rows: readonly WorkItem[] })[] {
  const from = (page - 1) * PER_PAGE;
  let before = 0;
  return groups
    .map((group) => {
      const rows = group.items.slice(Math.max(0, from - before), Math.max(0, from + PER_PAGE - before));
      before += group.items.length;
      return { ...group, rows };
    })
    .filter(({ rows }) => rows.length > 0);
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
}

/** Find dossiers in one's scope by name or code. */
export function SearchPage({ reader, items, now, text }: SearchProps): ReactElement {
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
