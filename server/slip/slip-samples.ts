import { moment } from "../../domain/shared/moment.ts";
import { plainDate } from "../../domain/shared/plain-date.ts";
import type { SlipDataByKind, SlipHead, SlipPerson } from "../../domain/slip/slip-data.ts";

// Invented facts with which administrators preview a template and the tests read it.
const HEAD: SlipHead = {
  superior: "Ủy ban nhân dân tỉnh Tân Giang",
  unit: "Trung tâm Phục vụ hành chính công tỉnh Tân Giang",
  officeType: "centre",
  number: "0127",
  place: "Tân Giang",
  date: plainDate("2026-02-04"),
  qr: {
    procedureCode: "1.009994",
    systemName: "Hệ thống thông tin giải quyết thủ tục hành chính tỉnh Tân Giang",
    exportedAt: moment("2026-02-04T16:21:07+07:00"),
  },
};
const APPLICANT: SlipPerson = {
  name: "Nguyễn Thị Ngọc Quỳnh",
  identityNumber: "001190012345",
  address: "Số 12, đường Lê Lợi, phường Hòa Bình, tỉnh Tân Giang",
  phone: "0912 345 678",
  email: "quynh.nguyen@example.vn",
};
const DOSSIER = {
  head: HEAD,
  dossierCode: "H99.101.02-260204-0007",
  procedureName: "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ",
  applicant: APPLICANT,
};

/** One filled slip of each kind. */
export const SLIP_SAMPLES: SlipDataByKind = {
  receipt: {
    ...DOSSIER,
    components: [
      "Đơn đề nghị cấp giấy phép xây dựng (01 bản chính)",
      "Bản sao giấy tờ chứng minh quyền sử dụng đất (01 bản sao)",
      "Hai bộ bản vẽ thiết kế xây dựng kèm theo giấy chứng nhận thẩm duyệt (02 bản chính)",
    ],
    sets: 1,
    timeLimit: "15 ngày làm việc",
    receivedAt: moment("2026-02-04T16:20:00+07:00"),
    dueAt: moment("2026-03-06T16:20:00+07:00"),
    resultAt: "Trung tâm Phục vụ hành chính công tỉnh Tân Giang",
    book: "01/2026",
    sequence: "0127",
    submitterName: "Nguyễn Thị Ngọc Quỳnh",
    receiverName: "Trần Văn Đức",
  },
  "supplement-request": {
    ...DOSSIER,
    items: ["Bản vẽ mặt bằng có chữ ký của người thiết kế", "Bản sao giấy chứng nhận quyền sử dụng đất còn rõ chữ"],
    reasons: ["Bản vẽ nộp kèm chưa có chữ ký; bản sao giấy chứng nhận bị mờ ở trang 2."],
    contactName: "bà Lê Thị Hường",
    contactPhone: "0203 3 456 789",
    guideName: "Lê Thị Hường",
  },
  refusal: {
    ...DOSSIER,
    reasons: ["Thửa đất thuộc xã khác; hồ sơ không thuộc thẩm quyền tiếp nhận của Trung tâm."],
    submitterName: "Nguyễn Thị Ngọc Quỳnh",
    receiverName: "Trần Văn Đức",
  },
  apology: {
    ...DOSSIER,
    head: { ...HEAD, unit: "Sở Xây dựng tỉnh Tân Giang" },
    agencyName: "Sở Xây dựng tỉnh Tân Giang",
    receivedDate: plainDate("2026-02-04"),
    dueAt: moment("2026-03-06T16:20:00+07:00"),
    reasons: ["Cơ quan phối hợp trả lời ý kiến chậm 02 ngày làm việc."],
    newDueDate: plainDate("2026-03-11"),
    signerTitle: "Phó Giám đốc",
    signerName: "Phạm Quốc Khánh",
  },
  "stop-notice": {
    ...DOSSIER,
    receivedDate: plainDate("2026-02-04"),
    requestedDate: plainDate("2026-02-10"),
    requestText: "Không còn nhu cầu xây dựng trong năm 2026",
    stoppedAt: moment("2026-02-10T09:30:00+07:00"),
    returned: ["Bản sao giấy tờ chứng minh quyền sử dụng đất", "Hai bộ bản vẽ thiết kế"],
    signerTitle: "Giám đốc Trung tâm",
    signerName: "Vũ Thị Thu Ngân",
  },
  "control-sheet": {
    ...DOSSIER,
    agencyName: "Sở Xây dựng tỉnh Tân Giang",
    cooperating: ["Công an tỉnh Tân Giang", "Ủy ban nhân dân phường Hòa Bình"],
    receivedAt: moment("2026-02-04T16:20:00+07:00"),
    dueAt: moment("2026-03-06T16:20:00+07:00"),
    rows: [
      {
        to: "Phòng Quản lý xây dựng",
        at: moment("2026-02-05T07:30:00+07:00"),
        givenBy: "Trần Văn Đức",
        takenBy: "Hoàng Anh Tuấn",
      },
      {
        from: "Phòng Quản lý xây dựng",
        to: "Bộ phận TN&TKQ",
        at: moment("2026-03-04T10:15:00+07:00"),
        givenBy: "Hoàng Anh Tuấn",
        takenBy: "Trần Văn Đức",
        result: "early",
        note: "Đủ 02 bản",
      },
    ],
  },
  register: {
    head: HEAD,
    book: "01/2026",
    from: plainDate("2026-02-01"),
    to: plainDate("2026-02-28"),
    rows: [
      {
        sequence: "01",
        dossierCode: "H99.101.02-260204-0007",
        procedureName: "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ",
        applicantName: "Nguyễn Thị Ngọc Quỳnh",
        contact: "Số 12, đường Lê Lợi, phường Hòa Bình; 0912 345 678",
        agencyName: "Sở Xây dựng tỉnh Tân Giang",
        receivedAt: moment("2026-02-04T16:20:00+07:00"),
        dueAt: moment("2026-03-06T16:20:00+07:00"),
        returnedAt: moment("2026-03-05T08:40:00+07:00"),
        resultChannel: "Trực tiếp",
      },
    ],
  },
};
