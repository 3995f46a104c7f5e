import { type QualifiedName } from "@limbeck/model";

import { type Ref, ref } from "../ref.ts";
import { type ColumnChanges } from "./changes.ts";

/** That statements may write to the column, where an identity ALWAYS forbids it on the other side; an INSERT may leave its name out. */
export function writable(
  table: QualifiedName,
  column: string,
  { identity }: ColumnChanges,
  side: "from" | "to",
): readonly Ref[] {
  const other = side === "to" ? "from" : "to";
  const isForbidden = identity?.[side]?.mode === "always";
  return identity?.[other]?.mode === "always" && !isForbidden
    ? [ref.written(table, "insert"), ref.writtenColumn(table, column)]
    : [];
}
