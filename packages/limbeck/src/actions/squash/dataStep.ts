import { type Operation } from "@limbeck/operations";

/** Whether an operation is there for the rows, or does what only an engine can tell. */
export function isDataStep({ kind }: Operation): boolean {
  return DATA.has(kind);
}

const DATA: ReadonlySet<Operation["kind"]> = new Set([
  "execute",
  "run",
  "batches",
  "bulkInsert",
  "copyRows",
  "backfill",
  "own",
] as const);

/** Whether it is a function of the file, which no line of another file can say. */
export function isCodeStep({ kind }: Operation): boolean {
  return kind === "run" || kind === "batches";
}
