import { type QualifiedName } from "@limbeck/model";

const TOKEN = /--[^\n]*|\/\*[^]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*|[().,]/gu;

/** After these come relations, and after those something else again. */
const OPENING = new Set(["from", "join"]);
const CLOSING = new Set(
  "select where on using group order having limit offset fetch window union intersect except for with values".split(
    " ",
  ),
);

/** Words that stand between names there. */
const BETWEEN = new Set("inner left right full outer cross natural lateral only as".split(" "));

/**
 * The names in a query that stand where a table or view stands: behind FROM and JOIN. It does not parse: `extract(year FROM at)`
 * names a relation `at` too, and a name of WITH counts. At worst something waits that need not have.
 */
export function relationNames(query: string): readonly QualifiedName[] {
  const tokens = (query.match(TOKEN) ?? []).filter((token) => !/^(?:--|\/\*|')/.test(token));
  const found: QualifiedName[] = [];
  const outer: boolean[] = [];
  let inside = false;
  tokens.forEach((token, at) => {
    const word = token.toLowerCase();
    if (token === "(") outer.push(inside);
    else if (token === ")") inside = outer.pop() ?? false;
    else if (OPENING.has(word)) inside = true;
    else if (CLOSING.has(word)) inside = false;
    else if (isName(token) && inside && !BETWEEN.has(word) && !isSchema(tokens, at))
      found.push(nameAt(tokens, at));
  });
  return found;
}

function isName(token: string): boolean {
  return /^["\p{L}_]/u.test(token);
}

/** The first part of `"s"."v"`, and what stands before a column or a star. */
function isSchema(tokens: readonly string[], at: number): boolean {
  return tokens[at + 1] === ".";
}

function nameAt(tokens: readonly string[], at: number): QualifiedName {
  const name = plain(tokens[at] ?? "");
  const schema = tokens[at - 2];
  return tokens[at - 1] === "." && schema !== undefined ? { schema: plain(schema), name } : { name };
}

function plain(word: string): string {
  return word.startsWith('"') ? word.slice(1, -1).replaceAll('""', '"') : word.toLowerCase();
}
