/** A filing as a counter of the commune sends it. */
export const SUBMISSION_EXAMPLE = {
  procedureCode: "1.001193",
  receivingAgencyCode: "H99.01",
  competentAgencyCode: "H99.20",
  channel: "direct",
  applicant: {
    kind: "person",
    name: "Lò Thị Mây",
    identityNumber: "099199000001",
    address: "Phường Bến Đò",
    phone: "0912000001",
    email: "",
  },
  authorisation: null,
  caseName: "Trẻ sinh tại cơ sở y tế, có giấy chứng sinh",
  answers: { childName: "Lò Văn Nam", childBorn: "2026-08-20" },
  papers: [{ componentCode: "1", name: "Giấy chứng sinh", documentIds: [], keptOriginals: 1 }],
  resultPlace: "Tại bộ phận một cửa",
  links: [],
};

export const ACT_EXAMPLE = { version: 2, command: { action: "forward", next: null, note: "Đủ giấy tờ" } };

const { applicant, answers, papers, resultPlace } = SUBMISSION_EXAMPLE;

/** The same dossier once it has been received. */
export const DOSSIER_EXAMPLE = {
  id: "01a20eea-0ef0-70a1-8f57-44d163d7f0c9",
  version: 2,
  status: "received",
  nationalState: 2,
  code: "H99.01-260907-0001",
  submissionCode: "N.H99.01-260907-0001",
  procedure: { code: "1.001193", name: "Đăng ký khai sinh" },
  channel: "direct",
  applicant,
  authorisation: null,
  caseName: "Trẻ sinh tại cơ sở y tế, có giấy chứng sinh",
  answers,
  papers,
  resultPlace,
  receivingAgency: "Trung tâm Phục vụ hành chính công tỉnh",
  resolvingAgency: "Ủy ban nhân dân phường Bến Đò",
  custody: {
    holder: "Trung tâm Phục vụ hành chính công tỉnh",
    inTransitTo: null,
    since: "2026-09-07T09:00:00+07:00",
  },
  submittedAt: "2026-09-07T08:00:00+07:00",
  receivedAt: "2026-09-07T09:00:00+07:00",
  originalDueAt: "2026-09-10T09:00:00+07:00",
  dueAt: "2026-09-10T09:00:00+07:00",
  pauses: [],
  finishedAt: null,
  returnedAt: null,
  limit: { amount: 3, unit: "working-day" },
  explanation: ["Nhận 09:00 thứ Hai 07/09/2026", "+3 ngày làm việc", "Trả 09:00 thứ Năm 10/09/2026"],
  supplement: null,
  payment: null,
  apology: null,
  consultations: [],
  legs: [],
  closingReason: null,
  result: null,
  handedOut: null,
  links: [],
  actions: ["forward", "request-supplement", "request-payment", "withdraw", "stop", "link"],
  undo: null,
  asOf: null,
  masked: false,
  emergency: null,
};

export const LIST_EXAMPLE = {
  items: [
    {
      id: DOSSIER_EXAMPLE.id,
      code: DOSSIER_EXAMPLE.code,
      status: DOSSIER_EXAMPLE.status,
      nationalState: DOSSIER_EXAMPLE.nationalState,
      procedure: DOSSIER_EXAMPLE.procedure,
      applicantName: applicant.name,
      receivingAgency: DOSSIER_EXAMPLE.receivingAgency,
      resolvingAgency: DOSSIER_EXAMPLE.resolvingAgency,
      submittedAt: DOSSIER_EXAMPLE.submittedAt,
      dueAt: DOSSIER_EXAMPLE.dueAt,
    },
  ],
  next: null,
};

/** The first row of a counter's book, once the result has been handed out. */
export const REGISTER_EXAMPLE = {
  agency: "H99.01",
  rows: [
    {
      sequence: "01",
      dossierCode: DOSSIER_EXAMPLE.code,
      procedureName: DOSSIER_EXAMPLE.procedure.name,
      applicantName: applicant.name,
      contact: `${applicant.address}; ${applicant.phone}`,
      agencyName: DOSSIER_EXAMPLE.resolvingAgency,
      receivedAt: DOSSIER_EXAMPLE.receivedAt,
      dueAt: DOSSIER_EXAMPLE.dueAt,
      returnedAt: "2026-09-10T08:30:00+07:00",
      resultChannel: "Trực tiếp",
    },
  ],
  more: false,
};

const PHOTO_EXAMPLE = {
  id: "0199d1a0-1111-7aaa-8bbb-000000000001",
  name: "giấy chứng sinh.jpg",
  mediaType: "image/jpeg",
  pages: 1,
  size: 412_345,
  sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  href: "/tai-lieu/0199d1a0-1111-7aaa-8bbb-000000000001?han=1788748800&ky=3q2-7w",
};

/** A paper bound from photos, and no result yet. */
export const FILES_EXAMPLE = {
  papers: [
    {
      componentCode: "1",
      name: "Giấy chứng sinh",
      keptOriginals: 0,
      files: [
        {
          ...PHOTO_EXAMPLE,
          id: "0199d1a0-1111-7aaa-8bbb-000000000004",
          name: "Giấy chứng sinh.pdf",
          mediaType: "application/pdf",
          href: "/tai-lieu/0199d1a0-1111-7aaa-8bbb-000000000004?han=1788748800&ky=3q2-7w",
          originals: [PHOTO_EXAMPLE],
        },
      ],
    },
  ],
  results: [],
};
