import { beforeAll, expect, test } from "vitest";
import { useBrowser } from "../testing/browser.ts";
import { useDemoApp } from "../testing/demo-app.ts";
import { act, LONG, mainText, open, PHONE, shoot, walkThrough } from "../testing/journey.ts";

const demo = useDemoApp();
const walk = walkThrough(demo, useBrowser());

beforeAll(() => demo.listen());

test(
  "the centre of the province takes in a birth registration for a commune, whose officers settle it and take over the papers",
  async () => {
    demo.at("2026-09-07T09:00:00+07:00");
    const centre = await walk.officer("tiepnhan.tinh");
    await centre.goto(`${walk.base()}/can-bo/tiep-nhan/1.001193?caseIndex=0`);
    await centre.getByLabel("Họ và tên, hoặc tên tổ chức").fill("Lò Thị Mây");
    await centre.getByLabel("Số định danh, hoặc mã số thuế").fill("099199000001");
    await centre.locator("[name='f.requester']").fill("Lò Thị Mây");
    await centre.getByLabel("Mẹ", { exact: true }).check();
    await centre.locator("[name='f.phone']").fill("0912000001");
    await centre.getByLabel("Họ, chữ đệm, tên của trẻ").fill("Lò Văn Nam");
    const born = centre.getByRole("group", { name: "Ngày sinh của trẻ" });
    await born.getByLabel("Ngày").fill("20");
    await born.getByLabel("Tháng").fill("8");
    await born.getByLabel("Năm").fill("2026");
    await centre.getByLabel("Nam", { exact: true }).check();
    await centre.getByLabel("Nơi sinh").fill("Trạm y tế xã Khe Sim");
    await centre.getByLabel("Họ và tên mẹ").fill("Lò Thị Mây");
    await centre.getByLabel("Số định danh của mẹ").fill("099199000001");
    await centre.getByLabel("Tôi cam đoan").check();
    await centre.getByRole("button", { name: "Tiếp nhận và in giấy hẹn" }).click();
    expect(await centre.locator(".summary li").allTextContents()).toEqual([
      "Chọn xã, phường, nơi có thẩm quyền giải quyết việc này.",
    ]);
    await centre.getByLabel("Nơi giải quyết").selectOption({ label: "Ủy ban nhân dân xã Khe Sim" });
    await centre.getByLabel("Cách nộp").selectOption({ label: "Trực tiếp, nộp thay có ủy quyền" });
    const authorised = centre.getByRole("group", { name: "Người được ủy quyền" });
    await authorised.getByLabel("Họ và tên").fill("Bạch Văn Sơn");
    await authorised.getByLabel("Số định danh").fill("099085000002");
    await authorised.getByLabel("Giấy tờ ủy quyền").fill("Giấy ủy quyền số 5 ngày 05/9/2026");
    await shoot(centre, "office-intake-place");
    await centre.setViewportSize(PHONE);
    await shoot(centre, "office-intake-place-phone");
    await centre.setViewportSize({ width: 1366, height: 768 });
    await centre.getByRole("button", { name: "Tiếp nhận và in giấy hẹn" }).click();
    const code = "H99.01-260907-0001";
    expect(await mainText(centre)).toContain(code);
    await act(centre, "Chuyển bước sau");
    expect(await mainText(centre)).toContain("Ủy ban nhân dân xã Khe Sim chưa xác nhận nhận");

    const leader = await walk.officer("lanhdao.khesim");
    await open(leader, code);
    expect(await mainText(leader)).toContain("Trạm y tế xã Khe Sim");
    const clerk = await walk.officer("tiepnhan.khesim");
    await open(clerk, code);
    await act(clerk, "Xác nhận đã nhận bản giấy");
    expect(await mainText(clerk)).toContain("Bản giấy đang ở: Ủy ban nhân dân xã Khe Sim");
    expect(await mainText(clerk)).not.toContain("chưa xác nhận nhận");
    await leader.reload();
    await act(leader, "Phân công");
    const stranger = await walk.officer("thuly.dongman");
    await stranger.goto(clerk.url());
    expect(await mainText(stranger)).not.toContain(code);
  },
  LONG,
);
