export { examine } from "./examine.ts";
export type { Patient } from "./check.ts";
