import { type Default } from "@limbeck/model";
import { expressionText, withoutParentheses } from "./expression.ts";
import { type DefaultDefinition } from "./parse/definition.ts";
import { nameOfToken, type Token } from "./parse/tokens.ts";

const NO_COLUMNS: ReadonlySet<string> = new Set();
const NOW: ReadonlySet<string> = new Set(["CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP"]);
/** SQLite has no booleans: TRUE is another word for 1, and stays the word that it is, as it is written. */
const BOOLEANS: ReadonlySet<string> = new Set(["FALSE", "TRUE"]);

/** The default of a column as its text says it; DEFAULT NULL says nothing. */
export function defaultOf(definition: DefaultDefinition | undefined): { readonly default?: Default } {
  if (definition === undefined) return {};
  const tokens = withoutParentheses(definition.tokens);
  const [first, second] = tokens;
  const bare = !definition.parenthesised;
  if (first !== undefined && second === undefined) return constant(first, bare);
  const number = first && second && tokens.length === 2 ? signed(first, second) : undefined;
  return {
    default: number ?? { kind: "expression", canonical: expressionText(tokens, NO_COLUMNS) },
  };
}

/** A default of one token. Where it stands in no parentheses, every other name is a text, as SQLite has it. */
function constant(token: Token, bare: boolean): { readonly default?: Default } {
  if (token.kind === "number") return { default: numberDefault(token.text) };
  const word = token.kind === "word" ? token.text.toUpperCase() : undefined;
  if (word === "NULL") return {};
  if (word !== undefined && NOW.has(word)) return { default: { kind: "expression", canonical: word } };
  if (word !== undefined && BOOLEANS.has(word))
    return { default: { kind: "expression", canonical: token.text } };
  const text = token.kind === "string" || token.text.startsWith('"') || bare ? nameOfToken(token) : undefined;
  return {
    default:
      text === undefined
        ? { kind: "expression", canonical: token.text }
        : { kind: "literal", value: text, canonical: `'${text.replaceAll("'", "''")}'` },
  };
}

function signed(sign: Token, number: Token): Default | undefined {
  if (number.kind !== "number") return undefined;
  if (sign.text === "-") return numberDefault(`-${number.text}`);
  return sign.text === "+" ? numberDefault(number.text) : undefined;
}

/** A number that JavaScript would write in the same way is a value; every other one stays the text that it is. */
function numberDefault(text: string): Default {
  const value = Number(text);
  return String(value) === text
    ? { kind: "literal", value, canonical: text }
    : { kind: "expression", canonical: text };
}
