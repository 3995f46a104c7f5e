import { type QualifiedName } from "@limbeck/model";

import { type Ref, ref } from "../ref.ts";
import { unquote } from "../sql/type.ts";

/**
 * The tables and columns that variables of a body in PL/pgSQL are declared after (`tasks%ROWTYPE`, `tasks.id%TYPE`): the only names in it
 * that the server looks up when it makes the function. A name alone before `%TYPE` is that of another variable.
 */
export function declaredRefs(body: string): readonly Ref[] {
  return [...body.matchAll(DECLARED)].flatMap(([, text = "", kind = ""]) => {
    const parts = (text.match(PART) ?? []).map(unquote);
    if (kind.toUpperCase() === "ROWTYPE") return relation(parts);
    const column = parts.pop() ?? "";
    const table = nameOf(parts);
    return table === undefined ? [] : [ref.relation(table), ref.column(table, column)];
  });
}

const IDENTIFIER = String.raw`(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\d_$]*)`;
const DECLARED = new RegExp(
  String.raw`(${IDENTIFIER}(?:\s*\.\s*${IDENTIFIER}){0,2})\s*%\s*(ROWTYPE|TYPE)\b`,
  "giu",
);
const PART = new RegExp(IDENTIFIER, "gu");

function relation(parts: readonly string[]): readonly Ref[] {
  const table = nameOf(parts);
  return table === undefined ? [] : [ref.relation(table)];
}

/** A body is as its author wrote it, who may qualify what everybody else calls by its name alone. */
function nameOf(parts: readonly string[]): QualifiedName | undefined {
  const [name, schema] = [...parts].reverse();
  if (name === undefined) return undefined;
  return schema === undefined || schema === "public" ? { name } : { schema, name };
}
