import { readFileSync, readdirSync } from "node:fs";

/** Memory of the process and all below it in MB, pages that several share counted once (PSS). Linux only. */
export function memoryOf(pid: number): number {
  const children = childrenByParent();
  const all = [pid];
  for (let index = 0; index < all.length; index += 1) all.push(...(children.get(all[index] ?? 0) ?? []));
  return all.reduce((sum, one) => sum + pssOf(one), 0) / 1024;
}

function childrenByParent(): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    const parent = Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${name}/status`))?.[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  return children;
}

function pssOf(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // It has ended meanwhile.
    return "";
  }
}
