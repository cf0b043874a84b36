import type { ProvinceFace } from "../../../web/ui/province.tsx";
import { withProvince } from "./render.tsx";
import type { App } from "./server.ts";

/** What shows no page; health must not wait for the database. */
const NO_PAGE = /^\/(api|assets|livez|readyz)(\/|$)/;

/** Lets every page know its province, read once a request, so that a new name or number shows at once. */
export function nameProvince(app: App, read: () => Promise<ProvinceFace>): void {
  // After the body has been parsed: a reader of the socket would leave the context behind.
  app.addHook("preValidation", (request, _reply, done) => {
    if (request.is404 || NO_PAGE.test(request.url)) return done();
    read().then((face) => withProvince(face, done), done);
  });
}
