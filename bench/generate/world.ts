import type { WorkingCalendar } from "../../domain/calendar/working-calendar.ts";
import type { OfficerActor } from "../../domain/identity/actor.ts";
import type { Role } from "../../domain/organisation/role.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { generatedCalendar } from "./calendar.ts";
import { makeCatalogue, type MadeProcedure } from "./catalogue.ts";
import { MOST_PEOPLE } from "./people.ts";
import { makeProvince, staffOf, type MadeAgency, type Province } from "./province.ts";
import { weightedPicker, type Random } from "./random.ts";

export interface Order {
  readonly seed: number;
  readonly dossiers: number;
  readonly agencies: number;
  readonly procedures: number;
  /** Nothing happens after this moment; due dates of what is open lie around it. */
  readonly until: Moment;
  /** `open`: dossiers that are closed keep their own row and their agencies' rows alone, for measuring lists at small cost of disk. */
  readonly history: "all" | "open";
}

/** Everything that is the same for all dossiers of one order, made anew by every process from the order alone. */
export interface World {
  readonly order: Order;
  readonly province: Province;
  readonly catalogue: readonly MadeProcedure[];
  readonly calendar: WorkingCalendar;
  readonly people: number;
  agency(id: string): MadeAgency;
  byCode(code: string): MadeAgency | undefined;
  staff(agencyId: string, role: Role): readonly OfficerActor[];
  /** What is asked for at the counter: its own procedures at a commune, the departments' at the centre. */
  pickProcedure(counter: MadeAgency, random: Random): MadeProcedure;
}

/** The invented world of an order. */
export function makeWorld(order: Order): World {
  const province = makeProvince(order.seed, order.agencies);
  const catalogue = makeCatalogue(order.procedures);
  const byId = new Map(province.agencies.map((agency) => [agency.id, agency]));
  const byCode = new Map(province.agencies.map((agency) => [agency.code, agency]));
  const local = chooser(catalogue.filter(({ content }) => content.competence === "commune"));
  const central = chooser(catalogue.filter(({ content }) => content.competence !== "commune"));
  return {
    order,
    province,
    catalogue,
    calendar: generatedCalendar(),
    people: Math.min(MOST_PEOPLE, Math.max(300, Math.ceil(order.dossiers / 4))),
    agency: (id) => {
      const found = byId.get(id);
      if (!found) throw new Error(`No agency ${id}`);
      return found;
    },
    byCode: (code) => byCode.get(code),
    staff: staffOf(province),
    pickProcedure: (counter, random) => (counter.level === "commune" ? local : central)(random),
  };
}

function chooser(procedures: readonly MadeProcedure[]): (random: Random) => MadeProcedure {
  const pick = weightedPicker(procedures.map(({ weight }) => weight));
  return (random) => {
    const found = procedures[pick(random)];
    if (!found) throw new Error("The catalogue needs at least three procedures");
    return found;
  };
}
