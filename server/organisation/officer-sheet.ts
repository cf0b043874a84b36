import type { Role } from "../../domain/organisation/role.ts";
import { dateOf, type PlainDate } from "../../domain/shared/plain-date.ts";
import { dayText, readRole, rolesText } from "../../web/admin/organisation-text.ts";
import { requireAdministrator } from "../identity/index.ts";
import { notFound } from "../platform/errors.ts";
import type { SavedRows, SheetColumn, SheetContext, SheetKind, SheetRow } from "../platform/sheet/sheet-kind.ts";
import { administers, listAdministered } from "./administered.ts";
import { appointOfficer, changeAppointment, type NewTask } from "./appoint-officer.ts";
import { refuseFaults } from "./field-faults.ts";
import { changeOfficer, createOfficer, findByLogin } from "./keep-officer.ts";
import { listAppointments, listEveryAppointment, type Officer, type OfficerFacts } from "./officer.queries.ts";
import { findAgencyByCode } from "./organisation.queries.ts";
import { readCells } from "./read-cells.ts";
import { checkGroup, saveGroup } from "./row-group.ts";

interface Row extends OfficerFacts {
  readonly number: number;
  readonly login: string;
  readonly agencyCode: string;
  readonly roles: readonly Role[];
  /** Null: the appointment that is open there, or today. */
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
  readonly basis: string;
}

const columns: readonly SheetColumn[] = [
  { key: "name", header: "Họ tên", hint: "Họ, chữ đệm, tên.", required: true },
  {
    key: "login",
    header: "Tên đăng nhập",
    hint: "a–z, 0–9, dấu chấm; mỗi người một tên, ví dụ nguyen.van.an.",
    required: true,
  },
  { key: "post", header: "Chức vụ", hint: "", required: false },
  {
    key: "agency",
    header: "Cơ quan",
    hint: "Mã định danh, ví dụ H99.20. Người ở nhiều cơ quan: mỗi cơ quan một dòng.",
    required: true,
  },
  {
    key: "roles",
    header: "Nhiệm vụ",
    hint: "Tiếp nhận, Thụ lý, Thẩm định, Lãnh đạo, Văn thư, Kiểm soát thủ tục, Quản trị, Thanh tra; cách nhau bằng dấu phẩy.",
    required: true,
  },
  {
    key: "from",
    header: "Từ ngày",
    hint: "Ví dụ 01/07/2025; bỏ trống: phân công đang có ở đó, hoặc hôm nay.",
    required: false,
  },
  { key: "to", header: "Hết ngày", hint: "Ngày đầu tiên không còn nhiệm vụ; bỏ trống nếu còn.", required: false },
  { key: "phone", header: "Điện thoại", hint: "", required: false },
  { key: "email", header: "E-mail", hint: "", required: false },
  { key: "basis", header: "Căn cứ", hint: "Số, ngày quyết định.", required: false },
];

/** Officers with their tasks, as a table: accounts come without password, codes are issued afterwards. */
export const officerSheet: SheetKind<readonly Row[]> = {
  kind: "officers",
  columns,
  authorise: async ({ actor }) => requireAdministrator(actor),
  groupOf: ({ cells }) => (cells["login"] ?? "").toLowerCase(),
  check: (rows) => checkGroup(rows, { read: readRow, compare: differing }),
  save: (rows, context) => saveGroup(rows, async (row) => ({ outcome: await saveRow(row, context) })),
  async rows({ db, actor }) {
    const kept = await listAdministered(db, actor);
    return (await listEveryAppointment(db))
      .filter(({ agencyId }) => kept.has(agencyId))
      .map(({ name, login, post, agencyCode, roles, from, to, phone, email, basis }) => ({
        name,
        login,
        post,
        agency: agencyCode,
        roles: rolesText(roles),
        from: dayText(from),
        to: dayText(to),
        phone,
        email,
        basis,
      }));
  },
};

function readRow(sheetRow: SheetRow) {
  const cells = readCells(sheetRow);
  const words = cells
    .text("roles")
    .split(/[,;]/)
    .map((word) => word.trim())
    .filter(Boolean);
  const roles = words.flatMap((word) => {
    const role = readRole(word);
    if (!role) cells.refuse("roles", "role-unknown", word);
    return role ? [role] : [];
  });
  const row: Row = {
    number: sheetRow.number,
    name: cells.text("name"),
    login: cells.text("login").toLowerCase(),
    post: cells.text("post"),
    agencyCode: cells.text("agency").toUpperCase(),
    roles: [...new Set(roles)],
    from: cells.date("from"),
    to: cells.date("to"),
    phone: cells.text("phone"),
    email: cells.text("email"),
    basis: cells.text("basis"),
  };
  return { row, faults: cells.faults };
}

/** Rows of one login speak of one person. */
function differing(rows: readonly Row[]) {
  const [first, ...others] = rows;
  if (!first) return [];
  return others.flatMap((row) =>
    (["name", "post", "phone", "email"] as const)
      .filter((field) => row[field] !== "" && row[field] !== first[field])
      .map((column) => ({ number: row.number, column, code: "differs-from-first-row", seen: row[column] })),
  );
}

async function saveRow(row: Row, context: SheetContext): Promise<SavedRows["outcome"]> {
  const from = row.from ?? dateOf(context.now);
  const agency = await findAgencyByCode(context.db, row.agencyCode, from);
  // Whoever keeps another branch does not learn which agencies it has.
  if (!agency || !(await administers(context.db, context.actor, agency.id)))
    refuseFaults([{ field: "agency", code: "agency-not-found", seen: row.agencyCode }]);
  if (!agency) throw notFound();
  const { roles, to, basis, login, name, post, phone, email } = row;
  const task: NewTask = { agencyId: agency.id, roles, from, to, basis };
  const officer = await findByLogin(context, login, name);
  if (!officer) {
    await createOfficer(context, { login, facts: { name, post, phone, email }, task });
    return "created";
  }
  const renewed = await renew(officer, row, context);
  const held = (await listAppointments(context.db, officer.id)).filter(({ agencyId }) => agencyId === agency.id);
  const known = held.find((one) => (row.from === null ? one.to === null : one.from === row.from));
  if (known) return (await changeAppointment(context, known.id, task)) || renewed ? "changed" : "unchanged";
  await appointOfficer(context, officer.id, task);
  return "created";
}

/** Brings the person's own facts up to date; empty cells leave them as they are. */
async function renew(officer: Officer, { post, phone, email }: Row, context: SheetContext): Promise<boolean> {
  const facts = {
    name: officer.name,
    post: post || officer.post,
    phone: phone || officer.phone,
    email: email || officer.email,
  };
  const same = facts.post === officer.post && facts.phone === officer.phone && facts.email === officer.email;
  return same ? false : changeOfficer(context, officer.id, facts);
}
