import { nameKey, nameOf, type QualifiedName, type Schema } from "@limbeck/model";

/** The tables that become views, and the views that become tables: what reads one of them goes before that, and comes back after it. */
export function otherKind(before: Schema, after: Schema): readonly QualifiedName[] {
  return [...both(before.tables, after.views), ...both(before.views, after.tables)].map(nameOf);
}

function both(old: readonly QualifiedName[], now: readonly QualifiedName[]): readonly QualifiedName[] {
  const names = new Set(now.map(nameKey));
  return old.filter((one) => names.has(nameKey(one)));
}
