/** A string, a name in one of SQLite's quotes, a word or number, an operator; comments and spaces are passed over. */
const PIECE =
  /--[^\n]*|\/\*[^]*?\*\/|\s+|('(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|[\w$.\u0080-\uFFFF]+|[<>=!|]{1,2}|[^])/g;

/**
 * A CREATE text in parts that can be compared: of a table, what stands between its commas, sorted, and what stands around it; of
 * anything else, the whole. This is no parser of SQL: it only knows what a string, a name and a parenthesis look like.
 */
export function normalParts(sql: string): readonly string[] {
  const pieces = [...sql.matchAll(PIECE)].flatMap(([, piece]) =>
    piece === undefined ? [] : [normal(piece)],
  );
  if (pieces[1] !== "table") return [withoutEmpty(pieces).join(" ")];
  const open = pieces.indexOf("(");
  const close = pieces.lastIndexOf(")");
  const parts = splitAtCommas(pieces.slice(open + 1, close));
  return [
    ...parts.map((part) => withoutEmpty(part).join(" ")).sort(),
    `around: ${pieces.slice(close + 1).join(" ")}`,
  ];
}

function normal(piece: string): string {
  const [first = ""] = piece;
  if (first === "'") return piece;
  if (first === '"' || first === "`") return name(piece.slice(1, -1).replaceAll(first + first, first));
  return first === "[" ? name(piece.slice(1, -1)) : piece.toLowerCase();
}

/** Whether a name is in quotes says nothing where it could do without. */
function name(text: string): string {
  return /^[a-z_][a-z\d_]*$/.test(text) ? text : JSON.stringify(text);
}

function splitAtCommas(pieces: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [[]];
  let depth = 0;
  for (const piece of pieces) {
    if (piece === "(") depth += 1;
    if (piece === ")") depth -= 1;
    if (piece === "," && depth === 0) parts.push([]);
    else parts.at(-1)?.push(piece);
  }
  return parts;
}

/** `((x))` is `(x)`, and a condition of an index or a trigger is the same with parentheses around all of it. */
function withoutEmpty(pieces: readonly string[]): readonly string[] {
  const closing = closings(pieces);
  const empty = new Set<number>();
  for (const [start, end] of closing) {
    const doubled = closing.get(start + 1) === end - 1;
    const whole =
      /^(?:where|when)$/.test(pieces[start - 1] ?? "") && /^(?:|begin)$/.test(pieces[end + 1] ?? "");
    if (doubled || whole) for (const at of [start, end]) empty.add(at);
  }
  return pieces.filter((_, at) => !empty.has(at));
}

/** Where each parenthesis that opens is closed. */
function closings(pieces: readonly string[]): ReadonlyMap<number, number> {
  const closing = new Map<number, number>();
  const opened: number[] = [];
  pieces.forEach((piece, at) => {
    if (piece === "(") opened.push(at);
    if (piece === ")") closing.set(opened.pop() ?? -1, at);
  });
  return closing;
}
