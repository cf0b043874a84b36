export { renderSlip } from "./render-slip.ts";
