import { type Exit } from "../commands/command.ts";
import { type Output } from "../output/output.ts";

/** Answers with a script, or with `{ "sql": … }`; one that does nothing is empty. */
export function answerSql(output: Output, sql: string): Exit {
  if (output.json) output.answer(JSON.stringify({ sql }));
  else if (sql.trim() === "") output.say("  Nothing to do.");
  else output.answer(sql.trimEnd());
  return 0;
}
