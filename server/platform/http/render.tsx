import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { ProvinceContext, type ProvinceFace } from "../../../web/ui/province.tsx";

let province: ProvinceFace = { name: "", hotline: "" };

/** Names the province that this process serves on every page from now on. */
export function showProvince(face: ProvinceFace): void {
  province = face;
}

/** A whole page as HTML. */
export function renderPage(page: ReactElement): string {
  return `<!doctype html>${renderToStaticMarkup(<ProvinceContext value={province}>{page}</ProvinceContext>)}`;
}
