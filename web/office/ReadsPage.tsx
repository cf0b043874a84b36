import type { ReactElement, ReactNode } from "react";
import { READ_KINDS } from "../../domain/evidence/read-log.ts";
import type { Reader } from "../../domain/identity/actor.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import { EMERGENCY_TEXT, READ_TEXT } from "../dossier/read-text.ts";
import type { ShownRead } from "../dossier/shown-read.ts";
import { Alert, Table } from "../ui/blocks.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Select, TextInput } from "../ui/fields.tsx";
import { OfficeLayout } from "../ui/Layout.tsx";
import { momentText } from "../ui/moment-text.ts";

const ROOM = "/can-bo/nhat-ky-xem";

interface AskedReads {
  readonly dossier: string;
  readonly officer: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
}

interface Shared {
  readonly reader: Reader;
  readonly asked: AskedReads;
  readonly error: string | null;
}

interface ReadsProps extends Shared {
  readonly rows: readonly (ShownRead & {
    readonly login: string | null;
    readonly dossierCode: string | null;
    readonly purpose: string;
  })[];
  /** Where the next page begins; null on the last. */
  readonly older: number | null;
}

/** Who read what, for those who control and inspect. */
export function ReadsPage({ rows, older, ...shared }: ReadsProps): ReactElement {
  const { asked } = shared;
  return (
    <Frame {...shared} title="Nhật ký xem" action={ROOM}>
      <p>
        <a href={`${ROOM}/theo-ngay?${queryOf(asked, {})}`}>Đếm theo cán bộ, từng ngày</a> ·{" "}
        <a href={`${ROOM}.csv?${queryOf(asked, {})}`}>Tải CSV</a>
      </p>
      {rows.length === 0 ? (
        <p>Không có lượt xem nào.</p>
      ) : (
        <Table label="Nhật ký xem" head={["Lúc", "Người xem", "Cơ quan", "Cách xem", "Hồ sơ"]} dense>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td className="number">{momentText(row.at)}</td>
                <td>
                  {row.name}
                  <div className="meta">{row.login}</div>
                </td>
                <td>{row.agency}</td>
                <td>
                  {READ_TEXT[row.kind]}
                  {row.emergency && (
                    <div>
                      <span className="chip soon">
                        <Icon name="alert" /> {EMERGENCY_TEXT}
                      </span>
                    </div>
                  )}
                  {row.purpose !== READ_TEXT[row.kind] && <div className="meta">{row.purpose}</div>}
                </td>
                <td>
                  {row.dossierCode ? (
                    <a href={`${ROOM}?${queryOf(asked, { "ho-so": row.dossierCode })}`}>{row.dossierCode}</a>
                  ) : (
                    "nhiều hồ sơ"
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {older !== null && (
        <nav className="pager" aria-label="Trang">
          <a href={`${ROOM}?${queryOf(asked, { truoc: String(older) })}`}>Cũ hơn</a>
        </nav>
      )}
    </Frame>
  );
}

interface CountsProps extends Shared {
  readonly rows: readonly {
    readonly day: PlainDate;
    readonly name: string;
    readonly login: string | null;
    readonly agency: string | null;
    readonly reads: number;
    readonly dossiers: number;
    readonly wide: number;
  }[];
}

/** How much each officer read in each day, the most first: unusual reading is seen at the top. */
export function ReadCountsPage({ rows, ...shared }: CountsProps): ReactElement {
  const { asked } = shared;
  return (
    <Frame {...shared} title="Lượt xem theo cán bộ, từng ngày" action={`${ROOM}/theo-ngay`}>
      <p>
        <a href={`${ROOM}?${queryOf(asked, {})}`}>Từng lượt xem</a>
      </p>
      <p className="meta">Nhiều hồ sơ khác nhau nhất trước, tối đa 200 dòng.</p>
      {rows.length === 0 ? (
        <p>Không có lượt xem nào.</p>
      ) : (
        <Table
          label="Lượt xem theo cán bộ, từng ngày"
          head={["Ngày", "Cán bộ", "Cơ quan", "Số hồ sơ", "Số lượt", "Tìm, xem sổ"]}
          dense
        >
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.day} ${row.login ?? row.name}`}>
                <td className="number">{dayText(row.day)}</td>
                <td>
                  <a
                    href={`${ROOM}?${queryOf({ ...asked, from: row.day, to: row.day }, { "can-bo": row.login ?? "" })}`}
                  >
                    {row.name}
                  </a>
                  <div className="meta">{row.login}</div>
                </td>
                <td>{row.agency}</td>
                <td className="number">{row.dossiers}</td>
                <td className="number">{row.reads}</td>
                <td className="number">{row.wide}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Frame>
  );
}

type FrameProps = Shared & { readonly title: string; readonly action: string; readonly children: ReactNode };

function Frame({ reader, asked, error, title, action, children }: FrameProps): ReactElement {
  const kinds = READ_KINDS.map((kind) => ({ value: kind, label: READ_TEXT[kind] }));
  return (
    <OfficeLayout title={title} reader={reader} path={ROOM}>
      <h1>{title}</h1>
      <Alert>{error}</Alert>
      <form method="get" action={action} className="row">
        <TextInput id="ho-so" label="Mã hồ sơ" value={asked.dossier} />
        <TextInput id="can-bo" label="Tên đăng nhập" value={asked.officer} />
        <Select id="loai" label="Cách xem" value={asked.kind} choices={[{ value: "", label: "Mọi cách" }, ...kinds]} />
        <TextInput id="tu" label="Từ ngày" value={dayText(asked.from)} />
        <TextInput id="den" label="đến ngày" value={dayText(asked.to)} />
        <button>Xem</button>
      </form>
      {children}
    </OfficeLayout>
  );
}

function queryOf({ dossier, officer, kind, from, to }: AskedReads, other: Readonly<Record<string, string>>): string {
  const all = { "ho-so": dossier, "can-bo": officer, loai: kind, tu: from, den: to, ...other };
  return new URLSearchParams(Object.entries(all).filter(([, value]) => value !== "")).toString();
}

function dayText(iso: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) ? iso.split("-").toReversed().join("/") : iso;
}
