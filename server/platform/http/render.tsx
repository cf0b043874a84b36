import { AsyncLocalStorage } from "node:async_hooks";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { ProvinceContext, type ProvinceFace } from "../../../web/ui/province.tsx";

const province = new AsyncLocalStorage<ProvinceFace>();
const NOBODY: ProvinceFace = { name: "", hotline: "" };

/** Does the work, and all that follows from it, with pages that name the province. */
export function withProvince(face: ProvinceFace, work: () => void): void {
  province.run(face, work);
}

/** A whole page as HTML. */
export function renderPage(page: ReactElement): string {
  const face = province.getStore() ?? NOBODY;
  return `<!doctype html>${renderToStaticMarkup(<ProvinceContext value={face}>{page}</ProvinceContext>)}`;
}
