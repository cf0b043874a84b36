import { beforeAll, expect, test } from "vitest";
import { useBrowser } from "../testing/browser.ts";
import { useDemoApp } from "../testing/demo-app.ts";
import { act, action, LONG, mainText, open, pdf, readLinkedPdf, shoot, walkThrough } from "../testing/journey.ts";

const demo = useDemoApp();
const walk = walkThrough(demo, useBrowser());

beforeAll(() => demo.listen());

test(
  "building permit at the counter: two agencies, apology in time, late leg named, result with its file handed out",
  async () => {
    demo.at("2026-09-07T09:00:00+07:00");
    const receiver = await walk.officer("tiepnhan.tinh");
    await receiver.goto(`${walk.base()}/can-bo/tiep-nhan/1.013236`);
    await receiver.getByLabel("Doanh nghiệp, tổ chức").check();
    await receiver.getByLabel("Họ và tên, hoặc tên tổ chức").fill("Công ty Sông Bến");
    await receiver.getByLabel("Số định danh, hoặc mã số thuế").fill("0100109107");
    await receiver.getByLabel("Tên chủ đầu tư").fill("Công ty Sông Bến");
    await receiver.locator("[name='f.phone']").fill("0912000002");
    await receiver.getByLabel("Địa điểm xây dựng").fill("Xã Đồng Mận");
    await receiver.getByLabel("Số tầng").fill("5");
    await receiver.getByLabel("Diện tích xây dựng").fill("120,5");
    await receiver.getByLabel("Nhà ở").check();
    await receiver.getByLabel("Tôi cam đoan").check();
    const drawing = receiver.locator(".paper-row").nth(1);
    await drawing.getByLabel("Quét ngay").check();
    await drawing.getByLabel("Bản quét").setInputFiles(await pdf("bản vẽ.pdf", 3));
    await receiver.locator(".paper-row").nth(2).getByLabel("Đã xem, trả lại").check();
    await receiver.getByRole("button", { name: "Tiếp nhận và in giấy hẹn" }).click();
    // The tax code is wrong by its check digit: everything else is still there, the scan too.
    expect(await receiver.locator(".summary li").allTextContents()).toEqual([
      "Nhập mã số thuế đúng, gồm 10 hoặc 13 chữ số.",
    ]);
    expect(await receiver.getByLabel("Địa điểm xây dựng").inputValue()).toBe("Xã Đồng Mận");
    expect(await mainText(receiver)).toContain("Đã có: bản vẽ.pdf");
    await shoot(receiver, "office-intake");
    await receiver.getByLabel("Số định danh, hoặc mã số thuế").fill("0100109106");
    await receiver.getByRole("button", { name: "Tiếp nhận và in giấy hẹn" }).click();
    const code = "H99.01-260907-0001";
    expect(await mainText(receiver)).toContain(code);
    expect(await readLinkedPdf(receiver, "Giấy tiếp nhận hồ sơ")).toContain("Công ty Sông Bến");
    await receiver.locator("#giay-to").getByRole("link", { name: "bản vẽ.pdf" }).click();
    expect(await receiver.locator("object.viewer").count()).toBe(1);
    await act(receiver, "Chuyển bước sau");
    const leader = await walk.officer("lanhdao.xaydung");
    await open(leader, code);
    await act(leader, "Phân công");
    const handler = await walk.officer("thuly.xaydung");
    await open(handler, code);
    await act(handler, "Lấy ý kiến", async (form) => {
      await form.getByLabel("Cơ quan cho ý kiến").selectOption({ label: "Ủy ban nhân dân xã Đồng Mận" });
      await form.getByLabel("Nội dung cần ý kiến").fill("Ranh giới thửa đất có tranh chấp không?");
    });
    expect(await mainText(handler)).toContain("hạn 09:00, 09/09/2026");
    const village = await walk.officer("thuly.dongman");
    await open(village, code);
    await act(village, "Trả lời ý kiến", (form) => form.getByLabel("Trả lời").fill("Không có tranh chấp"));
    await open(handler, code);
    expect(await mainText(handler)).toContain("Không có tranh chấp");
    await act(handler, "Chuyển bước sau");

    demo.at("2026-10-01T09:00:00+07:00");
    const head = await walk.officer("lanhdao.xaydung");
    await head.goto(`${walk.base()}/can-bo/tim?tim=cong ty song ben`);
    await head.getByRole("link", { name: code }).click();
    const apology = await action(head, "Xin lỗi và hẹn lại");
    await apology.getByLabel("Lý do chậm").fill("Chờ ý kiến phòng cháy");
    await apology.getByLabel("Hẹn lại ngày").fill("01/10/2026");
    await apology.getByRole("button", { name: "Xin lỗi và hẹn lại" }).click();
    expect(await head.locator(".summary li").allTextContents()).toEqual(["Ngày hẹn mới phải sau ngày hẹn hiện tại."]);
    await act(head, "Xin lỗi và hẹn lại", async (form) => {
      expect(await form.getByLabel("Lý do chậm").inputValue()).toBe("Chờ ý kiến phòng cháy");
      await form.getByLabel("Hẹn lại ngày").fill("09/10/2026");
    });
    expect(await readLinkedPdf(head, "Phiếu xin lỗi")).toContain("Chờ ý kiến phòng cháy");

    demo.at("2026-10-08T09:00:00+07:00");
    const fireman = await walk.officer("thamdinh.pccc");
    await open(fireman, code);
    await act(fireman, "Chuyển bước sau", (form) => form.getByLabel("Ý kiến").fill("Đạt"));
    const again = await walk.officer("thuly.xaydung");
    await open(again, code);
    const legs = again.getByRole("table", { name: "Thời gian từng cơ quan" });
    expect(await legs.locator(".chip.overdue").allTextContents()).toEqual([" Chậm 144 giờ"]);
    expect(await legs.locator("tr", { hasText: "Chậm 144 giờ" }).textContent()).toContain("phòng cháy");
    await act(again, "Trình kết quả", async (form) => {
      await form.getByLabel("Nội dung kết quả").fill("Cấp giấy phép xây dựng");
      await form.getByLabel("Tệp dự thảo").setInputFiles(await pdf("giấy phép.pdf", 2));
    });
    const director = await walk.officer("lanhdao.xaydung");
    await open(director, code);
    await shoot(director, "office-dossier", false);
    await act(director, "Duyệt");
    await act(director, "Ký");
    const clerk = await walk.officer("vanthu.xaydung");
    await open(clerk, code);
    await act(clerk, "Vào số, phát hành", async (form) => {
      await form.getByLabel("Số văn bản kết quả").fill("77/GPXD");
      await form.getByLabel(/^Dùng dự thảo/).check();
    });
    const counter = await walk.officer("tiepnhan.tinh");
    await open(counter, code);
    expect(await counter.locator("#giay-to").getByRole("link", { name: "giấy phép.pdf" }).count()).toBe(1);
    await act(counter, "Trả kết quả", async (form) => {
      await form.getByLabel("Người nhận").fill("Bạch Văn Sơn");
      await form.getByLabel("Số định danh").fill("099085000002");
      await form.getByLabel("Giấy ủy quyền").fill("Giấy giới thiệu số 5 ngày 05/10/2026");
    });
    expect(await mainText(counter)).toContain("Đã trả kết quả");
    const sheet = await readLinkedPdf(counter, "Phiếu kiểm soát");
    expect(sheet).toContain("Phòng Cảnh sát phòng cháy");
    await shoot(counter, "office-returned");
  },
  LONG,
);
