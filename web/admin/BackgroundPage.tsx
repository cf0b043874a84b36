import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import { toEpoch, type Moment } from "../../domain/shared/moment.ts";
import { Alert, Card, Facts, Notice, Table } from "../ui/blocks.tsx";
import { TextInput } from "../ui/fields.tsx";
import { momentText } from "../ui/moment-text.ts";
import { AdminLayout } from "./AdminLayout.tsx";
import { countText, failureText, kindText, technicalText, waitedText } from "./background-text.ts";

const PLACE = "/can-bo/quan-tri/viec-nen";

const DONE = {
  replayed: "Đã đưa vào hàng chờ để làm lại. Tải lại trang sau ít giây để xem kết quả.",
  discarded: "Đã bỏ qua và lưu lý do.",
  "decided-before": "Người khác đã quyết định trước đó; không làm gì thêm.",
} as const;

interface KindProps {
  readonly kind: string;
  readonly waiting: number;
  readonly running: number;
  readonly failing: number;
  readonly dead: number;
  readonly oldestAt: Moment | null;
  readonly nextAt: Moment | null;
  readonly lastError: string | null;
}

interface LetterProps {
  readonly letter: string;
  readonly kind: string;
  readonly dossierId: string | null;
  readonly dossierCode: string | null;
  readonly attempts: number;
  readonly createdAt: Moment;
  readonly deadAt: Moment;
  readonly lastError: string | null;
}

interface DecidedProps {
  readonly letter: string;
  readonly kind: string;
  readonly decision: "replayed" | "discarded";
  readonly reason: string | null;
  readonly byName: string;
  readonly at: Moment;
}

interface Props {
  readonly reader: Reader;
  readonly at: Moment;
  readonly kinds: readonly KindProps[];
  readonly workers: readonly { readonly host: string; readonly startedAt: Moment; readonly beatAt: Moment }[];
  readonly dead: readonly LetterProps[];
  readonly decided: readonly DecidedProps[];
  /** From which number on it is said that there are more. */
  readonly most: number;
  /** What the last decision did. */
  readonly done: keyof typeof DONE | null;
  /** What was wrong with a decision, at the letter it was about. */
  readonly fault: { readonly letter: string; readonly text: string } | null;
}

/** What runs in the background, who runs it, and what has failed for good and waits for a decision. */
export function BackgroundPage({ reader, done, ...background }: Props): ReactElement {
  const { workers, decided } = background;
  return (
    <AdminLayout title="Việc nền" reader={reader} room={PLACE}>
      <h1>Việc nền</h1>
      <p>
        Những việc hệ thống tự làm sau khi cán bộ hoặc người dân đã làm xong: gửi tin cho bên nhận, dọn tệp, tính lại
        ngày hẹn… Việc gặp lỗi được tự làm lại; việc hết lượt thử nằm ở dưới, chờ người quyết định, không bao giờ tự
        mất.
      </p>
      {done && <Notice>{DONE[done]}</Notice>}
      {workers.length === 0 && (
        <Notice warn>
          Không có tiến trình nào đang làm việc nền: mọi việc dưới đây đứng yên. Báo bộ phận kỹ thuật khởi động lại (
          <code>MOTCUA_SERVICES=worker</code>).
        </Notice>
      )}
      <DeadLetters {...background} />
      <h2>Đang chờ và đang làm</h2>
      <Work {...background} />
      <h2>Tiến trình đang chạy ({workers.length})</h2>
      <ul>
        {workers.map(({ host, startedAt, beatAt }) => (
          <li key={`${host} ${startedAt}`}>
            {host}: chạy từ {momentText(startedAt)}, báo còn sống lúc {momentText(beatAt)}
          </li>
        ))}
      </ul>
      {decided.length > 0 && <Decided decided={decided} />}
    </AdminLayout>
  );
}

type Background = Omit<Props, "reader" | "done">;

