import { type ExtensionMembers } from "@limbeck/model";

import { IDENTIFIER } from "../sql/calls.ts";
import { unquote } from "../sql/type.ts";
import { nameLike } from "../table/nameLike.ts";

/** From one namespace to another; absent: the default one. */
export interface Move {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

type Moved = Required<Pick<ExtensionMembers, "operators" | "operatorClasses">>;

/** What its author alone reads, or what is read only when it runs: it does not follow. */
const UNREAD: ReadonlySet<string> = new Set(["comment", "body"]);

/** Whatever names an operator class of an extension, or one of its operators with the namespace, with both where they stand now. */
export function followOperators<T>(value: T, moved: Moved, move: Move): T {
  const operators = new Set(moved.operators);
  const classes = new Set(moved.operatorClasses);
  const follow = (one: unknown, key?: string): unknown => {
    if (typeof one === "string")
      return key === "operatorClass" ? ofClass(one, classes, move) : inText(one, operators, move);
    if (Array.isArray(one)) return one.map((member: unknown) => follow(member));
    if (typeof one !== "object" || one === null) return one;
    const members = Object.entries(one);
    return Object.fromEntries(
      members.map(([field, member]) => [field, UNREAD.has(field) ? member : follow(member, field)]),
    );
  };
  // The same value in other words.
  return follow(value) as T;
}

/** `gin_trgm_ops`, `extensions.gist_trgm_ops(siglen=32)` */
const CLASS = new RegExp(String.raw`^(?:(${IDENTIFIER})\s*\.\s*)?(${IDENTIFIER})(.*)$`, "su");

function ofClass(text: string, classes: ReadonlySet<string>, { from, to }: Move): string {
  const [, schema, name = "", parameters = ""] = CLASS.exec(text) ?? [];
  if (!classes.has(unquote(name)) || !stands(schema, from)) return text;
  return `${to === undefined ? "" : `${nameLike(name, to)}.`}${name}${parameters}`;
}

/** `OPERATOR(extensions.<>)`: what the server prints where an operator without its namespace would be another one, or none. */
const OPERATOR = new RegExp(
  String.raw`\bOPERATOR\s*\(\s*(${IDENTIFIER})\s*\.\s*([-+*/<>=~!@#%^&|?${"`"}]+)\s*\)`,
  "giu",
);

function inText(text: string, operators: ReadonlySet<string>, { from, to }: Move): string {
  return text.replaceAll(OPERATOR, (found, schema: string, operator: string) => {
    if (!operators.has(operator) || !stands(schema, from)) return found;
    return to === undefined ? operator : `OPERATOR(${nameLike(schema, to)}.${operator})`;
  });
}

function stands(schema: string | undefined, from = "public"): boolean {
  return (schema === undefined ? "public" : unquote(schema)) === from;
}
