import { expect, test } from "vitest";
import { useDemoApp } from "../../testing/demo-app.ts";
import { birthFiling } from "../../testing/filings.ts";
import { readPdf } from "../slip/read-pdf.testdata.ts";

const demo = useDemoApp();

async function receiptText(dossierId: string): Promise<string> {
  const slip = await demo.worker.db
    .selectFrom("slip")
    .select("id")
    .where("dossier_id", "=", dossierId)
    .executeTakeFirstOrThrow();
  const pdf = await demo.call(await demo.officer("tiepnhan.xa"), "GET", `/phieu/${slip.id}.pdf`);
  expect(pdf.statusCode, pdf.body.slice(0, 200)).toBe(200);
  return JSON.stringify(await readPdf(pdf.rawPayload));
}

test("a slip printed again after its agency was renamed still says what it was called", async () => {
  const receiver = await demo.officer("tiepnhan.xa");
  const sent = await demo.call(receiver, "POST", "/api/v1/dossiers", birthFiling);
  expect(sent.statusCode, sent.body).toBe(201);
  const { id } = sent.json<{ id: string }>();
  await demo.call(receiver, "POST", `/api/v1/dossiers/${id}/actions`, { command: { action: "receive" } });
  const before = await receiptText(id);
  expect(before).toContain("PHƯỜNG BẾN ĐÒ");

  demo.at("2026-09-09T08:00:00+07:00");
  const admin = await demo.officer("quantri");
  const { items } = (await demo.call(admin, "GET", "/api/v1/agencies?q=H99.20")).json<{ items: { id: string }[] }>();
  const change = { since: "2026-09-08", basis: "Nghị quyết 2", name: "Ủy ban nhân dân phường Sông Mới" };
  const renamed = await demo.call(admin, "POST", `/api/v1/agencies/${items[0]?.id ?? ""}/changes`, change);
  expect(renamed.json().name).toBe(change.name);
  expect(await receiptText(id)).toContain("PHƯỜNG BẾN ĐÒ");
});
