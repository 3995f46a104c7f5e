/**
 * Reads a drawing as a person does: from each `*` down along `|`, `/`, `\` and `_` to the next ones. Gives the edges as
 * `child>parent`, sorted. Knows nothing of how it was drawn, but that lanes stand in every second column.
 */
export function readLanes(lines: readonly string[]): readonly string[] {
  const drawing = lines.map((line) => /^([*|/\\_ ]*?)(?: (\w+))?$/.exec(line));
  const rows = drawing.map((match) => match?.[1] ?? "");
  const edges = new Set<string>();
  const ids = drawing.map((match) => match?.[2] ?? "");
  rows.forEach((cells, at) => {
    const column = cells.indexOf("*");
    if (column < 0) return;
    for (const parent of walk(rows, at + 1, column)) edges.add(`${ids[at] ?? ""}>${ids[parent] ?? ""}`);
  });
  return [...edges].sort();
}

/** The rows of the revisions that one comes to from a column of the row above. */
function walk(rows: readonly string[], at: number, column: number): readonly number[] {
  const cells = rows[at];
  if (cells === undefined) return [];
  if (cells[column] === "*") return [at];
  return ways(cells, column).flatMap((next) => {
    const reached = walk(rows, at + 1, next);
    if (reached.length === 0) throw new Error(`a line ends nowhere:\n${rows.join("\n")}`);
    return reached;
  });
}

/** The columns in which one leaves a row. */
function ways(cells: string, column: number): readonly number[] {
  const found = cells[column] === "|" ? [column] : [];
  if (cells[column - 1] === "/") found.push(along(cells, column - 2, -2));
  if (cells[column + 1] === "\\") found.push(along(cells, column + 2, 2));
  return found;
}

function along(cells: string, column: number, step: -2 | 2): number {
  return cells[column + step / 2] === "_" ? along(cells, column + step, step) : column;
}
