import { AsyncLocalStorage } from "node:async_hooks";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { ProvinceContext, type ProvinceFace } from "../../../web/ui/province.tsx";
import type { App } from "./server.ts";

const province = new AsyncLocalStorage<ProvinceFace>();
const NOBODY: ProvinceFace = { name: "", hotline: "" };

/** Lets every page know its province, read once a request, so that a new name or number shows at once. */
export function nameProvince(app: App, read: () => Promise<ProvinceFace>): void {
  // After the body has been parsed: a reader of the socket would leave the context behind.
  app.addHook("preValidation", (request, _reply, done) => {
    if (request.is404 || /^\/(api|assets)\//.test(request.url)) return done();
    read().then((face) => province.run(face, done), done);
  });
}

/** A whole page as HTML. */
export function renderPage(page: ReactElement): string {
  const face = province.getStore() ?? NOBODY;
  return `<!doctype html>${renderToStaticMarkup(<ProvinceContext value={face}>{page}</ProvinceContext>)}`;
}
