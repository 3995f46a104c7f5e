import { type Enum, type QualifiedName, sameName, type Schema, showName } from "@limbeck/model";

import { type Change } from "../change.ts";
import { replaceOne } from "../schemaChange.ts";

/** The schema after the values of an enum type changed. Errors: `object-missing`. */
export function changeValues(
  schema: Schema,
  name: QualifiedName,
  change: (values: readonly string[]) => readonly string[],
): Schema {
  const fits = (type: Enum): boolean => sameName(type, name);
  const enums = replaceOne(
    schema.enums,
    fits,
    (type) => ({ ...type, values: change(type.values) }),
    `enum ${showName(name)}`,
  );
  return { ...schema, enums };
}

/** What goes and comes; the whole list where values move, or where nobody knows what they were. */
export function valuesWords({ from, to }: Change<readonly string[]>): string {
  const kept = from?.filter((value) => to.includes(value)) ?? [];
  const moved = kept.join("\0") !== to.filter((value) => kept.includes(value)).join("\0");
  if (from === undefined || moved) return `values ${to.join(", ")}`;
  const gone = from.filter((value) => !kept.includes(value));
  const come = to.filter((value) => !kept.includes(value));
  return [...counted(gone, "removed"), ...counted(come, "added")].join(", ");
}

function counted(values: readonly string[], what: string): readonly string[] {
  if (values.length === 0) return [];
  return [`value${values.length === 1 ? "" : "s"} ${values.map((value) => `'${value}'`).join(", ")} ${what}`];
}
