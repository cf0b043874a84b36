import { beforeAll, expect, test } from "vitest";
import { useBrowser } from "../testing/browser.ts";
import { useDemoApp } from "../testing/demo-app.ts";
import { LONG, mainText, pdf, shoot, signInCitizen, walkThrough } from "../testing/journey.ts";

const demo = useDemoApp();
const walk = walkThrough(demo, useBrowser());
const URL = "/thu-tuc/2.000488/nop";

beforeAll(() => demo.listen());

test(
  "without script the form grows and shrinks with the answers, keeps what was typed and stores nothing that is hidden",
  async () => {
    const { page } = await walk.phone();
    await page.goto(walk.base() + URL);
    await signInCitizen(page, "Lò Thị Mây");
    const places = page.getByLabel("Các nơi đã cư trú");
    expect(await places.count()).toBe(0);
    await page.getByLabel("Mục đích").fill("Xin việc");
    await page.getByLabel("đã cư trú ở nhiều nơi").check();
    await page.getByLabel("Giấy tờ tùy thân").setInputFiles(await pdf("căn cước.pdf"));
    await page.getByRole("button", { name: "Cập nhật biểu mẫu" }).click();
    expect(await page.locator(".summary").count()).toBe(0);
    expect(await page.getByLabel("Mục đích").inputValue()).toBe("Xin việc");
    expect(await mainText(page)).toContain("Đã có: căn cước.pdf");
    await shoot(page, "eform-update-phone");
    await places.fill("2015–2020: xã Khe Sim");
    await page.getByRole("radio", { name: "Phiếu số 1" }).check();
    await page.getByLabel("Tôi cam đoan").check();

    // The answer is taken back: what hung on it is gone, and stays gone when it is given again.
    await page.getByLabel("đã cư trú ở nhiều nơi").uncheck();
    await page.getByRole("button", { name: "Cập nhật biểu mẫu" }).click();
    expect(await places.count()).toBe(0);
    await page.getByRole("button", { name: "Lưu và kiểm tra lại" }).click();
    expect(await mainText(page)).not.toContain("xã Khe Sim");

    // Asked for and not answered, it is a fault beside its field, shown at once.
    await page.getByRole("link", { name: "Sửa người yêu cầu" }).click();
    await page.getByLabel("đã cư trú ở nhiều nơi").check();
    await page.getByRole("button", { name: "Lưu và kiểm tra lại" }).click();
    expect((await page.locator(".summary li").allTextContents()).join()).toContain("Các nơi đã cư trú");
    await places.fill("2015–2020: xã Đồng Mận");
    await page.getByRole("button", { name: "Lưu và kiểm tra lại" }).click();
    expect(await mainText(page)).toContain("2015–2020: xã Đồng Mận");
    await page.getByRole("button", { name: "Gửi hồ sơ" }).click();
    expect(await mainText(page)).toContain("Đã gửi hồ sơ");
  },
  LONG,
);

test(
  "signed out it grows as well, without asking to sign in, and so it does at the counter",
  async () => {
    const { page } = await walk.phone();
    await page.goto(`${walk.base()}${URL}?dang-nhap=sau`);
    await page.getByLabel("Mục đích").fill("Xin việc");
    await page.getByLabel("đã cư trú ở nhiều nơi").check();
    await page.getByRole("button", { name: "Cập nhật biểu mẫu" }).click();
    expect(await page.getByLabel("Các nơi đã cư trú").count()).toBe(1);
    expect(await page.getByLabel("Mục đích").inputValue()).toBe("Xin việc");

    const counter = await walk.officer("tiepnhan.tinh");
    await counter.goto(`${walk.base()}/can-bo/tiep-nhan/2.000488`);
    await counter.getByLabel("Họ và tên, hoặc tên tổ chức").fill("Lò Thị Mây");
    await counter.getByLabel("đã cư trú ở nhiều nơi").check();
    await counter.getByRole("button", { name: "Cập nhật biểu mẫu" }).click();
    expect(await counter.locator(".summary").count()).toBe(0);
    expect(await counter.getByLabel("Các nơi đã cư trú").count()).toBe(1);
    expect(await counter.getByLabel("Họ và tên, hoặc tên tổ chức").inputValue()).toBe("Lò Thị Mây");
    await shoot(counter, "eform-update-counter");
  },
  LONG,
);
