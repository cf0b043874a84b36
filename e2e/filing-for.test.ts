import { beforeAll, expect, test } from "vitest";
import { useBrowser } from "../testing/browser.ts";
import { useDemoApp } from "../testing/demo-app.ts";
import { LONG, mainText, open, pdf, signInCitizen, walkThrough } from "../testing/journey.ts";

const demo = useDemoApp();
const walk = walkThrough(demo, useBrowser());

beforeAll(() => demo.listen());

test(
  "filing for somebody else: the authorisation goes with it, and the counter sees who stands on it and who filed",
  async () => {
    const { page } = await walk.phone();
    await page.goto(`${walk.base()}/thu-tuc/2.000488/nop`);
    await signInCitizen(page, "Lò Thị Mây");
    await page.getByLabel("Cho người khác, có ủy quyền").check();
    await page.getByLabel("Họ và tên người ủy quyền").fill("Bạch Văn Sơn");
    await page.getByLabel("Số định danh của người ủy quyền").fill("099085000002");
    await page.getByLabel("Văn bản ủy quyền", { exact: true }).setInputFiles(await pdf("ủy quyền.pdf"));
    await page.getByRole("radio", { name: "Phiếu số 1" }).check();
    await page.getByLabel("Mục đích").fill("Xin việc");
    await page.getByLabel("Tôi cam đoan").check();
    await page.getByLabel("Giấy tờ tùy thân").setInputFiles(await pdf("căn cước.pdf", 2));
    await page.getByRole("button", { name: "Lưu và kiểm tra lại" }).click();
    const check = await mainText(page);
    expect(check).toContain("lý lịch tư pháp: 200.000 đồng");
    expect(check).toContain("Người nộp thay");
    await page.getByRole("button", { name: "Gửi hồ sơ" }).click();
    const receipt = await mainText(page);
    expect(receipt).toContain("Bạch Văn Sơn");
    expect(receipt).toContain("ủy quyền.pdf (1 trang");
    const counter = await walk.officer("tiepnhan.tinh");
    await open(counter, "N.H99.01-260907-0001");
    const seen = await mainText(counter);
    expect(seen).toContain("Trực tuyến, nộp thay có ủy quyền");
    expect(seen).toContain("Người nộpLò Thị Mây");
    expect(seen).toContain("Văn bản ủy quyền");
  },
  LONG,
);
