import { rmSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../harness/system.ts";
import { faultsOf } from "./judge-round.ts";
import { killRound, type Outcome } from "./round.ts";

test("what was acknowledged while everything was killed is there once, and every message arrived", async () => {
  const folder = temporaryFolder("kill-test");
  // A test's process is ended without its exit being told.
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const outcome = await killRound({ folder, kills: 8, clients: 4, freshKeys: false });
  expect(faultsOf(outcome)).toEqual([]);
  expect(Object.keys(outcome.killed)).toHaveLength(6);
  expect(outcome.commands.retried).toBeGreaterThan(0);
}, 180_000);

const clean: Outcome = {
  killed: { server: 1 },
  commands: {
    asked: 9,
    acknowledged: 9,
    once: 9,
    lost: 0,
    doubled: 0,
    refused: 0,
    retried: 3,
    replayed: 1,
    longestWaitMs: 900,
  },
  messages: { written: 9, arrived: 9, copies: 2, altered: 0, outOfOrder: 0, open: 0 },
  jobsStuck: 0,
  findings: "",
  settledSeconds: 1,
};
const { commands, messages } = clean;

test.each<[string, Outcome, readonly string[]]>([
  ["a clean round", clean, []],
  ["a lost command", { ...clean, commands: { ...commands, lost: 1 } }, ["1 acknowledged commands lost"]],
  ["a doubled command", { ...clean, commands: { ...commands, doubled: 2 } }, ["2 commands done twice"]],
  ["one never answered", { ...clean, commands: { ...commands, acknowledged: 8 } }, ["1 commands never acknowledged"]],
  ["a refusal", { ...clean, commands: { ...commands, refused: 1 } }, ["1 commands refused"]],
  [
    "a message that never came",
    { ...clean, messages: { ...messages, arrived: 8 } },
    ["1 messages more or fewer than arrived"],
  ],
  ["a message kept back", { ...clean, messages: { ...messages, open: 1 } }, ["1 messages still open"]],
  [
    "a changed copy",
    { ...clean, messages: { ...messages, altered: 1 } },
    ["1 messages sent again with another content"],
  ],
  ["a stuck job", { ...clean, jobsStuck: 1 }, ["1 jobs stuck"]],
  ["a broken chain", { ...clean, findings: "H99: …" }, ["verify: H99: …"]],
  ["no work at all", { ...clean, commands: { ...commands, once: 0 } }, ["nothing was done"]],
])("%s is told", (_name, outcome, faults) => {
  expect(faultsOf(outcome)).toEqual(faults);
});
