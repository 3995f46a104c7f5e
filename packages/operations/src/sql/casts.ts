import { isCatalogType, type QualifiedName, spelling, type SqlText } from "@limbeck/model";

import { type Ref, ref } from "../ref.ts";
import { attributesRead, callRefs, IDENTIFIER } from "./calls.ts";
import { unquote } from "./type.ts";

const NAME = String.raw`(?:(${IDENTIFIER})\s*\.\s*)?(${IDENTIFIER})`;
const ARGUMENTS = String.raw`(?:\s*\([\d,\s]*\))?(?:\s*\[\s*\d*\s*\])*\s*`;
// `AS` stands in front of an alias too; the type of CAST (… AS type) closes a bracket.
const CAST = new RegExp(String.raw`::\s*${NAME}|\bas\s+${NAME}${ARGUMENTS}\)`, "giu");

/** The names of the types that an expression casts to, without those that PostgreSQL has itself. */
export function castNames(text: SqlText): readonly QualifiedName[] {
  return [...spelling(text).matchAll(CAST)].flatMap(([, schema, name, castSchema, castName]) =>
    named(schema ?? castSchema, name ?? castName),
  );
}

/** An author may qualify what everybody else calls by its name alone. */
function named(schema: string | undefined, name: string | undefined): readonly QualifiedName[] {
  // Without a schema it is the server's own, where that has one of the name.
  if (name === undefined || (schema === undefined && isCatalogType(unquote(name)))) return [];
  const own = schema === undefined || unquote(schema) === "public" ? {} : { schema: unquote(schema) };
  return [{ ...own, name: unquote(name) }];
}

/** The types that an expression casts to. */
export function castRefs(text: SqlText): readonly Ref[] {
  return castNames(text).map(ref.type);
}

/** What an expression needs beside columns: the functions that it calls, the types that it casts to, the attributes that it reads. */
export function textRefs(text: SqlText): readonly Ref[] {
  return [...callRefs(text), ...castRefs(text), ...attributesRead(spelling(text))];
}