function DeadLetters({ dead, fault }: Background): ReactElement {
  const kinds = [...new Set(dead.map(({ kind }) => kind))];
  return (
    <>
      <h2 id="hong">Việc hỏng, chờ quyết định ({dead.length})</h2>
      {dead.length === 0 && <p>Không có việc nào hỏng.</p>}
      {kinds.map((kind) => {
        const count = dead.filter((letter) => letter.kind === kind).length;
        return (
          count > 1 && (
            <form key={kind} method="post" action={`${PLACE}/gui-lai`} className="actions">
              <button name="kind" value={kind} className="quiet">
                Gửi lại tất cả {count} việc “{kindText(kind)}”
              </button>
            </form>
          )
        );
      })}
      {dead.map((letter) => (
        <Letter key={letter.letter} letter={letter} fault={fault?.letter === letter.letter ? fault.text : null} />
      ))}
    </>
  );
}

function Letter({ letter, fault }: { readonly letter: LetterProps; readonly fault: string | null }): ReactElement {
  const { dossierId, dossierCode, attempts, createdAt, deadAt, lastError } = letter;
  const technical = technicalText(lastError);
  return (
    <Card title={kindText(letter.kind)} id={letter.letter}>
      <Facts
        facts={[
          dossierId !== null && ["Hồ sơ", dossierLink(dossierId, dossierCode)],
          ["Vì sao", failureText(lastError)],
          ["Số lần đã thử", String(attempts)],
          ["Phát sinh", momentText(createdAt)],
          ["Hỏng lúc", momentText(deadAt)],
          ["Mã", letter.letter],
          technical !== null && ["Chi tiết kỹ thuật", technical],
        ]}
      />
      <form method="post" action={`${PLACE}/gui-lai`} className="actions">
        <button name="letter" value={letter.letter}>
          Gửi lại
        </button>
      </form>
      <details open={fault !== null}>
        <summary>Bỏ qua, không làm nữa</summary>
        <form method="post" action={`${PLACE}/bo-qua`}>
          <Alert>{fault}</Alert>
          <TextInput id={`reason-${letter.letter}`} label="Lý do bỏ qua" error={fault ?? undefined} />
          <div className="actions">
            <button name="letter" value={letter.letter} className="quiet">
              Bỏ qua
            </button>
          </div>
        </form>
      </details>
    </Card>
  );
}

const dossierLink = (id: string, code: string | null): ReactElement => (
  <a href={`/can-bo/ho-so/${id}`}>{code ?? "Xem hồ sơ"}</a>
);

function Work({ kinds, at, most }: Background): ReactElement {
  if (kinds.length === 0) return <p>Không có việc nào chờ.</p>;
  const waited = (since: Moment | null): string =>
    since === null ? "" : waitedText((toEpoch(at) - toEpoch(since)) / 1000);
  return (
    <Table
      label="Việc nền theo loại"
      head={["Loại việc", "Chờ", "Đang làm", "Lỗi, sẽ thử lại", "Hỏng", "Chờ lâu nhất", "Lần tới", "Lỗi gần nhất"]}
    >
      <tbody>
        {kinds.map((row) => (
          <tr key={row.kind}>
            <th scope="row">{kindText(row.kind)}</th>
            <td className="number">{countText(row.waiting, most)}</td>
            <td className="number">{countText(row.running, most)}</td>
            <td className="number">{countText(row.failing, most)}</td>
            <td className="number">{countText(row.dead, most)}</td>
            <td>{waited(row.oldestAt)}</td>
            <td>{row.nextAt !== null && row.nextAt > at ? momentText(row.nextAt) : row.nextAt ? "ngay" : ""}</td>
            <td>{failureText(row.lastError)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Decided({ decided }: { readonly decided: readonly DecidedProps[] }): ReactElement {
  return (
    <>
      <h2>Đã quyết định</h2>
      <Table
        label="Việc hỏng đã quyết định"
        head={["Loại việc", "Mã", "Quyết định", "Lý do", "Người quyết định", "Lúc"]}
      >
        <tbody>
          {decided.map((row) => (
            <tr key={`${row.letter} ${row.at} ${row.decision}`}>
              <th scope="row">{kindText(row.kind)}</th>
              <td>{row.letter}</td>
              <td>{row.decision === "replayed" ? "Gửi lại" : "Bỏ qua"}</td>
              <td>{row.reason}</td>
              <td>{row.byName}</td>
              <td>{momentText(row.at)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}
