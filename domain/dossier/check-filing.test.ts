import { expect, test } from "vitest";
import { citizen, filing, officer } from "../../testing/workflow.ts";
import { checkCase, checkFiling } from "./check-filing.ts";

const receiver = officer("counter", "receiver");
const authorisation = {
  name: "Lò Thị Mây",
  identityNumber: "001199000001",
  phone: "0912000001",
  email: "",
  address: "",
  paper: "Giấy ủy quyền số 5",
};
const other = { ...filing.applicant, name: "Bà Lò", identityNumber: "001150000002" };
const kept = [{ componentCode: "1", name: "A", documentIds: [], keptOriginals: 1 }];

test.each<[string, Partial<Parameters<typeof checkFiling>[0]>, typeof citizen, readonly string[]]>([
  ["the person himself online", { channel: "self-online" }, citizen, []],
  [
    "for somebody else as if for himself",
    { channel: "self-online", applicant: other },
    citizen,
    ["applicant.identityNumber applicant-not-self"],
  ],
  [
    "for somebody else with a power of attorney",
    { channel: "authorised-online", applicant: other, authorisation },
    citizen,
    [],
  ],
  [
    "for somebody else without one",
    { channel: "authorised-online", applicant: other },
    citizen,
    ["authorisation authorisation-missing"],
  ],
  [
    "with somebody else's power of attorney",
    {
      channel: "authorised-online",
      applicant: other,
      authorisation: { ...authorisation, identityNumber: "001150000003" },
    },
    citizen,
    ["authorisation.identityNumber authorised-not-self"],
  ],
  [
    "for himself with a power of attorney",
    { channel: "self-online", authorisation },
    citizen,
    ["authorisation authorisation-unneeded"],
  ],
  ["online as if at the counter", { channel: "direct" }, citizen, ["channel channel-of-counter"]],
  ["an original online", { channel: "self-online", papers: kept }, citizen, ["papers.1 originals-not-online"]],
  ["at the counter", { channel: "direct", papers: kept }, receiver, []],
  ["at the counter as if online", { channel: "self-online" }, receiver, ["channel channel-not-yours"]],
  [
    "at the counter as if the authorised person had sent it online",
    { channel: "authorised-online", authorisation },
    receiver,
    ["channel channel-authorised-online"],
  ],
  ["helped at the counter to file online", { channel: "assisted-online" }, receiver, []],
  ["at the counter with a power of attorney", { channel: "authorised-direct", authorisation }, receiver, []],
  [
    "there without its paper",
    { channel: "authorised-direct", authorisation: { ...authorisation, paper: " " } },
    receiver,
    ["authorisation.paper authorisation-paper-missing"],
  ],
  [
    "a company",
    { channel: "direct", applicant: { ...other, kind: "organisation", identityNumber: "0100109106" } },
    receiver,
    [],
  ],
  [
    "a company's branch",
    { channel: "direct", applicant: { ...other, kind: "organisation", identityNumber: "0100109106-001" } },
    receiver,
    [],
  ],
  [
    "a company with a wrong check digit",
    { channel: "direct", applicant: { ...other, kind: "organisation", identityNumber: "0100109107" } },
    receiver,
    ["applicant.identityNumber tax-code-invalid"],
  ],
  [
    "everything wrong at once",
    { channel: "direct", applicant: { ...other, name: "", identityNumber: "12", phone: "1", email: "x" } },
    receiver,
    [
      "applicant.name name-missing",
      "applicant.identityNumber identity-number-invalid",
      "applicant.phone phone-invalid",
      "applicant.email email-invalid",
    ],
  ],
])("%s", (_what, changes, actor, expected) => {
  const faults = checkFiling({ ...filing, ...changes }, actor);
  expect(faults.map(({ field, code }) => `${field} ${code}`)).toEqual(expected);
});

const cases = ["Có giấy chứng sinh", "Không có"];

test.each<[caseName: string | null, complete: boolean, who: typeof citizen, codes: readonly string[]]>([
  ["Có giấy chứng sinh", true, citizen, []],
  ["Có giấy chứng sinh", false, receiver, []],
  ["Chưa từng có", false, citizen, ["case-unknown"]],
  ["Chưa từng có", true, receiver, ["case-unknown"]],
  [null, false, citizen, []],
  [null, true, citizen, ["case-missing"]],
  [null, true, receiver, []],
])("the case %j where everybody is in one: %s", (caseName, casesComplete, who, codes) => {
  expect(checkCase({ cases, casesComplete }, caseName, who).map(({ code }) => code)).toEqual(codes);
});
