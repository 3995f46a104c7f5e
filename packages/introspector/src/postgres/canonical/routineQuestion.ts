import { quoteIdentifier, quoteString } from "@limbeck/operations";
import { columnList, type Question } from "./question.ts";
import { type Pair } from "./pair.ts";

/**
 * What a body in standard SQL is, only a function of that name tells; the server parses it and runs nothing. It is printed twice, as an
 * expression is (`deparseQuestions`).
 */
export function bodyQuestion(
  { name, head }: { readonly name: string; readonly head: string },
  body: string,
): Question {
  const create = `CREATE OR REPLACE FUNCTION pg_temp.${quoteIdentifier(name)}${head} LANGUAGE sql\n`;
  const read = `SELECT pg_get_function_sqlbody(p.oid) FROM pg_proc p
      WHERE p.proname = ${quoteString(name)} AND p.pronamespace = pg_my_temp_schema()`;
  return { steps: [create + body], read, again: { step: `${create.replaceAll("%", "%%")}%s`, read } };
}

/**
 * What the condition of a trigger is, only a trigger tells. This one, over an empty temporary table, may look at the old row and at the
 * new one, and calls a function that every server has. It too is printed twice.
 */
export function conditionQuestion({ table }: Pair, condition: string): Question {
  const read =
    "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = 'pg_temp.limbeck_rows'::regclass";
  return {
    steps: [
      `CREATE TEMP TABLE limbeck_rows (${columnList(table.columns)})`,
      `CREATE TRIGGER limbeck BEFORE UPDATE ON pg_temp.limbeck_rows FOR EACH ROW WHEN (${condition}\n)
        EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
    ],
    read,
    again: { step: "DROP TRIGGER limbeck ON pg_temp.limbeck_rows; %s", read },
  };
}
