import { beforeAll, expect, test } from "vitest";
import { useBrowser } from "../testing/browser.ts";
import { useDemoApp } from "../testing/demo-app.ts";
import { LONG, mainText, open, pdf, readLinkedPdf, shoot, signInCitizen, walkThrough } from "../testing/journey.ts";

const demo = useDemoApp();
const walk = walkThrough(demo, useBrowser());
const WITNESS = "Văn bản của người làm chứng về việc sinh";

beforeAll(() => demo.listen());

test(
  "a birth without a certificate: the portal asks for the case first, then for the witness's paper and no certificate",
  async () => {
    const { page } = await walk.phone();
    await page.goto(`${walk.base()}/thu-tuc/1.001193/nop`);
    await signInCitizen(page, "Lò Thị Mây");
    await page.getByRole("button", { name: "Tiếp tục" }).click();
    expect(await page.locator(".summary li").allTextContents()).toEqual(["Chọn trường hợp của ông/bà."]);
    expect(await page.getByRole("radio").count()).toBe(2);
    await page.getByLabel("không có giấy chứng sinh").check();
    await shoot(page, "case-portal");
    await page.getByRole("button", { name: "Tiếp tục" }).click();
    expect(await page.getByLabel("Giấy chứng sinh", { exact: true }).count()).toBe(0);
    await page.getByLabel("Nộp tại").selectOption({ label: "Ủy ban nhân dân phường Bến Đò" });
    await page.getByLabel("Mẹ", { exact: true }).check();
    await page.locator("[name='f.phone']").fill("0912000001");
    await page.getByLabel("Họ, chữ đệm, tên của trẻ").fill("Lò Văn Nam");
    const born = page.getByRole("group", { name: "Ngày sinh của trẻ" });
    await born.getByLabel("Ngày").fill("20");
    await born.getByLabel("Tháng").fill("8");
    await born.getByLabel("Năm").fill("2026");
    await page.getByLabel("Nam", { exact: true }).check();
    await page.getByLabel("Nơi sinh").fill("Tại nhà, phường Bến Đò");
    await page.getByLabel("Họ và tên mẹ").fill("Lò Thị Mây");
    await page.getByLabel("Số định danh của mẹ").fill("099199000001");
    await page.getByLabel("Tôi cam đoan").check();
    await page.getByLabel("Giấy tờ tùy thân").setInputFiles(await pdf("căn cước.pdf"));
    await page.getByRole("button", { name: "Lưu và kiểm tra lại" }).click();
    expect((await page.locator(".summary li").allTextContents()).join()).toContain(WITNESS);
    await page.getByLabel(WITNESS).setInputFiles(await pdf("làm chứng.pdf"));
    await page.getByRole("button", { name: "Lưu và kiểm tra lại" }).click();
    // Another case asks for another paper; back again, what was attached for the first is still there.
    await page.getByRole("link", { name: "Sửa trường hợp" }).click();
    await page.getByLabel("có giấy chứng sinh").first().check();
    await page.getByRole("button", { name: "Lưu và kiểm tra lại" }).click();
    expect((await page.locator(".summary li").allTextContents()).join()).toContain("Giấy chứng sinh");
    await page.getByLabel("Giấy chứng sinh", { exact: true }).setInputFiles(await pdf("chứng sinh.pdf"));
    await page.getByRole("button", { name: "Lưu và kiểm tra lại" }).click();
    expect(await mainText(page)).toContain("chứng sinh.pdf (1 trang");
    await page.getByRole("link", { name: "Sửa trường hợp" }).click();
    await page.getByLabel("không có giấy chứng sinh").check();
    await page.getByRole("button", { name: "Lưu và kiểm tra lại" }).click();
    await page.getByRole("button", { name: "Gửi hồ sơ" }).click();
    const receipt = await mainText(page);
    expect(receipt).toContain("Trẻ sinh ngoài cơ sở y tế, không có giấy chứng sinh");
    expect(receipt).toContain("làm chứng.pdf (1 trang");
    expect(receipt).not.toContain("chứng sinh.pdf");
    await shoot(page, "case-receipt");

    const counter = await walk.officer("tiepnhan.xa");
    await open(counter, "N.H99.20-260907-0001");
    expect(await mainText(counter)).toContain("không có giấy chứng sinh");
    const asked = await counter.getByLabel("Giấy tờ", { exact: true }).first().locator("option").allTextContents();
    expect(asked.join()).toContain(WITNESS);
    expect(asked).not.toContain("Giấy chứng sinh");
  },
  LONG,
);

test(
  "a birth in a hospital at the counter: the case is picked, its papers alone are asked for, and the slip names them",
  async () => {
    const counter = await walk.officer("tiepnhan.xa");
    await counter.goto(`${walk.base()}/can-bo/tiep-nhan/1.001193`);
    await counter.getByLabel("Trẻ sinh tại cơ sở y tế").check();
    await shoot(counter, "case-counter");
    await counter.getByRole("button", { name: "Tiếp tục" }).click();
    expect(await mainText(counter)).not.toContain(WITNESS);
    await counter.getByLabel("Họ và tên, hoặc tên tổ chức").fill("Bạch Thị Lan");
    await counter.getByLabel("Số định danh, hoặc mã số thuế").fill("099199000077");
    await counter.locator("[name='f.requester']").fill("Bạch Thị Lan");
    await counter.getByLabel("Mẹ", { exact: true }).check();
    await counter.locator("[name='f.phone']").fill("0912000001");
    await counter.getByLabel("Họ, chữ đệm, tên của trẻ").fill("Bạch Văn Nam");
    const born = counter.getByRole("group", { name: "Ngày sinh của trẻ" });
    await born.getByLabel("Ngày").fill("20");
    await born.getByLabel("Tháng").fill("8");
    await born.getByLabel("Năm").fill("2026");
    await counter.getByLabel("Nam", { exact: true }).check();
    await counter.getByLabel("Nơi sinh").fill("Bệnh viện tỉnh");
    await counter.getByLabel("Họ và tên mẹ").fill("Bạch Thị Lan");
    await counter.getByLabel("Số định danh của mẹ").fill("099199000077");
    await counter.getByLabel("Tôi cam đoan").check();
    for (const paper of ["1", "2"]) await counter.locator(`[name='paper.${paper}'][value='kept']`).check();
    await counter.getByRole("button", { name: "Tiếp nhận và in giấy hẹn" }).click();
    expect(await counter.locator(".summary").allTextContents()).toEqual([]);
    expect(await mainText(counter)).toContain("Trẻ sinh tại cơ sở y tế, có giấy chứng sinh");
    const slip = await readLinkedPdf(counter, "Giấy tiếp nhận hồ sơ");
    expect(slip).toContain("Giấy chứng sinh");
    expect(slip).toContain("Giấy tờ tùy thân");
    expect(slip).not.toContain("làm chứng");
  },
  LONG,
);
