import { createContext } from "react";

/** The icons that pages may show, by their name in lucide. An icon never stands without a word. */
export const ICON_NAMES = [
  "arrow-left",
  "arrow-right",
  "banknote",
  "bell",
  "building-2",
  "calendar-clock",
  "camera",
  "check",
  "circle-check",
  "circle-help",
  "circle-pause",
  "circle-x",
  "clock",
  "download",
  "eye",
  "file-text",
  "folder-open",
  "history",
  "house",
  "inbox",
  "info",
  "list",
  "lock",
  "log-out",
  "map-pin",
  "paperclip",
  "pencil",
  "phone",
  "plus",
  "printer",
  "save",
  "search",
  "send",
  "settings",
  "stamp",
  "trash-2",
  "triangle-alert",
  "undo-2",
  "upload",
  "user",
  "users",
  "x",
] as const;
export type IconName = (typeof ICON_NAMES)[number];

/** One surface has one stylesheet and one small script, both under hashed names. */
export interface SurfaceAssets {
  readonly css: string;
  readonly script: string;
  /** Font files of the first view, asked for before the stylesheet is read. */
  readonly preload: readonly string[];
}

export interface AssetUrls {
  readonly portal: SurfaceAssets;
  readonly office: SurfaceAssets;
  /** SVG children of each icon. */
  readonly icons: Readonly<Partial<Record<IconName, string>>>;
}

const NONE: SurfaceAssets = { css: "", script: "", preload: [] };

/** Pages rendered outside the server, as in a unit test, have no assets. */
export const NO_ASSETS: AssetUrls = { portal: NONE, office: NONE, icons: {} };

export const AssetContext = createContext<AssetUrls>(NO_ASSETS);
