import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { dueCommand } from "./due.ts";

const CALENDAR =
  "\uFEFFdate,kind,name\n2024-05-04,makeup,Làm bù\n2024-09-02,off,Quốc khánh\n2024-09-03,off,Quốc khánh\n";

async function due(lines: readonly string[], { calendar = CALENDAR, args = [] as string[] } = {}) {
  const file = join(await mkdtemp(join(tmpdir(), "motcua-due-")), "calendar.csv");
  await writeFile(file, calendar);
  const written = { stdout: "", stderr: "" };
  const sink = (name: keyof typeof written) =>
    new Writable({
      write(chunk, _encoding, done) {
        written[name] += String(chunk);
        done();
      },
    });
  const io = { stdin: Readable.from(lines.map((line) => `${line}\n`)), stdout: sink("stdout"), stderr: sink("stderr") };
  const exitCode = await dueCommand(["--calendar", file, ...args], io);
  const answers = args.includes("--help")
    ? []
    : written.stdout
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line));
  return { exitCode, answers, ...written };
}

const request = (more: object = {}) =>
  JSON.stringify({ received: "2024-08-30T16:20:00+07:00", amount: 3, unit: "working-day", policy: "pause", ...more });

describe("motcua due", () => {
  test("answers the example of the law's clerk, word by word", async () => {
    const { exitCode, answers } = await due([request()]);
    expect(exitCode).toBe(0);
    expect(answers).toEqual([
      {
        due: "2024-09-06T16:20:00+07:00",
        explanation: ["nhận 16:20 thứ Sáu 30/8", "+3 ngày làm việc", "nghỉ 2–3/9", "trả 16:20 thứ Sáu 6/9"],
      },
    ]);
  });

  test("tells pauses, and answers null while one lasts", async () => {
    const pause = { from: "2024-09-04T10:00:00+07:00", to: "2024-09-05T10:00:00+07:00" };
    const { answers } = await due([
      request({ pauses: [pause] }),
      request({ pauses: [{ ...pause, to: null, kind: "financial-obligation" }] }),
    ]);
    expect(answers[0]).toMatchObject({
      due: "2024-09-09T16:20:00+07:00",
      explanation: expect.arrayContaining([
        "tạm dừng 10:00 thứ Tư 4/9 (chờ bổ sung hồ sơ), còn 2 ngày 4 giờ 20 phút làm việc",
        "chạy tiếp từ 10:00 thứ Năm 5/9",
      ]),
    });
    expect(answers[1].due).toBeNull();
  });

  test("takes hours as a list or by weekday", async () => {
    const { answers } = await due([
      request({ amount: 1, hours: ["08:00-12:00", "13:00-17:00"] }),
      request({ amount: 1, hours: { 5: ["07:30-11:30", "13:30-17:30"], sat: ["07:30-11:30"] } }),
      request({
        amount: 2,
        hours: { "mon-fri": [{ from: "08:00", to: "12:00" }, ["13:00", "17:00"]], saturday: "7:30–11:30" },
      }),
      request({ amount: 1, hours: { "1-6": ["07:30-11:30", "13:30-17:30"], 6: [] } }),
    ]);
    expect(answers.map((answer) => answer.due)).toEqual([
      "2024-09-04T16:20:00+07:00",
      "2024-08-31T11:30:00+07:00",
      "2024-09-04T16:20:00+07:00",
      "2024-09-04T16:20:00+07:00",
    ]);
  });

  test("reads what editors and other zones write: BOM, CRLF, empty lines, combining accents, UTC", async () => {
    const { exitCode, answers } = await due([
      "\uFEFF" + request({ note: "nhận".normalize("NFD") }) + "\r",
      "",
      " \r",
      request({ received: "2024-08-30T09:20:00.999Z" }),
    ]);
    expect(exitCode).toBe(0);
    expect(answers.map((answer) => answer.due)).toEqual(["2024-09-06T16:20:00+07:00", "2024-09-06T16:20:00+07:00"]);
  });

  test("a bad line is answered on its own line, and the rest go on", async () => {
    const { exitCode, answers } = await due([
      "{",
      request({ amount: -1 }),
      request(),
      request({ received: "2024-12-31T16:00:00+07:00" }),
    ]);
    expect(exitCode).toBe(1);
    expect(answers.map((answer) => answer.error?.code)).toEqual([
      "invalid-json",
      "invalid-amount",
      undefined,
      "calendar-year-missing",
    ]);
    expect(answers[3].error).toMatchObject({ line: 4, message: expect.stringContaining("2025") });
  });

  test.each([
    ["invalid-received", { received: "2024-02-30T16:20:00+07:00" }],
    ["invalid-received", { received: "2024-08-30T16:20:00" }],
    ["invalid-amount", { amount: "3" }],
    ["invalid-unit", { unit: "week" }],
    ["invalid-policy", { policy: "stop" }],
    ["invalid-pauses", { pauses: [{ from: "yesterday" }] }],
    ["invalid-pause-order", { pauses: [{ from: "2024-09-05T10:00:00+07:00", to: "2024-09-04T10:00:00+07:00" }] }],
    ["invalid-hours", { hours: ["17:30-07:30"] }],
    ["invalid-hours", { hours: ["07:30-11:30", "11:00-17:30"] }],
    ["invalid-hours", { hours: { 8: ["07:30-11:30"] } }],
    ["invalid-hours", { hours: { "fri-mon": ["07:30-11:30"] } }],
    ["invalid-hours", { hours: { "1-2-3": ["07:30-11:30"] } }],
    ["invalid-hours", { hours: { monkey: ["07:30-11:30"] } }],
    ["invalid-hours", { hours: [{ begin: "07:30", end: "11:30" }] }],
    ["invalid-received", { received: "2024-08-30T16:20:00+07:00Z" }],
    ["invalid-amount", { amount: 1_000_001 }],
    ["invalid-amount", { amount: 1.5, unit: "day" }],
    ["invalid-pause-before-receipt", { pauses: [{ from: "2024-08-30T16:19:59+07:00" }] }],
  ])("%s: %j", async (code, more) => {
    const { answers } = await due([request(more)]);
    expect(answers).toEqual([{ error: { code, message: expect.any(String), line: 1 } }]);
  });

  test("a bad calendar stops the command and names the row", async () => {
    const calendar =
      "date,kind,name\n2024-02-30,off,Không có\n2024-09-02,feast,Lễ\n2024-09-03,off,a\n2024-09-03,off,b\n";
    const { exitCode, stderr } = await due([request()], { calendar });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/dòng 2: .*2024-02-30[^]*dòng 3: .*feast[^]*dòng 5: .*2024-09-03/);
  });

  test("says how it is used", async () => {
    const { exitCode, stdout } = await due([], { args: ["--help"] });
    expect(exitCode).toBe(0);
    expect(stdout).toContain("--calendar FILE.csv");
    expect(
      await dueCommand(["--wrong"], {
        stdin: Readable.from([]),
        stdout: new Writable(),
        stderr: new Writable({ write: (_c, _e, done) => done() }),
      }),
    ).toBe(2);
  });
});
