import { type Dialect } from "@limbeck/model";
import { type Hazard, hazardsAmong, losesData, type Operation, renderOperation } from "@limbeck/operations";

/** The line of an operation, instead of the usual one; `undefined` leaves that as it is. */
export type RenderOperation = (operation: Operation, line: string) => string | undefined;

/** The lines of a function's body, not yet laid out: each operation, and above it what a reviewer must know of it. */
export function bodyLines(
  operations: readonly Operation[],
  render: RenderOperation = (_, line) => line,
  notes: (operation: Operation) => readonly string[] = () => [],
  dialect: Dialect = "postgres",
): readonly string[] {
  const hazards = hazardsAmong(operations, dialect);
  return operations.flatMap((op, at) => [
    ...(standsApart(op, operations[at - 1]) ? [""] : []),
    ...notes(op).map(comment),
    ...(hazards[at] ?? []).map(hazardComment),
    lineOf(op, render),
  ]);
}

function lineOf(op: Operation, render: RenderOperation): string {
  const line = renderOperation(op);
  return render(op, line) ?? line;
}

/** A new table is a paragraph of its own. */
function standsApart(op: Operation, before: Operation | undefined): boolean {
  return before !== undefined && (op.kind === "createTable" || before.kind === "createTable");
}

function hazardComment(hazard: Hazard): string {
  return comment(`${losesData(hazard) ? "Loses data" : "Careful"}: ${hazard.message}`);
}

const comment = (text: string): string => `// ${text.replaceAll(/\s*\r?\n\s*/g, " ")}`;
