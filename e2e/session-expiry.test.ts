import { beforeAll, expect, test } from "vitest";
import { useBrowser } from "../testing/browser.ts";
import { useDemoApp } from "../testing/demo-app.ts";
import {
  act,
  action,
  LONG,
  mainText,
  open,
  photo,
  shoot,
  signInCitizen,
  signInOfficer,
  walkThrough,
} from "../testing/journey.ts";

const demo = useDemoApp();
const walk = walkThrough(demo, useBrowser());

beforeAll(() => demo.listen());

test(
  "a citizen whose session ends in the middle signs in again and finds what was typed and the photo",
  async () => {
    demo.at("2026-09-07T08:00:00+07:00");
    const { page } = await walk.phone();
    await page.goto(`${walk.base()}/thu-tuc/1.000656/nop`);
    await signInCitizen(page, "Lò Thị Mây");
    await page.getByLabel("Nơi mất").fill("Bệnh viện tỉnh");
    await page.getByLabel("Giấy báo tử").setInputFiles({ ...(await photo()), name: "báo tử.jpg" });
    demo.at("2026-09-07T21:00:00+07:00");
    // The identity service still knows the browser, so it sends it straight back.
    await page.getByRole("button", { name: "Lưu và kiểm tra lại" }).click();
    expect(await page.getByLabel("Nơi mất").inputValue()).toBe("Bệnh viện tỉnh");
    expect(await mainText(page)).toContain("Đã có: báo tử.jpg");

    // The same once more, now on the saved draft: it is continued, not doubled.
    await page.getByLabel("Nơi mất").fill("Nhà riêng");
    demo.at("2026-09-08T12:00:00+07:00");
    await page.getByRole("button", { name: "Lưu và kiểm tra lại" }).click();
    expect(await page.getByLabel("Nơi mất").inputValue()).toBe("Nhà riêng");
    expect(await mainText(page)).toContain("Đã có: báo tử.jpg");
    await page.goto(`${walk.base()}/ho-so`);
    expect(await page.getByRole("link", { name: "Đăng ký khai tử" }).count()).toBe(1);
  },
  LONG,
);

test(
  "somebody who is not signed in fills in first, and another person's sign-in on that draft's address finds nothing",
  async () => {
    demo.at("2026-09-07T08:00:00+07:00");
    const { page } = await walk.phone();
    await page.goto(`${walk.base()}/thu-tuc/1.000656`);
    await page.getByRole("link", { name: "Điền trước, đăng nhập sau" }).click();
    await page.getByLabel("Nơi mất").fill("Trạm y tế");
    await page.getByRole("button", { name: "Lưu và đăng nhập" }).click();
    await signInCitizen(page, "Bạch Văn Sơn");
    expect(await page.getByLabel("Nơi mất").inputValue()).toBe("Trạm y tế");
    const { page: stranger } = await walk.phone();
    await stranger.goto(page.url());
    await signInCitizen(stranger, "Vàng Thị Nhài");
    expect(await mainText(stranger)).toContain("Không tìm thấy");
  },
  LONG,
);

test(
  "officers' forms come back filled after signing in again, and nothing is sent by itself",
  async () => {
    demo.at("2026-09-07T08:00:00+07:00");
    const receiver = await walk.officer("tiepnhan.xa");
    await receiver.goto(`${walk.base()}/can-bo/tiep-nhan/1.000656`);
    await receiver.getByLabel("Họ và tên, hoặc tên tổ chức").fill("Lò Thị Mây");
    await receiver.getByLabel("Số định danh, hoặc mã số thuế").fill("099199000001");
    await receiver.locator("[name='f.deceased']").fill("Lò Văn Khoa");
    const died = receiver.getByRole("group", { name: "Ngày mất" });
    await died.getByLabel("Ngày").fill("1");
    await died.getByLabel("Tháng").fill("9");
    await died.getByLabel("Năm").fill("2026");
    await receiver.getByLabel("Nơi mất").fill("Nhà riêng");
    await receiver.locator("[name='f.requester']").fill("Lò Thị Mây");
    await receiver.locator("[name='f.phone']").fill("0912000001");
    await receiver.getByLabel("Tôi cam đoan").check();
    demo.at("2026-09-07T17:30:00+07:00");
    await receiver.getByRole("button", { name: "Tiếp nhận và in giấy hẹn" }).click();
    expect(await mainText(receiver)).toContain("Nội dung ông/bà vừa nhập còn nguyên");
    await shoot(receiver, "office-signin-kept", false);
    await signInOfficer(receiver, "tiepnhan.xa");
    expect(await receiver.getByLabel("Nơi mất").inputValue()).toBe("Nhà riêng");
    expect(await died.getByLabel("Năm").inputValue()).toBe("2026");
    expect(await receiver.getByLabel("Tôi cam đoan").isChecked()).toBe(true);
    await receiver.getByRole("button", { name: "Tiếp nhận và in giấy hẹn" }).click();
    const code = "H99.20-260907-0001";
    expect(await mainText(receiver)).toContain(code);

    const form = await action(receiver, "Chuyển bước sau");
    await form.getByLabel("Ý kiến").fill("Đủ giấy tờ");
    demo.at("2026-09-08T09:00:00+07:00");
    await form.getByRole("button", { name: "Chuyển bước sau" }).click();
    await receiver.getByLabel("Mật khẩu").fill("sai");
    await receiver.getByLabel("Tên đăng nhập").fill("tiepnhan.xa");
    await receiver.getByRole("button", { name: "Đăng nhập" }).click();
    await signInOfficer(receiver, "tiepnhan.xa");
    expect(await (await action(receiver, "Chuyển bước sau")).getByLabel("Ý kiến").inputValue()).toBe("Đủ giấy tờ");
    expect(await receiver.locator("ol.timeline").textContent()).not.toContain("Đủ giấy tờ");
    await act(receiver, "Chuyển bước sau");
    expect(await receiver.locator("ol.timeline").textContent()).toContain("Đủ giấy tờ");
  },
  LONG,
);

test(
  "an action that somebody else has taken meanwhile says what is allowed now and gives back what was typed",
  async () => {
    demo.at("2026-09-14T08:00:00+07:00");
    const first = await walk.officer("tiepnhan.xa");
    await first.goto(`${walk.base()}/can-bo/tiep-nhan/2.000815`);
    await first.getByLabel("Họ và tên, hoặc tên tổ chức").fill("Bạch Văn Sơn");
    await first.getByLabel("Số định danh, hoặc mã số thuế").fill("099085000002");
    await first.locator("[name='f.requester']").fill("Bạch Văn Sơn");
    await first.getByLabel("Tên giấy tờ").fill("Bằng tốt nghiệp");
    await first.getByLabel("Số bản").fill("2");
    await first.getByLabel("Tôi cam đoan").check();
    await first.getByRole("button", { name: "Tiếp nhận và in giấy hẹn" }).click();
    const second = await walk.officer("tiepnhan.xa");
    await open(second, "H99.20-260914-0001");
    await act(second, "Chuyển bước sau");
    const late = await action(first, "Chuyển bước sau");
    await late.getByLabel("Ý kiến").fill("Chuyển sớm cho kịp");
    await late.getByRole("button", { name: "Chuyển bước sau" }).click();
    const told = await mainText(first);
    expect(told).toContain("Chưa thực hiện được “Chuyển bước sau”");
    expect(told).toMatch(/Lúc này ông\/bà làm được: .*Dừng giải quyết/);
    expect(told).toContain("Chuyển sớm cho kịp");
    await shoot(first, "office-refused", false);
  },
  LONG,
);
