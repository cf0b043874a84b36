import { describe, expect, test } from "vitest";
import type { Actor } from "../identity/actor.ts";
import { ROLES, type Role } from "../organisation/role.ts";
import {
  EMERGENCY_REASON,
  emergencyFaults,
  mayAskEmergencyRead,
  mayOverseeEmergencyReads,
  mayReviewEmergencyReads,
} from "./emergency-read.ts";

const officer = (role: Role): Actor => ({
  kind: "officer",
  id: "o",
  name: "O",
  appointments: [{ agencyId: "a", roles: new Set([role]) }],
});

describe("who", () => {
  test.each<[(actor: Actor) => boolean, readonly Role[]]>([
    [mayAskEmergencyRead, ["receiver", "handler", "appraiser", "leader", "control-officer", "auditor"]],
    [mayOverseeEmergencyReads, ["leader", "control-officer", "administrator", "auditor"]],
    [mayReviewEmergencyReads, ["control-officer"]],
  ])("%o", (may, wanted) => {
    expect(ROLES.filter((role) => may(officer(role)))).toEqual(wanted);
    expect(may({ kind: "citizen", id: "c", name: "C", identityNumber: "099199000001" })).toBe(false);
    expect(may({ kind: "system", id: "s", name: "S" })).toBe(false);
  });
});

test.each([
  ["", "Cấp cứu cần số điện thoại người nhà", ["emergency-code-missing"]],
  ["H99.20-260907-0001", "Cấp cứu cần số điện thoại người nhà", []],
  ["H99.20-260907-0001", "cần xem hồ sơ gấp", ["emergency-reason-short"]],
  ["H99.20-260907-0001", "cần cần cần cần cần cần cần cần", ["emergency-reason-short"]],
  ["H99.20-260907-0001", "1234567890 1234567890 ........", ["emergency-reason-short"]],
  ["", "", ["emergency-code-missing", "emergency-reason-short"]],
  ["H", "bốn chữ khác nhau ".repeat(100), ["emergency-reason-long"]],
])("%j for %j: %j", (code, reason, wanted) => {
  expect(emergencyFaults({ code, reason }).map((fault) => fault.code)).toEqual(wanted);
});

test("a reason may be as long as is said", () => {
  const reason = "bốn chữ khác nhau".padEnd(EMERGENCY_REASON.most, "a");
  expect(emergencyFaults({ code: "H", reason })).toEqual([]);
});
