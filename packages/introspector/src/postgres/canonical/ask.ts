import { type Connection } from "@limbeck/database";
import { quoteString } from "@limbeck/operations";
import { askApart, READING } from "../apart.ts";
import { textArray } from "../quote.ts";
import { pinForAsking } from "../settings.ts";
import { type Question } from "./question.ts";

/** What a server says to a question. */
export type Answer =
  | { readonly kind: "text"; readonly text: string }
  /** It names a function or operator that is not PostgreSQL's own. */
  | { readonly kind: "guarded" }
  | { readonly kind: "failed"; readonly state: string; readonly message: string };

/** How the program below says that it is done with a question, and why not; class LB is nobody's. */
const DONE = "LB000";
const GUARDED = "LB001";
const SETTING = "limbeck.answers";

/**
 * A program that asks one question after the other, each in a subtransaction that it takes back, so that none can spoil
 * the others and none leaves anything. It works in a read-only transaction and on a standby too, as long as the
 * questions do.
 */
function program(questions: readonly Question[]): string {
  const names = (key: "calls" | "operators") =>
    textArray([...new Set(questions.flatMap((question) => question[key] ?? []))]);
  const body = `
DECLARE
  question json; step text; answer text; state text; answers text[] := '{}';
  guarded text[] := ARRAY(
    SELECT p.proname::text FROM pg_proc p
    WHERE p.proname = ANY (${names("calls")}) AND p.pronamespace <> 'pg_catalog'::regnamespace
    UNION SELECT o.oprname::text FROM pg_operator o JOIN pg_proc p ON p.oid = o.oprcode JOIN pg_language l ON l.oid = p.prolang
    WHERE o.oprname = ANY (${names("operators")}) AND o.oprnamespace <> 'pg_catalog'::regnamespace AND l.lanname = 'sql');
BEGIN
  FOR question IN SELECT value FROM json_array_elements(${quoteString(JSON.stringify(questions))}::json) LOOP
    BEGIN
      answer := NULL;
      IF guarded <> '{}' AND guarded && ARRAY(SELECT json_array_elements_text(question->'calls')
        UNION ALL SELECT json_array_elements_text(question->'operators'))
      THEN RAISE EXCEPTION USING ERRCODE = '${GUARDED}', MESSAGE = 'guarded'; END IF;
      FOR step IN SELECT value FROM json_array_elements_text(question->'steps') LOOP EXECUTE step; END LOOP;
      EXECUTE question->>'read' INTO answer;
      IF question->'again' IS NOT NULL THEN
        EXECUTE format(question->'again'->>'step', answer);
        EXECUTE question->'again'->>'read' INTO answer;
      END IF;
      RAISE EXCEPTION USING ERRCODE = '${DONE}', MESSAGE = 'done';
    EXCEPTION WHEN OTHERS THEN
      answers := answers || json_build_object('state', SQLSTATE, 'message', SQLERRM, 'text', answer)::text;
    END;
  END LOOP;
  PERFORM set_config('${SETTING}', '[' || array_to_string(answers, ',') || ']', true);
END`;
  return `DO ${quoteString(body)}`;
}

export interface AskOptions {
  readonly defaultSchema: string;
  readonly readOnly: boolean;
  /** Statements to run before the first question; they are taken back too. */
  readonly prelude?: readonly string[];
}

/** Asks all questions in one round trip, the same one once. What a question does is taken back. */
export async function ask(
  connection: Connection,
  questions: readonly Question[],
  options: AskOptions,
): Promise<readonly Answer[]> {
  const keys = questions.map((question) => JSON.stringify(question));
  const distinct = new Map(questions.map((question, position) => [keys[position], question]));
  const rows = await askApart(connection, options.readOnly ? READING : "", [
    pinForAsking(options.defaultSchema),
    ...(options.prelude ?? []),
    program([...distinct.values()]),
    `SELECT current_setting('${SETTING}') AS answers`,
  ]);
  const answers = JSON.parse(String(rows.at(-1)?.[0]?.["answers"])) as readonly RawAnswer[];
  const byKey = new Map([...distinct.keys()].map((key, position) => [key, answers[position]]));
  return keys.map((key) => answerOf(byKey.get(key)));
}

interface RawAnswer {
  readonly state: string;
  readonly message: string;
  readonly text: string | null;
}

function answerOf(answer: RawAnswer | undefined): Answer {
  if (answer === undefined) return { kind: "failed", state: "", message: "no answer" };
  const { state, message, text } = answer;
  if (state === DONE && text !== null) return { kind: "text", text };
  return state === GUARDED ? { kind: "guarded" } : { kind: "failed", state, message };
}

/**
 * Whether the server did not understand a text (class 42, but for missing rights, class 22, and 3F, a namespace that is
 * not there). Where it understands the database's text in the same place, the two cannot be the same: the model's names
 * something that is not there yet, such as a new column, function, type or label of an enum.
 */
export function isRefused(answer: Answer): boolean {
  return answer.kind === "failed" && /^(?:42|22|3F)/.test(answer.state) && answer.state !== "42501";
}
