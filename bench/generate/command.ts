// npm run generate: an invented province with as many dossiers as asked for, in an empty database.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openMigrated } from "../../cli/open-database.ts";
import { moment } from "../../domain/shared/moment.ts";
import { now } from "../../server/platform/clock.ts";
import { readConfig } from "../../server/platform/config.ts";
import { say } from "../harness/proof.ts";
import { generate } from "./generate.ts";

const HELP = `npm run generate -- --dossiers 1000000 [--agencies 300] [--procedures 500] [--seed 1] [--until MOMENT]
    [--history all|open] [--password TEXT] [--files] [--json]

Fills an empty database (DATABASE_URL, or the one in MOTCUA_DATA_DIR) with the invented province of Sông Thao. The same
seed, numbers and moment make the same rows. Nothing happens after --until, by default now, so open dossiers are due
around it. --history open keeps of closed dossiers only what lists are made of. --password is every officer's; without
it none signs in. --files stores the papers' bytes too. For measuring and trying out, never beside real data.
`;

const { values } = parseArgs({
  options: {
    dossiers: { type: "string", default: "1000000" },
    agencies: { type: "string", default: "300" },
    procedures: { type: "string", default: "500" },
    seed: { type: "string", default: "1" },
    until: { type: "string" },
    history: { type: "string", default: "all" },
    password: { type: "string" },
    files: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (values.help) {
  process.stdout.write(HELP);
} else {
  const config = readConfig({ ...process.env, MOTCUA_DEMO: "no" });
  const order = {
    seed: whole("seed", values.seed, 0),
    dossiers: whole("dossiers", values.dossiers, 1),
    agencies: whole("agencies", values.agencies, 15),
    procedures: whole("procedures", values.procedures, 12),
    until: values.until === undefined ? now() : moment(values.until),
    history: oneOf("history", values.history, ["all", "open"] as const),
  };
  const database = await openMigrated(config);
  try {
    const files = values.files ? join(config.dataDir, "files") : null;
    const done = await generate({ url: database.url, order, password: values.password ?? null, files, say });
    if (values.json) console.log(JSON.stringify(done));
  } finally {
    await database.close();
  }
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least)
    throw new RangeError(`--${name} is "${text}"; expected a whole number of at least ${least}`);
  return value;
}

function oneOf<T extends string>(name: string, text: string, known: readonly T[]): T {
  const found = known.find((one) => one === text);
  if (!found) throw new RangeError(`--${name} is "${text}"; expected ${known.join(" or ")}`);
  return found;
}
