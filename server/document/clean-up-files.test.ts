import { Readable } from "node:stream";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { pdfOf } from "../../bench/hostile/files.ts";
import { useDemoApp } from "../../testing/demo-app.ts";
import { moment } from "../../domain/shared/moment.ts";
import { sessionsWaiting } from "../../testing/held-row.ts";
import { saveDraft } from "../dossier/filing/draft.queries.ts";
import type { Db } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { holdDigests } from "./arrival.queries.ts";
import { cleanUpFiles } from "./clean-up-files.job.ts";
import { deleteOrphans, lockDocuments } from "./orphan.queries.ts";
import type { DocumentSummary } from "./document.queries.ts";
import { receiveUpload } from "./receive-upload.ts";

const demo = useDemoApp();
const BROUGHT = "2026-09-07T08:00:00+07:00";
const IN_TIME = "2026-09-14T07:59:00+07:00";
const LATE = "2026-09-14T08:01:00+07:00";

async function bring(mark: string, actorId = newId()): Promise<DocumentSummary> {
  demo.at(BROUGHT);
  const given = { actorId, stream: Readable.from([pdfOf([`(${mark})`])]), fileName: "đơn.pdf" };
  return receiveUpload({ ...demo.worker, now: demo.worker.now() }, given);
}

async function cleanUp(at: string): Promise<void> {
  demo.at(at);
  await cleanUpFiles.run(demo.worker, {});
}

async function remains({ id, sha256 }: DocumentSummary) {
  const row = await demo.worker.db.selectFrom("document as d").select("d.id").where("d.id", "=", id).executeTakeFirst();
  return { row: row !== undefined, bytes: await demo.worker.files.has(sha256) };
}

async function nameInDraft({ id }: Pick<DocumentSummary, "id">, db: Db = demo.worker.db): Promise<string> {
  const { id: procedureVersionId } = await demo.worker.db
    .selectFrom("procedure_version as v")
    .select("v.id")
    .limit(1)
    .executeTakeFirstOrThrow();
  const papers = [{ componentCode: "1", name: "Đơn", documentIds: [id], keptOriginals: 0 }];
  const nothing = { caseName: null, filingFor: { kind: "self", name: "", identityNumber: "" }, answers: {} } as const;
  const draft = { ...nothing, id: newId(), procedureVersionId, papers, place: "", dossierId: null };
  await saveDraft(db, draft, { owner: { tokenHash: "a".repeat(64) }, now: demo.worker.now() });
  return draft.id;
}

const BOTH = { row: true, bytes: true };
const NONE = { row: false, bytes: false };

describe("a file that nobody names", () => {
  test("is there for seven days and then gone, with its bytes", async () => {
    const file = await bring("alone");
    await cleanUp(IN_TIME);
    expect(await remains(file)).toEqual(BOTH);
    await cleanUp(LATE);
    expect(await remains(file)).toEqual(NONE);
  });

  test("leaves the bytes to another who brought the same", async () => {
    const [one, other] = [await bring("same"), await bring("same")];
    await nameInDraft(other);
    await cleanUp(LATE);
    expect(await remains(one)).toEqual({ row: false, bytes: true });
    expect(await remains(other)).toEqual(BOTH);
  });

  test("is kept while the other half of a photo and its PDF is named", async () => {
    const photo = await sharp({ create: { width: 90, height: 60, channels: 3, background: "#123456" } })
      .jpeg()
      .toBuffer();
    demo.at(BROUGHT);
    const given = { actorId: newId(), stream: Readable.from([photo]), fileName: "ảnh.jpg" };
    const file = await receiveUpload({ ...demo.worker, now: demo.worker.now() }, given);
    await nameInDraft({ id: file.pdfId ?? "" });
    await cleanUp(LATE);
    expect(await remains(file)).toEqual(BOTH);
  });
});

describe("races", () => {
  test("cleaning up that waits for a draft being saved sees that it names the file", async () => {
    const file = await bring("race clean");
    demo.at(LATE);
    let cleaning: Promise<void> = Promise.resolve();
    await demo.worker.db.transaction().execute(async (tx) => {
      await lockDocuments(tx, [file.id]);
      cleaning = cleanUpFiles.run(demo.worker, {});
      await waitsForLock();
      await nameInDraft(file, tx);
    });
    await cleaning;
    expect(await remains(file)).toEqual(BOTH);
  });

  test("a draft that waits for cleaning up no longer names the file", async () => {
    const file = await bring("race draft");
    let naming: Promise<string> = Promise.resolve("");
    await demo.worker.db.transaction().execute(async (tx) => {
      await deleteOrphans(tx, [file.id], moment(LATE));
      naming = nameInDraft(file);
      await waitsForLock();
    });
    const draft = await demo.worker.db
      .selectFrom("draft as d")
      .select("d.papers")
      .where("d.id", "=", await naming)
      .executeTakeFirstOrThrow();
    expect(draft.papers).toMatchObject([{ documentIds: [] }]);
  });

  test("the same bytes that come again while they are removed are there afterwards", async () => {
    const file = await bring("race bytes");
    demo.at(LATE);
    let cleaning: Promise<void> = Promise.resolve();
    let again: Promise<DocumentSummary> | undefined;
    await demo.worker.db.transaction().execute(async (tx) => {
      await holdDigests(tx, [file.sha256]);
      cleaning = cleanUpFiles.run(demo.worker, {});
      await waitsForLock();
      again = receiveUpload(
        { ...demo.worker, now: demo.worker.now() },
        { actorId: newId(), stream: Readable.from([pdfOf(["(race bytes)"])]), fileName: "đơn.pdf" },
      );
      await waitsForLock(2);
    });
    await cleaning;
    const second = await again;
    expect(await remains(file)).toMatchObject({ row: false });
    expect(second && (await remains(second))).toEqual(BOTH);
  });
});

test("bytes that a crash left without a row go after a day; those that arrive just now do not", async () => {
  demo.at(BROUGHT);
  const put = (text: string) => demo.worker.files.put(Readable.from([Buffer.from(text)]), { maxBytes: 100 });
  const [left, arriving] = [await put("left"), await put("arriving")];
  await demo.worker.db
    .insertInto("arriving_file")
    .values([
      { sha256: left.sha256, arrival: newId(), since: demo.worker.now() },
      { sha256: arriving.sha256, arrival: newId(), since: moment("2026-09-08T07:00:00+07:00") },
    ])
    .execute();
  await cleanUp("2026-09-08T08:01:00+07:00");
  expect([await demo.worker.files.has(left.sha256), await demo.worker.files.has(arriving.sha256)]).toEqual([
    false,
    true,
  ]);
});

async function waitsForLock(count = 1): Promise<void> {
  while ((await sessionsWaiting(demo.ownerDb)) < count) await new Promise((resolve) => setTimeout(resolve, 20));
}
