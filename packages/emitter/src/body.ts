import { type Dialect } from "@limbeck/model";
import { type Hazard, hazardsAmong, losesData, type Operation, renderOperation } from "@limbeck/operations";

import { type BodyEntry, callLine, isOperation } from "./carried/carried.ts";

/** The line of an operation, instead of the usual one; `undefined` leaves that as it is. */
export type RenderOperation = (operation: Operation, line: string) => string | undefined;

/** The lines of a function's body, not yet laid out: each operation or call, and above it what a reviewer must know of it. */
export function bodyLines(
  entries: readonly BodyEntry[],
  render: RenderOperation = (_, line) => line,
  notes: (operation: Operation) => readonly string[] = () => [],
  dialect: Dialect = "postgres",
): readonly string[] {
  const operations = entries.filter(isOperation);
  const found = hazardsAmong(operations, dialect);
  const hazards = new Map(operations.map((op, at) => [op, found[at] ?? []]));
  return entries.flatMap((entry, at) => [
    ...(standsApart(entry, entries[at - 1]) ? [""] : []),
    ...(isOperation(entry)
      ? [
          ...notes(entry).map(comment),
          ...(hazards.get(entry) ?? []).map(hazardComment),
          lineOf(entry, render, dialect),
        ]
      : [callLine(entry)]),
  ]);
}

function lineOf(op: Operation, render: RenderOperation, dialect: Dialect): string {
  const line = renderOperation(op, dialect);
  return render(op, line) ?? line;
}

/** A new table is a paragraph of its own. */
function standsApart(op: BodyEntry, before: BodyEntry | undefined): boolean {
  return before !== undefined && (op.kind === "createTable" || before.kind === "createTable");
}

function hazardComment(hazard: Hazard): string {
  return comment(`${losesData(hazard) ? "Loses data" : "Careful"}: ${hazard.message}`);
}

const comment = (text: string): string => `// ${text.replaceAll(/\s*\r?\n\s*/g, " ")}`;
