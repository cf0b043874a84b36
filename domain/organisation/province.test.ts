import { expect, test } from "vitest";
import { placeOf, provinceName } from "./province.ts";

test.each([
  ["Ủy ban nhân dân tỉnh Thanh Bình", "tỉnh Thanh Bình", "Thanh Bình"],
  ["Uỷ ban nhân dân thành phố Huế", "thành phố Huế", "Huế"],
  ["ỦY BAN NHÂN DÂN TỈNH THANH BÌNH", "TỈNH THANH BÌNH", "THANH BÌNH"],
  ["Thành phố Hà Nội", "Thành phố Hà Nội", "Hà Nội"],
])("%s is %s, and papers are made in %s", (agency, name, place) => {
  expect([provinceName(agency), placeOf(provinceName(agency))]).toEqual([name, place]);
});
