import type { Aftermath } from "./aftermath.ts";

/** What is wrong with a round, each in a few words; nothing when nothing is. */
export function faultsOf({
  commands,
  messages,
  jobsStuck,
  findings,
}: Aftermath & { readonly findings: string }): readonly string[] {
  const faults: readonly (readonly [number, string])[] = [
    [commands.lost, "acknowledged commands lost"],
    [commands.doubled, "commands done twice"],
    [commands.refused, "commands refused"],
    [commands.asked - commands.acknowledged, "commands never acknowledged"],
    [messages.open, "messages still open"],
    [Math.abs(messages.written - messages.arrived), "messages more or fewer than arrived"],
    [messages.altered, "messages sent again with another content"],
    [messages.outOfOrder, "messages out of their dossier's order"],
    [jobsStuck, "jobs stuck"],
  ];
  return [
    ...faults.flatMap(([times, what]) => (times === 0 ? [] : [`${times} ${what}`])),
    ...(findings === "" ? [] : [`verify: ${findings}`]),
    ...(commands.once === 0 ? ["nothing was done"] : []),
  ];
}
