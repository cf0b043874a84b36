import { beforeAll, describe, expect, test } from "vitest";
import type { OfficerActor } from "../../domain/identity/actor.ts";
import { moment } from "../../domain/shared/moment.ts";
import { plainDate } from "../../domain/shared/plain-date.ts";
import { loadDemo } from "../../demo/load.ts";
import { useDatabase } from "../../testing/database.ts";
import { importSheet, type ImportReport } from "../platform/sheet/import-sheet.ts";
import { writeSheet } from "../platform/sheet/write-sheet.ts";
import { officerSheet } from "./officer-sheet.ts";
import { findActor, findAgencyByCode } from "./organisation.queries.ts";

const pg = useDatabase();
const now = moment("2026-09-07T08:00:00+07:00");
const system = { kind: "system", id: "motcua", name: "motcua" } as const;
const HEAD = "Họ tên,Tên đăng nhập,Cơ quan,Nhiệm vụ,Từ ngày,Hết ngày,Chức vụ,Điện thoại,E-mail\n";

beforeAll(async () => {
  await loadDemo({ db: pg.ownerDb, now });
});

async function bring(csv: string, actor: OfficerActor | typeof system = system): Promise<ImportReport> {
  return importSheet(officerSheet, { bytes: Buffer.from(HEAD + csv), mode: "good-rows" }, { db: pg.db, actor, now });
}
const outcomes = ({ rows }: ImportReport): string[] =>
  rows.map(({ outcome, faults }) => [outcome, ...faults.map(({ column, code }) => `${column} ${code}`)].join(": "));

async function administratorOf(code: string): Promise<OfficerActor> {
  const agency = await findAgencyByCode(pg.db, code, plainDate("2026-09-07"));
  const appointments = [{ agencyId: agency?.id ?? "", roles: new Set(["administrator" as const]) }];
  return { kind: "officer", id: "00000000-0000-7000-8000-00000000000a", name: "Quản trị", appointments };
}

describe("officers out of a table", () => {
  const PEOPLE = `Hà Văn Một,ha.van.mot,H99.21,"tiep nhan, Thụ lý",01/01/2026,01/09/2026,Công chức,0912345678,mot@example.vn
Hà Văn Một,ha.van.mot,H99.21,leader,01/09/2026,,,,
Hà Văn Một,Ha.Van.Mot,H99.22,thẩm định,01/09/2026,,,,
Lò Thị Hai,lo.thi.hai,H99.21,Văn thư,,,,,
`;

  test("one account a person, one appointment a row; again nothing changes", async () => {
    expect(outcomes(await bring(PEOPLE))).toEqual(["created", "created", "created", "created"]);
    expect(outcomes(await bring(PEOPLE))).toEqual(["unchanged", "unchanged", "unchanged", "unchanged"]);
    const account = await pg.ownerDb
      .selectFrom("account")
      .selectAll()
      .where("login", "=", "ha.van.mot")
      .executeTakeFirstOrThrow();
    expect(account).toMatchObject({ password_hash: null, activation_hash: null, name: "Hà Văn Một" });
    const actor = await findActor(pg.db, account.officer_id ?? "", plainDate("2026-09-07"));
    expect(actor?.appointments.flatMap(({ roles }) => [...roles]).toSorted()).toEqual(["appraiser", "leader"]);
  });

  test("what was taken out comes in unchanged", async () => {
    const context = { db: pg.db, actor: system, now };
    const bytes = writeSheet(officerSheet.columns, await officerSheet.rows(context), []);
    const report = await importSheet(officerSheet, { bytes, mode: "all-or-nothing" }, context);
    expect(new Set(outcomes(report))).toEqual(new Set(["unchanged"]));
  });

  test("a task is ended by its row, and facts are brought up to date", async () => {
    const ended = await bring("Lò Thị Hai,lo.thi.hai,H99.21,Văn thư,,10/09/2026,Văn thư xã,,\n");
    expect(outcomes(ended)).toEqual(["changed"]);
    const log = await pg.db.selectFrom("organisation_change").select("action").orderBy("id", "desc").limit(2).execute();
    expect(log.map(({ action }) => action)).toEqual(["appointment-ended", "officer-changed"]);
  });

  test.each([
    ["another person's login", "Người Khác,ha.van.mot,H99.21,Văn thư,,,,,\n", ["error: login login-taken"]],
    ["a login that is none", "Người Khác,người,H99.21,Văn thư,,,,,\n", ["error: login login-form"]],
    [
      "words that are no task",
      'Vàng A,vang.a,H99.21,"Văn thư, lái xe",x,,,,\n',
      ["error: roles role-unknown: from date-form"],
    ],
    ["no such agency", "Vàng A,vang.a,H99.99,Văn thư,,,,,\n", ["error: agency agency-not-found"]],
    ["an agency that is no more", "Vàng A,vang.a,H99.30,Văn thư,,,,,\n", ["error: agency agency-not-found"]],
    [
      "a time that is taken",
      "Hà Văn Một,ha.van.mot,H99.21,Văn thư,05/09/2026,,,,\n",
      ["error: from appointment-overlaps"],
    ],
    ["bad ways to reach", "Vàng A,vang.a,H99.21,Văn thư,,,,12,x\n", ["error: phone phone-form: email email-form"]],
    [
      "two persons under one login",
      "Vàng A,vang.a,H99.21,Văn thư,,,,,\nVàng B,vang.a,H99.22,Văn thư,,,,,\n",
      ["error: null row-of-refused-group", "error: name differs-from-first-row"],
    ],
  ])("%s is refused by name", async (_what, csv, expected) => expect(outcomes(await bring(csv))).toEqual(expected));
});

describe("an administrator of one commune", () => {
  test("appoints there and nowhere else, and takes out nobody else", async () => {
    const admin = await administratorOf("H99.20");
    const report = await bring("Vàng C,vang.c,H99.20,Văn thư,,,,,\nVàng D,vang.d,H99.21,Văn thư,,,,,\n", admin);
    expect(outcomes(report)).toEqual(["created", "error: agency agency-not-found"]);
    const rows = await officerSheet.rows({ db: pg.db, actor: admin, now });
    expect(new Set(rows.map((row) => row["agency"]))).toEqual(new Set(["H99.20"]));
  });

  test("may appoint somebody from elsewhere, and not change who that is", async () => {
    const admin = await administratorOf("H99.20");
    const plain = await bring("Hà Văn Một,ha.van.mot,H99.20,Văn thư,,,,,\n", admin);
    expect(outcomes(plain)).toEqual(["created"]);
    const changed = await bring("Hà Văn Một,ha.van.mot,H99.20,Văn thư,,,,0999999999,\n", admin);
    expect(outcomes(changed)).toEqual(["error: null officer-of-another"]);
  });
});
