import { nameOfPart, type Part } from "./part.ts";

/** Takes away brackets around the whole, and around a single part where they hold nothing together. */
export function withoutBrackets(parts: readonly Part[]): readonly Part[] {
  const single = parts.findIndex((_, position) => isSingle(parts, position));
  if (single !== -1) {
    return withoutBrackets(parts.filter((_, position) => position !== single && position !== single + 2));
  }
  return closesAtEnd(parts) ? withoutBrackets(parts.slice(1, -1)) : parts;
}

const BEFORE: ReadonlySet<string | undefined> = new Set([undefined, "(", "=", "<>", "<", ">", "<=", ">="]);
const AFTER: ReadonlySet<string | undefined> = new Set([".", "[", "(", ","]);

/** `(a)` where neither what stands before nor what follows makes a call, a list, a field or an element of it. */
function isSingle(parts: readonly Part[], open: number): boolean {
  return (
    parts[open]?.text === "(" &&
    parts[open + 2]?.text === ")" &&
    isAtom(parts[open + 1]) &&
    BEFORE.has(parts[open - 1]?.text) &&
    !isCall(parts, open - 1) &&
    !AFTER.has(parts[open + 3]?.text)
  );
}

function isAtom(part: Part | undefined): boolean {
  return part?.kind === "string" || part?.kind === "number" || nameOfPart(part) !== undefined;
}

/** Whether a bracket is that of `name (`, `IN (`, `ANY (`: then what stands in it is a list. */
function isCall(parts: readonly Part[], open: number): boolean {
  const kind = parts[open - 1]?.kind;
  return parts[open]?.text === "(" && (kind === "word" || kind === "quoted");
}

function closesAtEnd(parts: readonly Part[]): boolean {
  if (parts[0]?.text !== "(" || parts.at(-1)?.text !== ")") return false;
  let depth = 0;
  return parts.every(({ text }, position) => {
    if (text === "(") depth += 1;
    if (text === ")") depth -= 1;
    return depth > 0 || position === parts.length - 1;
  });
}
