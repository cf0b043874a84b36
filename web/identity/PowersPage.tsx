import type { ReactElement } from "react";
import { isOpenPower, type PowerState } from "../../domain/identity/power.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import { Card } from "../ui/blocks.tsx";
import { DateInput, ErrorSummary, Radios, TextArea, TextInput } from "../ui/fields.tsx";
import { PortalLayout } from "../ui/Layout.tsx";
import { momentText } from "../ui/moment-text.ts";
import { Done, errorIn, type Errors } from "./own-account-parts.tsx";
import { POWER_STATE_TEXT, powerChip, powerSpanText } from "./power-text.ts";

const ROOM = "/uy-quyen";

export interface ShownPower {
  readonly id: string;
  readonly ownerName: string;
  readonly attorneyName: string;
  readonly attorneyIdentity: string;
  /** Names; null for all. */
  readonly procedures: readonly string[] | null;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly state: PowerState;
  readonly madeAt: Moment;
  readonly revokedAt: Moment | null;
  readonly revokedBy: "owner" | "attorney" | null;
}

interface Props {
  readonly person: string;
  readonly given: readonly ShownPower[];
  readonly received: readonly ShownPower[];
  readonly typed: Readonly<Record<string, string>>;
  readonly errors: Errors;
  readonly done: string | null;
  /** The form stands open. */
  readonly open: boolean;
}

/** Powers of attorney of a citizen: those to answer first, then what was given and received, and the form. */
export function PowersPage({ person, given, received, typed, errors, done, open }: Props): ReactElement {
  return (
    <PortalLayout title="Ủy quyền của tôi" person={person} path="/ho-so">
      <h1>Ủy quyền của tôi</h1>
      <Done>{done}</Done>
      <ErrorSummary errors={errors} />
      <p>
        Người được ủy quyền đăng nhập bằng tài khoản của chính họ, nộp và theo dõi hồ sơ đứng tên ông/bà. Họ chỉ thấy hồ
        sơ do họ nộp theo ủy quyền; khi ủy quyền chấm dứt hoặc hết hạn thì không thấy nữa. Ông/bà luôn thấy.
      </p>
      {received.length > 0 && (
        <Card title="Tôi được ủy quyền" id="uy-quyen">
          <ul className="plain">
            {received.map((power) => (
              <Item key={power.id} power={power} name={power.ownerName} />
            ))}
          </ul>
        </Card>
      )}
      <Card title="Tôi ủy quyền cho người khác">
        {given.length === 0 && <p>Ông/bà chưa ủy quyền cho ai.</p>}
        <ul className="plain">
          {given.map((power) => (
            <Item
              key={power.id}
              power={power}
              name={`${power.attorneyName} (số định danh có 4 số cuối ${power.attorneyIdentity.slice(-4)})`}
              owner
            />
          ))}
        </ul>
        <details open={open || given.length + received.length === 0}>
          <summary>Ủy quyền cho một người</summary>
          <NewPower typed={typed} errors={errors} />
        </details>
      </Card>
    </PortalLayout>
  );
}

interface ItemProps {
  readonly power: ShownPower;
  /** Of the other one. */
  readonly name: string;
  readonly owner?: boolean;
}

function Item({ power, name, owner = false }: ItemProps): ReactElement {
  const { id, state, procedures, revokedAt, revokedBy } = power;
  const asks = !owner && state === "offered";
  return (
    <li>
      <strong>{name}</strong> <span className={powerChip(state)}>{POWER_STATE_TEXT[state]}</span>
      <div>{procedures === null ? "Mọi thủ tục" : procedures.join("; ")}</div>
      <div className="meta">{powerSpanText(power)}</div>
      {revokedAt && (
        <div className="meta">
          {revokedBy === "owner" ? "Người ủy quyền" : "Người được ủy quyền"} chấm dứt {momentText(revokedAt)}
        </div>
      )}
      {asks && (
        <div className="buttons">
          <Post action={`${ROOM}/${id}/chap-nhan`} label="Chấp nhận" of={name} />
          <Post action={`${ROOM}/${id}/tu-choi`} label="Từ chối" of={name} quiet />
        </div>
      )}
      {isOpenPower(state) && !asks && (
        <div className="buttons">
          <Post action={`${ROOM}/${id}/cham-dut`} label="Chấm dứt ngay" of={name} quiet />
        </div>
      )}
    </li>
  );
}

interface PostProps {
  readonly action: string;
  readonly label: string;
  readonly of: string;
  readonly quiet?: boolean;
}

function Post({ action, label, of, quiet = false }: PostProps): ReactElement {
  return (
    <form method="post" action={action}>
      <button className={quiet ? "quiet" : undefined} aria-label={`${label}: ${of}`}>
        {label}
      </button>
    </form>
  );
}

function NewPower({ typed, errors }: Pick<Props, "typed" | "errors">): ReactElement {
  const at = (id: string) => ({ id, value: typed[id], error: errorIn(errors, id) });
  return (
    <form method="post" action={ROOM}>
      <TextInput {...at("name")} label="Họ và tên người được ủy quyền" hint="Đúng như trên căn cước" />
      <TextInput
        {...at("identityNumber")}
        label="Số định danh của người đó"
        hint="12 chữ số trên căn cước. Người đó chưa có tài khoản cũng được; đăng nhập lần đầu sẽ thấy ủy quyền này."
        numeric
      />
      <Radios
        id="scope"
        label="Ủy quyền làm"
        value={typed["scope"] ?? "all"}
        choices={[
          { value: "all", label: "Mọi thủ tục" },
          { value: "some", label: "Chỉ những thủ tục ghi ở dưới" },
        ]}
      />
      <TextArea
        {...at("procedures")}
        label="Mã các thủ tục"
        hint="Mỗi dòng một mã, ví dụ 1.001193. Mã ghi ở đầu trang của từng thủ tục."
      />
      <DateInput {...at("from")} label="Từ ngày" />
      <DateInput {...at("to")} label="Đến hết ngày" hint="Chấm dứt sớm lúc nào cũng được" />
      <button>Gửi ủy quyền</button>
    </form>
  );
}
