import { beforeAll, expect, test } from "vitest";
import { useBrowser } from "../testing/browser.ts";
import { useDemoApp } from "../testing/demo-app.ts";
import {
  act,
  LONG,
  mainText,
  open,
  pdf,
  photo,
  readLinkedPdf,
  shoot,
  signInCitizen,
  walkThrough,
} from "../testing/journey.ts";

const demo = useDemoApp();
const walk = walkThrough(demo, useBrowser());

beforeAll(() => demo.listen());

test(
  "birth registration online on a phone without script: faults, a supplement with the file replaced, the result taken home",
  async () => {
    demo.at("2026-09-07T08:00:00+07:00");
    const { page: phone, outside } = await walk.phone();
    await phone.goto(walk.base());
    await shoot(phone, "portal-home");
    await shoot(phone, "portal-phone", false);
    await phone.getByLabel("Gõ tên việc cần làm").fill("lam giay khai sinh");
    await phone.getByRole("button", { name: "Tìm thủ tục" }).click();
    await phone.getByRole("link", { name: "Đăng ký khai sinh" }).click();
    await shoot(phone, "portal-procedure");
    await phone.getByRole("link", { name: "Nộp trực tuyến" }).click();
    await shoot(phone, "portal-signin");
    await signInCitizen(phone, "Lò Thị Mây");
    await phone.getByLabel("Trẻ sinh tại cơ sở y tế").check();
    await shoot(phone, "portal-case");
    await phone.getByRole("button", { name: "Tiếp tục" }).click();
    await phone.getByLabel("Nộp tại").selectOption({ label: "Ủy ban nhân dân phường Bến Đò" });
    expect(await phone.getByLabel("Họ và tên", { exact: true }).inputValue()).toBe("Lò Thị Mây");
    await phone.getByLabel("Họ, chữ đệm, tên của trẻ").fill("Lò Văn Nam");
    const paper = await photo();
    await phone.getByLabel("Giấy chứng sinh", { exact: true }).setInputFiles({ ...paper, name: "giấy chứng sinh.jpg" });
    await phone
      .getByLabel("Giấy tờ tùy thân")
      .setInputFiles({ name: "căn cước.txt", mimeType: "text/plain", buffer: Buffer.from("đây không phải ảnh") });
    await phone.getByRole("button", { name: "Lưu và kiểm tra lại" }).click();
    // Everything that is wrong at once in the order of the form, the good file kept, and what was typed still there.
    const faults = await phone.locator(".summary li").allTextContents();
    expect(faults.length).toBeGreaterThan(5);
    expect(faults[0]).toContain("Quan hệ với người được khai sinh");
    expect(faults.join()).toContain("“căn cước.txt”: Chỉ nhận ảnh JPEG");
    expect(await mainText(phone)).toContain("Đã có: giấy chứng sinh.jpg");
    expect(await phone.getByLabel("Họ, chữ đệm, tên của trẻ").inputValue()).toBe("Lò Văn Nam");
    await shoot(phone, "portal-errors");
    await phone.getByLabel("Mẹ", { exact: true }).check();
    const born = phone.getByRole("group", { name: "Ngày sinh của trẻ" });
    await born.getByLabel("Ngày").fill("20");
    await born.getByLabel("Tháng").fill("8");
    await born.getByLabel("Năm").fill("2026");
    await phone.getByLabel("Nam", { exact: true }).check();
    await phone.getByLabel("Nơi sinh").fill("Trạm y tế phường Bến Đò");
    await phone.getByLabel("Họ và tên mẹ").fill("Lò Thị Mây");
    await phone.getByLabel("Số định danh của mẹ").fill("099199000001");
    await phone.getByLabel("Tôi cam đoan").check();
    await phone.getByLabel("Giấy tờ tùy thân").setInputFiles({ ...paper, name: "căn cước.jpg" });
    await phone.getByRole("button", { name: "Lưu và kiểm tra lại" }).click();
    expect(await mainText(phone)).toContain("Không thu phí");
    // One section is changed and the summary is there again.
    await phone.getByRole("link", { name: "Sửa trẻ được khai sinh" }).click();
    await shoot(phone, "portal-change");
    await phone.getByLabel("Nơi sinh").fill("Bệnh viện tỉnh");
    await phone.getByRole("button", { name: "Lưu và kiểm tra lại" }).click();
    expect(await mainText(phone)).toContain("Bệnh viện tỉnh");
    await shoot(phone, "portal-check");
    await phone.getByRole("button", { name: "Gửi hồ sơ" }).click();
    const receipt = await mainText(phone);
    expect(receipt).toContain("N.H99.20-260907-0001");
    expect(receipt).toContain("chậm nhất 08:00, 08/09/2026");
    expect(receipt).toMatch(/giấy chứng sinh\.jpg \(1 trang, \d+ KB, mã tệp [0-9a-f]{8}\)/);
    await shoot(phone, "portal-receipt");
    await phone.getByRole("link", { name: "Theo dõi hồ sơ" }).click();
    const own = phone.url();

    demo.at("2026-09-07T09:00:00+07:00");
    const receiver = await walk.officer("tiepnhan.xa");
    await open(receiver, "N.H99.20-260907-0001");
    await receiver.locator("#giay-to").getByRole("link", { name: "giấy chứng sinh.jpg" }).first().click();
    expect(await receiver.getByRole("img", { name: "Ảnh giấy tờ: giấy chứng sinh.jpg" }).count()).toBe(1);
    await shoot(receiver, "office-viewer", false);
    await act(receiver, "Yêu cầu bổ sung", async (form) => {
      await form.getByLabel("Lý do 1").selectOption({ label: "Giấy tờ mờ, không đọc được" });
      await form.getByLabel("Giấy tờ", { exact: true }).first().selectOption({ label: "Giấy chứng sinh" });
      await form.getByLabel("Nội dung cụ thể").first().fill("Chụp lại cho rõ dấu đỏ");
      await form.getByLabel("Lý do 2").selectOption({ label: "Khai thiếu" });
      await form.getByLabel("Nội dung cụ thể").nth(1).fill("Chưa khai họ tên cha");
    });

    demo.at("2026-09-08T08:00:00+07:00");
    await phone.goto(`${walk.base()}/ho-so`);
    expect(await mainText(phone)).toContain("Cần bổ sung giấy tờ");
    await shoot(phone, "portal-my-dossiers");
    await phone.getByRole("link", { name: "Đăng ký khai sinh" }).click();
    expect(await mainText(phone)).toContain("Chụp lại cho rõ dấu đỏ");
    await shoot(phone, "portal-supplement");
    await phone.getByRole("button", { name: "Nộp bổ sung" }).click();
    expect(await phone.locator(".summary li").allTextContents()).toEqual([
      "Giấy chứng sinh: đính kèm ảnh hoặc tệp, hoặc đánh dấu là không nộp được.",
      "Sửa nội dung khai ở trên, hoặc giải trình vì sao không sửa.",
    ]);
    await shoot(phone, "portal-supplement-faults");
    await phone.getByLabel("Họ và tên cha").fill("Lò Văn Bình");
    await phone.getByLabel("Tệp thay thế").setInputFiles({ ...(await photo(250)), name: "rõ.jpg" });
    await phone.getByRole("button", { name: "Nộp bổ sung" }).click();
    expect(await phone.locator(".summary").allTextContents()).toEqual([]);
    expect(await readLinkedPdf(phone, "bổ sung")).toContain("Chụp lại cho rõ dấu đỏ");

    const nextDay = await walk.officer("tiepnhan.xa");
    await open(nextDay, "N.H99.20-260907-0001");
    expect(await nextDay.locator("#giay-to").getByRole("link", { name: "rõ.jpg" }).count()).toBe(1);
    expect(await mainText(nextDay)).toContain("Lò Văn Bình");
    expect(await nextDay.locator("#giay-to").getByRole("link", { name: "giấy chứng sinh.jpg" }).count()).toBe(0);
    await act(nextDay, "Tiếp nhận");
    expect(await mainText(nextDay)).toContain("H99.20-260908-0001");
    await act(nextDay, "Chuyển bước sau");
    const leader = await walk.officer("lanhdao.xa");
    await open(leader, "H99.20-260908-0001");
    await act(leader, "Phân công");
    const handler = await walk.officer("thuly.xa");
    await open(handler, "H99.20-260908-0001");
    await act(handler, "Trình kết quả", async (form) => {
      await form.getByLabel("Nội dung kết quả").fill("Cấp giấy khai sinh");
      await form.getByLabel("Tệp dự thảo").setInputFiles(await pdf("dự thảo khai sinh.pdf"));
    });
    await open(leader, "H99.20-260908-0001");
    await act(leader, "Duyệt");
    await act(leader, "Ký");
    const clerk = await walk.officer("vanthu.xa");
    await open(clerk, "H99.20-260908-0001");
    await act(clerk, "Vào số, phát hành", async (form) => {
      await form.getByLabel("Số văn bản kết quả").fill("15/KS");
      await form.getByLabel("Tệp kết quả").setInputFiles(await pdf("giấy khai sinh.pdf", 2));
    });
    await open(nextDay, "H99.20-260908-0001");
    await act(nextDay, "Trả kết quả");
    await phone.goto(own);
    const told = await mainText(phone);
    expect(told).toContain("Đã trả kết quả");
    expect(told).toContain("số 15/KS");
    expect(told).not.toContain("Chu Thị Ánh");
    expect(told).not.toContain("dự thảo khai sinh.pdf");
    await shoot(phone, "portal-result");
    const result = phone.getByRole("link", { name: "Tải xuống: giấy khai sinh.pdf" });
    const file = await phone.request.get(`${walk.base()}${(await result.getAttribute("href")) ?? ""}`);
    expect([file.status(), file.headers()["content-type"]]).toEqual([200, "application/pdf"]);
    expect(told).toContain("2 trang");
    const slip = await readLinkedPdf(phone, "Giấy tiếp nhận hồ sơ");
    expect(slip).toContain("H99.20-260908-0001");
    expect(slip).toMatch(/Bộ phận Tiếp nhận và Trả kết quả\s+Ủy ban nhân dân phường Bến Đò/);
    expect(outside).toEqual([]);

    await phone.goto(`${walk.base()}/tra-cuu`);
    await phone.getByLabel("Mã hồ sơ").fill("H99.20-260908-0001");
    await phone.getByLabel("4 số cuối").fill("0001");
    await phone.getByRole("button", { name: "Tra cứu" }).click();
    expect(await mainText(phone)).toContain("Đã trả kết quả");
    await shoot(phone, "portal-track");
  },
  LONG,
);
