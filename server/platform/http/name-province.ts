import type { ProvinceFace } from "../../../web/ui/province.tsx";
import { showProvince } from "./render.tsx";
import type { App } from "./server.ts";

/** What shows no page; health must not wait for the database. */
const NO_PAGE = /^\/(api|assets|livez|readyz)(\/|$)/;

/**
 * Lets every page know its province, read once a request, so that a new name or number shows at once. A process serves
 * one province, so this is no context of the request: that would slow down every promise of the process by a tenth.
 */
export function nameProvince(app: App, read: () => Promise<ProvinceFace>): void {
  app.addHook("preValidation", async (request) => {
    if (request.is404 || NO_PAGE.test(request.url)) return;
    showProvince(await read());
  });
}
