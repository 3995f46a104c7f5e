import { type QualifiedName } from "@limbeck/model";

import { type Ref, ref } from "../ref.ts";
import { COMMENT, IDENTIFIER, LITERAL } from "../sql/calls.ts";
import { namedType, unquote } from "../sql/type.ts";
import { type Meant } from "./onPath.ts";

/**
 * What variables of a body in PL/pgSQL, and arguments of cursors, are declared after: types (`one app.state`, `some tasks[]`), tables and columns (`tasks%ROWTYPE`,
 * `tasks.id%TYPE`), the only names in it that the server looks up when it makes the function. A name alone before `%TYPE` is that of another
 * variable.
 */
export function declaredRefs(body: string, meant: Meant): readonly Ref[] {
  return [...typesIn(body).flatMap(meant).map(ref.type), ...copiedRefs(body, meant)];
}

/** The names of which these are made up: of namespaces, types, tables and columns. */
export function declaredNames(body: string): readonly string[] {
  const copied = [...body.matchAll(COPIED)].flatMap(([, text = ""]) => (text.match(PART) ?? []).map(unquote));
  return [
    ...typesIn(body).flatMap(({ schema, name }) => [name, ...(schema === undefined ? [] : [schema])]),
    ...copied,
  ];
}

function typesIn(body: string): readonly QualifiedName[] {
  const sections = [...body.replaceAll(SKIPPED, " ").matchAll(SECTION)].map(([, section = ""]) => section);
  const types = sections.flatMap((section) => [
    ...section.matchAll(DECLARATION),
    ...[...section.matchAll(CURSOR)].flatMap(([, list = ""]) => [...list.matchAll(ARGUMENT)]),
  ]);
  return types.flatMap(([, type = "", copied]) =>
    copied === undefined ? (namedType({ written: type }) ?? []) : [],
  );
}

function copiedRefs(body: string, meant: Meant): readonly Ref[] {
  return [...body.matchAll(COPIED)].flatMap(([, text = "", kind = ""]) => {
    const parts = (text.match(PART) ?? []).map(unquote);
    const column = kind.toUpperCase() === "ROWTYPE" ? undefined : parts.pop();
    const tables = nameOf(parts).flatMap(meant);
    return tables.flatMap((table) => [
      ref.relation(table),
      ...(column === undefined ? [] : [ref.column(table, column)]),
    ]);
  });
}

const NAME = String.raw`${IDENTIFIER}(?:\s*\.\s*${IDENTIFIER}){0,2}`;
const COPIED = new RegExp(String.raw`(${NAME})\s*%\s*(ROWTYPE|TYPE)\b`, "giu");
const SKIPPED = new RegExp(`${COMMENT.source}|${LITERAL.source}`, "g");
const SECTION = /\bdeclare\b([^]*?)\bbegin\b/gi;
const DECLARATION = new RegExp(
  String.raw`(?:^|;)\s*${IDENTIFIER}\s+(?:constant\s+)?(?!(?:no|scroll|cursor)\b)(${NAME})\s*(%)?`,
  "giu",
);
const CURSOR = /\bcursor\s*\(([^]*?)\)\s*(?:for|is)\b/gi;
const ARGUMENT = new RegExp(String.raw`(?:^|,)\s*${IDENTIFIER}\s+(${NAME})\s*(%)?`, "giu");
const PART = new RegExp(IDENTIFIER, "gu");

/** A body is as its author wrote it, who may qualify what everybody else calls by its name alone. */
function nameOf(parts: readonly string[]): readonly QualifiedName[] {
  const [name, schema] = [...parts].reverse();
  if (name === undefined) return [];
  return [schema === undefined || schema === "public" ? { name } : { schema, name }];
}
