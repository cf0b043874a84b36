import { describe, expect, test } from "vitest";
import { catalogueCompetence, type NamedAgencies } from "./catalogue-competence.ts";
import type { Level } from "./procedure.ts";

const OFFICES = [
  { code: "T.02", name: "Sở Xây dựng" },
  { code: "T.03", name: "Sở Tư pháp tỉnh Thanh Bình" },
  { code: "T.04", name: "Sở Nông nghiệp và Môi trường" },
  { code: "T.05", name: "Sở Y tế" },
  { code: "T.07", name: "Phòng Cảnh sát phòng cháy, chữa cháy" },
];

const read = (levels: readonly Level[], named: Partial<NamedAgencies>) =>
  catalogueCompetence(
    levels,
    { ministry: "Bộ Xây dựng", executing: "", delegated: "", competent: "", ...named },
    OFFICES,
  );

describe("at the level of the commune", () => {
  test.each<[named: Partial<NamedAgencies>, expected: "commune" | null, why: string]>([
    [{}, "commune", "the level alone says so"],
    [{ executing: "Ủy ban Nhân dân xã, phường, thị trấn." }, "commune", "the committee by name"],
    [{ competent: "Chủ tịch UBND cấp xã" }, "commune", "its chairman"],
    [{ competent: "Chủ tịch Ủy ban nhân dân xã" }, "commune", "its chairman in full"],
    [{ executing: "Uỷ ban Nhân dân cấp xã, phường, thị trấn" }, "commune", "with the tone at its old place"],
    [{ executing: "Văn phòng đăng ký đất đai, Chủ tịch Ủy ban nhân dân xã" }, "commune", "among others"],
    [{ executing: "Cơ quan quản lý đất đai cấp xã" }, "commune", "an office of the commune"],
    [{ executing: "UBND cấp huyện" }, "commune", "the district's, whose work the communes carry on"],
    [{ executing: "Công an cấp Xã" }, null, "the police of the commune is another's"],
    [{ executing: "Công an huyện" }, null, "and so is that of the district"],
    [{ executing: "Chi cục Hải quan khu vực" }, null, "the customs"],
    [{ executing: "Tổ chức hành nghề công chứng" }, null, "no authority at all"],
    [{ competent: "Ủy ban nhân dân cấp tỉnh" }, null, "the province, at odds with the level"],
    [{ ministry: "Bộ Công an" }, null, "nobody named, but the ministry has a service of its own"],
  ])("%j is settled by %s: %s", (named, expected) => {
    expect(read(["commune"], named)).toBe(expected);
  });

  test("a district that was is a local authority too", () => {
    expect(read(["district", "commune"], {})).toBe("commune");
  });
});

describe("at the level of the province", () => {
  test.each<[named: Partial<NamedAgencies>, code: string | null, why: string]>([
    [{ executing: "Sở Xây dựng" }, "T.02", "the department by name"],
    [{ executing: "Văn phòng Sở Xây dựng" }, "T.02", "a part of it"],
    [{ executing: "Sở Tư pháp" }, "T.03", "ours is called by its province as well"],
    [
      { executing: "Sở Nông nghiệp và Môi trường Thành phố Hà Nội" },
      "T.04",
      "another province's name is meant for all",
    ],
    [{ executing: "Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ" }, "T.07", "a name with commas"],
    [{ executing: "Sở Tư pháp", competent: "Sở Xây dựng" }, "T.03", "who does it, before who decides"],
    [{ competent: "Chủ tịch ủy ban nhân dân cấp tỉnh", delegated: "Sở Y tế" }, "T.05", "who was delegated"],
    [{ executing: "Ủy ban nhân dân cấp tỉnh", competent: "Sở Y tế" }, "T.05", "the only department that is named"],
    [{ executing: "Sở Xây dựng, Sở Tư pháp" }, null, "two departments"],
    [{ executing: "Ủy ban nhân dân cấp tỉnh" }, null, "no department"],
    [{ executing: "Sở Xây dựng và Giao thông" }, "T.02", "a name that goes on"],
    [{ executing: "Sở Công Thương" }, null, "a department that the province has not"],
    [{}, null, "nobody"],
  ])("%j is settled by %s: %s", (named, code) => {
    expect(read(["province"], named)).toEqual(code && { agencyCode: code });
  });
});

test.each<[levels: readonly Level[], why: string]>([
  [[], "no level of a province"],
  [["province", "commune"], "who is competent turns on the matter"],
  [["province", "district", "commune"], "so it does before 1/7/2025"],
])("of the levels %j the province decides itself: %s", (levels) => {
  expect(read(levels, { executing: "Sở Xây dựng" })).toBeNull();
});
