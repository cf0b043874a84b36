import { createContext, useContext, type ReactElement } from "react";
import type { Province } from "../../domain/organisation/province.ts";

/** What every page says of the province: its name and the number to ring. */
export type ProvinceFace = Pick<Province, "name" | "hotline">;

/** The province that the page is made for; without a name until the server has read it. */
export const ProvinceContext = createContext<ProvinceFace>({ name: "", hotline: "" });

/** The province that the page is made for. */
export function useProvince(): ProvinceFace {
  return useContext(ProvinceContext);
}

/** Where to turn for help: the hotline, or the counter while no number is set. */
export function Help(): ReactElement {
  const { hotline } = useProvince();
  return <>{hotline ? `gọi tổng đài ${hotline}` : "đến bộ phận một cửa gần nhất"}</>;
}
