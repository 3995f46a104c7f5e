import { foldName } from "@limbeck/model";
import { isWord, nameOfToken, type Token } from "./parse/tokens.ts";

/** The words after which no table is named, until the next FROM or JOIN. */
const ENDS: ReadonlySet<string> = new Set(
  "EXCEPT GROUP HAVING INTERSECT LIMIT ON ORDER SELECT SET UNION USING VALUES WHERE WINDOW".split(" "),
);

/**
 * The folded names that stand where a statement reads tables: behind FROM, JOIN, INTO or UPDATE, and behind the commas that follow.
 * Names that WITH gives are not among them.
 */
export function relationNames(tokens: readonly Token[]): ReadonlySet<string> {
  const given = new Set(tokens.flatMap((_, at) => givenName(tokens, at)));
  const found = new Set<string>();
  // For each open parenthesis, whether tables are being listed in it.
  const listing: boolean[] = [false];
  tokens.forEach((token, at) => {
    if (token.text === "(") listing.push(listing.at(-1) === true);
    else if (token.text === ")") listing.pop();
    else if (opens(token)) listing.splice(-1, 1, true);
    else if (token.kind === "word" && ENDS.has(token.text.toUpperCase())) listing.splice(-1, 1, false);
    else if (listing.at(-1) === true && isNamed(tokens, at)) found.add(foldName(nameOfToken(token) ?? ""));
  });
  return new Set([...found].filter((name) => !given.has(name)));
}

function opens(token: Token): boolean {
  return ["FROM", "JOIN", "INTO", "UPDATE"].some((word) => isWord(token, word));
}

/** Whether a table is called here, and not its namespace or the name that it is given. */
function isNamed(tokens: readonly Token[], at: number): boolean {
  const [before, token, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (token === undefined || nameOfToken(token) === undefined || after?.text === ".") return false;
  const first = before?.text === "." ? tokens[at - 3] : before;
  return first === undefined || opens(first) || first.text === "," || first.text === "(";
}

/** `WITH x AS (…)`, `, x (a, b) AS MATERIALIZED (…)` */
function givenName(tokens: readonly Token[], at: number): readonly string[] {
  const [before, token] = [tokens[at - 1], tokens[at]];
  const name = token && nameOfToken(token);
  const begins = isWord(before, "WITH") || isWord(before, "RECURSIVE") || before?.text === ",";
  return name !== undefined && begins && hasBody(tokens, at + 1) ? [foldName(name)] : [];
}

/** Whether a list of names, where there is one, AS and a parenthesis follow. */
function hasBody(tokens: readonly Token[], start: number): boolean {
  const closing = tokens.findIndex(({ text }, at) => at > start && text === ")");
  const next = tokens[start]?.text === "(" ? closing + 1 : start;
  if (!isWord(tokens[next], "AS")) return false;
  const hints = ["NOT", "MATERIALIZED"];
  const body = tokens.slice(next + 1).find((token) => !hints.some((hint) => isWord(token, hint)));
  return body?.text === "(";
}
