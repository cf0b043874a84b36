const PROVINCE_ID = "0199d1a0-2222-7aaa-8bbb-000000000001";
const COMMUNE_ID = "0199d1a0-2222-7aaa-8bbb-000000000021";
const APPOINTMENT_ID = "0199d1a0-3333-7aaa-8bbb-000000000102";

const BASIS = "Nghị quyết số 01/NQ-HĐND ngày 01/7/2025";

/** A commune as the list shows it. */
const AGENCY_EXAMPLE = {
  id: COMMUNE_ID,
  code: "H99.21",
  legacyCode: "000.00.21.H99",
  name: "Ủy ban nhân dân xã Đồng Mận",
  level: "commune",
  parentId: PROVINCE_ID,
  counterKind: "section",
  address: "Thôn Giữa, xã Đồng Mận, tỉnh Thanh Bình",
  hotline: "19009999",
  from: "2025-07-01",
  to: null,
};

export const AGENCY_LIST_EXAMPLE = { items: [AGENCY_EXAMPLE] };

/** The commune with the one of the same name that it carries on. */
export const AGENCY_DETAIL_EXAMPLE = {
  ...AGENCY_EXAMPLE,
  former: [
    {
      to: "2026-03-01",
      name: "Ủy ban nhân dân xã Đồng Mận",
      parentName: "Ủy ban nhân dân tỉnh Thanh Bình",
      address: "Thôn Thượng, xã Đồng Mận, tỉnh Thanh Bình",
      hotline: "19009999",
    },
  ],
  predecessors: [
    {
      id: "0199d1a0-2222-7aaa-8bbb-000000003002",
      code: "H99.30.02",
      name: "Ủy ban nhân dân xã Đồng Mận",
      on: "2025-07-01",
      basis: BASIS,
    },
  ],
  successors: [],
  actions: ["change", "close"],
};

export const NEW_AGENCY_EXAMPLE = {
  code: "H99.23",
  name: "Ủy ban nhân dân xã Nà Lúa",
  level: "commune",
  parentId: PROVINCE_ID,
  counterKind: "section",
  address: "Bản Nà Lúa, xã Nà Lúa, tỉnh Thanh Bình",
  hotline: "19009999",
  from: "2026-09-01",
  basis: "Nghị quyết số 08/NQ-HĐND ngày 20/8/2026",
};

/** The seat of the commune moves. */
export const AGENCY_CHANGE_EXAMPLE = {
  since: "2026-03-01",
  basis: "Quyết định số 12/QĐ-UBND ngày 20/02/2026",
  address: AGENCY_EXAMPLE.address,
};

export const CLOSURE_BODY_EXAMPLE = {
  on: "2026-09-01",
  successorIds: [COMMUNE_ID],
  basis: "Nghị quyết số 08/NQ-HĐND ngày 20/8/2026",
};

export const CLOSURE_EXAMPLE = { dossiersLeft: 4, officersMoved: 3, childrenMoved: 0 };

const OFFICER = {
  id: "0199d1a0-3333-7aaa-8bbb-000000000002",
  name: "Thào A Chứ",
  post: "Công chức chuyên môn",
  login: "thuly.dongman",
};

export const TASK_EXAMPLE = {
  agencyId: COMMUNE_ID,
  roles: ["handler"],
  from: "2026-09-01",
  to: null,
  basis: "Quyết định số 31/QĐ-UBND ngày 28/8/2026",
};

export const NEW_OFFICER_EXAMPLE = {
  login: OFFICER.login,
  name: OFFICER.name,
  post: OFFICER.post,
  phone: "0912000102",
  email: "thuly.dongman@thanhbinh.example",
  task: TASK_EXAMPLE,
};

export const OFFICER_LIST_EXAMPLE = { items: [{ ...OFFICER, state: "active" }] };

export const OFFICER_EXAMPLE = {
  ...OFFICER,
  phone: NEW_OFFICER_EXAMPLE.phone,
  email: NEW_OFFICER_EXAMPLE.email,
  appointments: [
    { ...TASK_EXAMPLE, id: APPOINTMENT_ID, agencyCode: AGENCY_EXAMPLE.code, agencyName: AGENCY_EXAMPLE.name },
  ],
};

/** The task ends with the year. */
export const TASK_CHANGE_EXAMPLE = {
  roles: ["handler"],
  to: "2027-01-01",
  basis: "Quyết định số 55/QĐ-UBND ngày 15/12/2026",
};

export const ACTIVATION_CODE_EXAMPLE = {
  login: OFFICER.login,
  code: "K7MPW-2XHRA-9QTNB-4DZVE-6JCFS",
  expiresAt: "2026-09-14T08:00:00+07:00",
};

export const MISSING_CODES_EXAMPLE = {
  items: [{ ...ACTIVATION_CODE_EXAMPLE, officerId: OFFICER.id, name: OFFICER.name, agencies: AGENCY_EXAMPLE.name }],
};

/** The leader is on leave for a week; the handler does his work. */
export const NEW_DELEGATION_EXAMPLE = {
  kind: "substitution",
  agencyId: COMMUNE_ID,
  principalId: "0199d1a0-3333-7aaa-8bbb-000000000003",
  substituteId: OFFICER.id,
  roles: ["leader"],
  from: "2026-09-14",
  lastDay: "2026-09-18",
  basis: "Nghỉ phép; Thông báo số 12/TB-UBND ngày 10/9/2026",
};

export const DELEGATION_EXAMPLE = {
  id: "0199d1a0-4444-7aaa-8bbb-000000000001",
  kind: NEW_DELEGATION_EXAMPLE.kind,
  agency: { id: COMMUNE_ID, code: AGENCY_EXAMPLE.code, name: AGENCY_EXAMPLE.name },
  principal: { id: NEW_DELEGATION_EXAMPLE.principalId, name: "Lại Văn Ích", post: "Phó Chủ tịch" },
  substitute: { id: OFFICER.id, name: OFFICER.name, post: OFFICER.post },
  roles: ["leader"],
  from: NEW_DELEGATION_EXAMPLE.from,
  lastDay: NEW_DELEGATION_EXAMPLE.lastDay,
  basis: NEW_DELEGATION_EXAMPLE.basis,
  madeAt: "2026-09-10T09:00:00+07:00",
  madeBy: "Lại Văn Ích",
  endedAt: null,
  endedBy: null,
  endReason: null,
  inForce: true,
};
