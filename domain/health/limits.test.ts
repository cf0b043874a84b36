import { expect, test } from "vitest";
import { bad, good, unknown, warning, worst } from "./finding.ts";
import { judgeBackup, judgeClock, judgeOutbox, judgeQueue, judgeSpace } from "./limits.ts";

const GB = 1024 ** 3;
const MINUTE = 60_000;

test.each([
  [0, "good"],
  [2000, "good"],
  [-2000, "good"],
  [2001, "warning"],
  [-86_400_000, "warning"],
])("a clock that differs by %i ms is %s", (ms, verdict) => expect(judgeClock(ms).verdict).toBe(verdict));

test.each([
  [500 * GB, 1000 * GB, "good"],
  [99 * GB, 1000 * GB, "warning"],
  [4 * GB, 10 * GB, "warning"],
  [5 * GB, 10 * GB, "good"],
  [GB / 4, GB, "bad"],
  [0, 0, "bad"],
])("%i bytes free of %i are %s", (free, total, verdict) => expect(judgeSpace({ free, total }).verdict).toBe(verdict));

test.each([
  [{ waiting: 9, lateMs: 0, dead: 0 }, "good", null],
  [{ waiting: 9, lateMs: 6 * MINUTE, dead: 0 }, "bad", "queue-late"],
  [{ waiting: 0, lateMs: 0, dead: 1 }, "warning", "dead-letters"],
])("the queue %o is %s", (state, verdict, fault) => expect(judgeQueue(state)).toMatchObject({ verdict, fault }));

test("messages wait a quarter of an hour, a backup is a day old with two hours' grace", () => {
  expect(judgeOutbox({ waiting: 3, oldestMs: 15 * MINUTE }).verdict).toBe("good");
  expect(judgeOutbox({ waiting: 3, oldestMs: 16 * MINUTE }).verdict).toBe("warning");
  expect(judgeBackup(26 * 60 * MINUTE).verdict).toBe("good");
  expect(judgeBackup(27 * 60 * MINUTE).verdict).toBe("warning");
});

test("the worst of several findings counts, and what could not be seen does not", () => {
  expect(worst([good(), unknown()])).toBe("good");
  expect(worst([good(), warning("too-small")])).toBe("warning");
  expect(worst([warning("too-small"), bad("failed")])).toBe("bad");
});
