import { expect, test } from "vitest";
import { plainDate } from "../shared/plain-date.ts";
import { checkAppointment, type AppointmentFacts } from "./appointment.ts";

const day = plainDate;
const agency = { code: "H99.20", from: day("2025-07-01"), to: null };
const facts: AppointmentFacts = { roles: ["receiver"], from: day("2026-01-01"), to: null };

test.each([
  ["as it should be", {}, agency, [], []],
  ["no task", { roles: [] }, agency, [], ["roles: roles-missing"]],
  ["ends as it begins", { to: day("2026-01-01") }, agency, [], ["to: validity-order"]],
  ["before the agency", { from: day("2025-06-30") }, agency, [], ["agency: appointment-outside-agency"]],
  ["after the agency", {}, { ...agency, to: day("2026-01-01") }, [], ["agency: appointment-outside-agency"]],
  ["goes on when the agency ends", {}, { ...agency, to: day("2026-02-01") }, [], []],
  ["while another one holds", {}, agency, [{ from: day("2026-03-01"), to: null }], ["from: appointment-overlaps"]],
  ["after another one ended", {}, agency, [{ from: day("2025-07-01"), to: day("2026-01-01") }], []],
] as const)("%s", (_what, changed, where, others, expected) => {
  const faults = checkAppointment({ ...facts, ...changed }, { agency: where, others });
  expect(faults.map(({ field, code }) => `${field}: ${code}`)).toEqual(expected);
});
