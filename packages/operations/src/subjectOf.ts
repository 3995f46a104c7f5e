import { type Operation } from "./operations.ts";

/** The name of what an operation is about: of its table, else of what it makes, changes or drops. None for what the user's own code does. */
export function subjectOf(op: Operation): string | undefined {
  return "table" in op ? op.table.name : firstName(op);
}

function firstName(part: unknown): string | undefined {
  if (typeof part !== "object" || part === null) return undefined;
  if ("table" in part) return firstName(part.table);
  if ("name" in part && typeof part.name === "string") return part.name;
  return Object.values(part)
    .map(firstName)
    .find((name) => name !== undefined);
}
