import { textUnreadable } from "../../errors.ts";
import { isWord, nameOfToken, type Token, tokenize } from "./tokens.ts";

/** A place in a list of tokens, moved by what is taken. */
export interface Cursor {
  readonly source: string;
  /** The token that comes next, or one behind it. */
  peek(ahead?: number): Token | undefined;
  next(): Token;
  /** Whether these keywords come next. */
  isAt(...words: readonly string[]): boolean;
  /** Takes these keywords if they come next. */
  takes(...words: readonly string[]): boolean;
  takesSign(sign: string): boolean;
  expect(...words: readonly string[]): void;
  expectSign(sign: string): void;
  name(): string;
  /** Takes all up to the parenthesis that closes the one that comes next, and answers what stands between. */
  parenthesised(): readonly Token[];
}

export function cursorOn(source: string): Cursor {
  return cursorAt(source, tokenize(source));
}

export function cursorAt(source: string, tokens: readonly Token[]): Cursor {
  let at = 0;
  const peek = (ahead = 0) => tokens[at + ahead];
  const isSign = (token: Token | undefined, sign: string) =>
    token?.kind === "operator" && token.text === sign;
  const isAt = (...words: readonly string[]) => words.every((word, ahead) => isWord(peek(ahead), word));
  const take = (count: number, can: boolean) => {
    if (can) at += count;
    return can;
  };
  const need = (taken: boolean, what: string) => {
    if (!taken) throw textUnreadable(what, peek());
  };
  const takesSign = (sign: string) => take(1, isSign(peek(), sign));
  const next = () => {
    const token = tokens[at++];
    if (token === undefined) throw textUnreadable("more", undefined);
    return token;
  };
  const expectSign = (sign: string) => need(takesSign(sign), sign);
  return {
    source,
    peek,
    next,
    isAt,
    takes: (...words) => take(words.length, isAt(...words)),
    takesSign,
    expect: (...words) => need(take(words.length, isAt(...words)), words.join(" ")),
    expectSign,
    name: () => {
      const name = nameOfToken(next());
      if (name === undefined) throw textUnreadable("a name", tokens[at - 1]);
      return name;
    },
    parenthesised: () => {
      expectSign("(");
      const start = at;
      for (let depth = 1; depth > 0;) {
        const token = next();
        if (isSign(token, "(")) depth += 1;
        if (isSign(token, ")")) depth -= 1;
      }
      return tokens.slice(start, at - 1);
    },
  };
}

/** The lists between the commas that stand in no parentheses. */
export function splitAtCommas(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.text === "(") depth += 1;
    if (token.text === ")") depth -= 1;
    if (token.text === "," && depth === 0) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}
