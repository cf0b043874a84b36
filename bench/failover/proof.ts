// npm run proof:failover [-- --kills N]: the recipe of deploy/ha on addresses of its own; the leader of the database dies
// with all its processes under load, another takes over, and what a client was told is done is done once.
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { enterOwnNetwork } from "../harness/own-network.ts";
import { say } from "../harness/proof.ts";
import { temporaryFolder } from "../harness/system.ts";
import { faultsOf } from "../kill/judge-round.ts";
import { ADDRESSES } from "./machines.ts";
import { failoverRound } from "./round.ts";

const CLIENTS = 8;
const LONGEST_OUTAGE_S = 15;

enterOwnNetwork(ADDRESSES);
const { values } = parseArgs({ options: { kills: { type: "string", default: "4" } } });
const kills = Number(values.kills);
if (!Number.isInteger(kills) || kills < 1)
  throw new Error(`--kills is ${values.kills}, and must be a whole number from 1`);

const before = loadavg()[0];
const order = { clients: CLIENTS, kills, synchronous: true };
const outcome = await failoverRound({ ...order, folder: temporaryFolder("failover") });
const late = outcome.longestGap > LONGEST_OUTAGE_S ? [`${outcome.longestGap} s without an acknowledgement`] : [];
const faults = [...faultsOf(outcome), ...late];
for (const fault of faults) say(fault);
// The same death where the leader does not wait for its replica: what it answered last must be missed.
const spoilt = await failoverRound({
  clients: CLIENTS,
  kills: 1,
  synchronous: false,
  folder: temporaryFolder("failover-control"),
});
const control = { caught: spoilt.commands.lost > 0, lost: spoilt.commands.lost };
if (!control.caught) say("The control lost nothing: nothing is proved.");

const pass = faults.length === 0 && control.caught;
const load = { before: before?.toFixed(2), after: loadavg()[0]?.toFixed(2), cpus: cpus().length, clients: CLIENTS };
const ours = outcome.longestGap;
const ratio = ours / LONGEST_OUTAGE_S;
console.log(
  JSON.stringify({ ours, limit: LONGEST_OUTAGE_S, ratio, threshold: 1, pass, load, control, faults, ...outcome }),
);
process.exitCode = pass ? 0 : 1;
