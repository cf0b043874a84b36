export { renderSlip } from "./render-slip.ts";
export { SLIP_TEMPLATES, type SlipTemplate } from "./slip-templates.ts";
