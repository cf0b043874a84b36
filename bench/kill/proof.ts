// npm run proof:kill [-- --kills N]: everything is killed under load, and what a client was told is done is done once.
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { say } from "../harness/proof.ts";
import { temporaryFolder } from "../harness/system.ts";
import { faultsOf } from "./judge-round.ts";
import { killRound } from "./round.ts";

const CLIENTS = 8;
const CONTROL_KILLS = 12;

const { values } = parseArgs({ options: { kills: { type: "string", default: "200" } } });
const kills = Number(values.kills);
if (!Number.isInteger(kills) || kills < 1)
  throw new Error(`--kills is ${values.kills}, and must be a whole number from 1`);

const before = loadavg()[0];
const order = { clients: CLIENTS, freshKeys: false, kills };
const outcome = await killRound({ ...order, folder: temporaryFolder("kill") });
const faults = faultsOf(outcome);
for (const fault of faults) say(fault);
// A client that knows of no keys; only what is answered by the killed itself can be cut off after it was done.
const spoilt = await killRound({
  ...order,
  folder: temporaryFolder("kill-control"),
  freshKeys: true,
  kills: CONTROL_KILLS,
  only: "server",
});
const control = { caught: spoilt.commands.doubled > 0, doubled: spoilt.commands.doubled, kills: CONTROL_KILLS };
if (!control.caught) say("The control found no command done twice: nothing is proved.");

const { once, acknowledged } = outcome.commands;
const pass = faults.length === 0 && control.caught;
const load = { before: before?.toFixed(2), after: loadavg()[0]?.toFixed(2), cpus: cpus().length, clients: CLIENTS };
const ratio = once / acknowledged;
console.log(
  JSON.stringify({ ours: once, limit: acknowledged, ratio, threshold: 1, pass, load, control, faults, ...outcome }),
);
process.exitCode = pass ? 0 : 1;
