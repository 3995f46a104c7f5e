import { type QualifiedName } from "@limbeck/model";

import { COMMENT, IDENTIFIER, LITERAL } from "../sql/calls.ts";
import { namedType } from "../sql/type.ts";

/** The types of the columns that are defined for a call of which nobody else knows them: `jsonb_to_record(…) AS x(n text, one tasks)`. */
export function definedTypes(body: string): readonly QualifiedName[] {
  const lists = [...body.replaceAll(SKIPPED, " ").matchAll(LIST)].map(([, list = ""]) => list);
  const types = lists.flatMap((list) => [...list.matchAll(COLUMN)]);
  return types.flatMap(([, type = ""]) => namedType({ written: type }) ?? []);
}

const SKIPPED = new RegExp(`${COMMENT.source}|${LITERAL.source}`, "g");
const TYPE = String.raw`${IDENTIFIER}(?:\s*\.\s*${IDENTIFIER})?`;
/** What stands in brackets behind a call and, perhaps, an alias. */
const LIST = new RegExp(String.raw`\)\s*(?:as\s+)?(?:${IDENTIFIER}\s*)?\(((?:[^()]|\([\d\s,]*\))+)\)`, "giu");
const COLUMN = new RegExp(
  String.raw`(?:^|,)\s*(?!(?:select|where|distinct|partition|order)\b)${IDENTIFIER}\s+(${TYPE})\s*(?=[,([]|$|collate\b)`,
  "giu",
);
