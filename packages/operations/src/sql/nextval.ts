import { type Default, type QualifiedName, spelling } from "@limbeck/model";

import { plainName } from "../table/nameLike.ts";
import { quoteString } from "./literal.ts";
import { unquote } from "./type.ts";

/** The next value of a sequence, as the server prints it. */
export function nextvalText({ schema, name }: QualifiedName): string {
  const path = schema === undefined ? [name] : [schema, name];
  return `nextval(${quoteString(path.map(plainName).join("."))}::regclass)`;
}

const NEXTVAL = /^\(?nextval\(\s*'((?:[^']|'')+)'(?:\s*::\s*regclass)?\s*\)\)?$/i;

/** The sequence whose next value a default is; undefined where it is something else, or more than that. */
export function nextvalOf(value: Default): QualifiedName | undefined {
  if (value.kind !== "expression") return undefined;
  const [, name] = NEXTVAL.exec(spelling(value)) ?? [];
  return name === undefined ? undefined : relationNamed(name.replaceAll("''", "'"));
}

/** The name that the text of a `regclass` stands for. An author may qualify what everybody else calls by its name alone. */
export function relationNamed(text: string): QualifiedName {
  const parts = text.match(/"(?:[^"]|"")+"|[^".]+/g) ?? [text];
  const [first = text, second] = parts.map(unquote);
  if (second === undefined) return { name: first };
  return first === "public" ? { name: second } : { schema: first, name: second };
}
