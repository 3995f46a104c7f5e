import { NEEDS_QUOTES } from "@limbeck/model";

import { quoteIdentifier } from "../sql/identifier.ts";
import { unquote } from "../sql/type.ts";
import { isName } from "./pieces.ts";

/** Another name, quoted where the old one was. */
export function nameLike(old: string, name: string): string {
  return old.startsWith('"') ? quoteIdentifier(name) : plainName(name);
}

/** A name as the server prints it. */
export function plainName(name: string): string {
  const isPlain = /^[a-z_][a-z0-9_$]*$/.test(name) && !NEEDS_QUOTES.has(name);
  return isPlain ? name : quoteIdentifier(name);
}

/** Whether a piece of a text is a name, quoted or not. */
export const isNamed = (text: string, name: string): boolean => isName(text) && unquote(text) === name;
