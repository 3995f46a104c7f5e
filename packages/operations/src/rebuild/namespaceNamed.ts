import { type Operation } from "../operations.ts";

/** The first schema, beside the default one, in which a name of the operation stands. What is in rows is no name. */
export function namespaceNamed(op: Operation): string | undefined {
  return op.kind === "bulkInsert" ? op.table.schema : op.kind === "own" ? undefined : inside(op);
}

function inside(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if ("schema" in value && "name" in value && typeof value.schema === "string") return value.schema;
  return Object.values(value)
    .map(inside)
    .find((found) => found !== undefined);
}
