/** A row of the national catalogue as the portal gives it, invented; `changes` replace what it says. */
export function catalogueRow(changes: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    code: "1.900001",
    name: "Cấp giấy phép mở bến đò",
    levels: ["Cấp tỉnh", "Cấp xã"],
    field: "Đường thủy",
    targets: ["Công dân Việt Nam"],
    methods: [
      { channel: 1, time: 5, unit: "working_day", fee: "100,000 VNĐ", note: "" },
      { channel: 2, time: 3, unit: "working_day", fee: "Miễn phí", note: "" },
    ],
    components: [
      { case: "", name: "Đơn đề nghị", form: "Mẫu 01", original: 1, copy: 0 },
      { case: "", name: "Không phải nộp lại giấy tờ đã có", form: "", original: 0, copy: 0 },
    ],
    results: [{ name: "Giấy phép bến đò", code: "KQ.G04.000001" }],
    legal_basis: { text: "", numbers: ["23/2004/QH11"] },
    conditions: "",
    steps: "Bước 1: Nộp hồ sơ.",
    ...changes,
  };
}
