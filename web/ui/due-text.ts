import type { IconName } from "./asset-context.ts";

/** How a dossier stands against its due date today. Figures come from the calendar engine, never from a page. */
export type DueState =
  | { readonly kind: "left"; readonly workingDays: number; readonly soon: boolean }
  | { readonly kind: "today"; readonly time: string }
  | { readonly kind: "overdue"; readonly workingDays: number; readonly hours?: number }
  | { readonly kind: "paused" }
  | { readonly kind: "done"; readonly late?: boolean };

/** The words on the chip: "Còn 3 ngày LV", "Hôm nay 17:00", "Quá hạn 2 ngày", "Tạm dừng", "Đã xong". */
export function dueWords(due: DueState): string {
  switch (due.kind) {
    case "left":
      return `Còn ${due.workingDays} ngày LV`;
    case "today":
      return `Hôm nay ${due.time}`;
    case "overdue":
      return due.workingDays === 0 ? `Quá hạn ${due.hours ?? 0} giờ` : `Quá hạn ${due.workingDays} ngày`;
    case "paused":
      return "Tạm dừng";
    case "done":
      return due.late ? "Đã xong, trễ hạn" : "Đã xong";
  }
}

/** Colour and icon of the chip; they repeat what the words say. */
export function dueLook(due: DueState): { tone: "neutral" | "info" | "soon" | "error" | "done"; icon: IconName } {
  switch (due.kind) {
    case "left":
      return due.soon ? { tone: "soon", icon: "calendar-clock" } : { tone: "info", icon: "calendar-clock" };
    case "today":
      return { tone: "soon", icon: "clock" };
    case "overdue":
      return { tone: "error", icon: "triangle-alert" };
    case "paused":
      return { tone: "neutral", icon: "circle-pause" };
    case "done":
      return { tone: "done", icon: "circle-check" };
  }
}
