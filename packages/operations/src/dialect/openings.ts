import { type Dialect } from "@limbeck/model";

/** How statements begin that one dialect has and the other cannot read. The words that are told stand in the first group. */
const ONLY = {
  postgres:
    /^(create\s+(?:or\s+replace|aggregate|collation|database|domain|extension|function|materialized\s+view|policy|procedure|publication|role|schema|sequence|type|user)|alter\s+(?!table\b)\w+|comment\s+on|call|cluster|copy|do|grant|listen|lock|notify|refresh|reset|revoke|set|truncate)\b/i,
  sqlite:
    /^(pragma|attach|detach|vacuum\s+into|create\s+virtual\s+table|(?:insert|update)\s+or|replace\s+into)\b/i,
} satisfies Record<Dialect, RegExp>;

/** The words with which SQL begins, in capitals, where only that dialect has them. */
export function opensWith(sql: string, dialect: Dialect): string | undefined {
  const text = sql.replace(/^(?:\s+|--[^\n]*(?:\n|$)|\/\*.*?\*\/)+/s, "");
  const [, words] = ONLY[dialect].exec(text) ?? [];
  return words?.replace(/\s+/g, " ").toUpperCase();
}
