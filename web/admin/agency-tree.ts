interface Node {
  readonly id: string;
  readonly parentId: string | null;
}

/** Agencies in the order of the tree, each with its depth; one whose parent is not among them stands at the top. */
export function treeOrder<T extends Node>(
  agencies: readonly T[],
): readonly { readonly agency: T; readonly depth: number }[] {
  const known = new Set(agencies.map(({ id }) => id));
  const below = new Map<string | null, T[]>();
  for (const agency of agencies) {
    const parent = agency.parentId !== null && known.has(agency.parentId) ? agency.parentId : null;
    below.set(parent, [...(below.get(parent) ?? []), agency]);
  }
  const walk = (parent: string | null, depth: number): { agency: T; depth: number }[] =>
    (below.get(parent) ?? []).flatMap((agency) => [{ agency, depth }, ...walk(agency.id, depth + 1)]);
  return walk(null, 0);
}
