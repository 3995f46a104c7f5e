import { quoteIdentifier } from "@limbeck/operations";
import { type Answer, isRefused } from "./ask.ts";
import { mentionedColumns } from "./match.ts";
import { type Pair, type Verdict } from "./pair.ts";
import { bodyQuestion, conditionQuestion } from "./routineQuestion.ts";
import { columnList, type Question, rowSource, selected, SIDES } from "./question.ts";

export const VIEW = "limbeck_once";
export const AGAIN = "limbeck_twice";
export const readView = (name: string) => `SELECT pg_get_viewdef('pg_temp.${name}'::regclass)`;

/**
 * Asks the server to print a text: as a temporary view over no rows, which evaluates nothing and touches no table. What
 * it prints is read and printed once more, because printing is not a fixed point: `name IN ('a')` of a varchar prints as
 * one thing, and that as another (dump and restore). Needs the right to make temporary objects.
 */
export function deparseQuestions(pair: Pair, defaultSchema: string): readonly Question[] | undefined {
  if (pair.slot.kind === "type") return undefined;
  const { slot } = pair;
  if (slot.kind === "body") return SIDES.map((side) => bodyQuestion(slot, pair[side]));
  if (slot.kind === "condition") return SIDES.map((side) => conditionQuestion(pair, pair[side]));
  if (slot.kind === "operatorClass") return SIDES.map((side) => indexQuestion(pair, pair[side]));
  if (slot.kind === "collation")
    return SIDES.map((side) => collationQuestion(slot.element, slot.rows[side], pair[side]));
  return SIDES.map((side) => ({
    steps: [
      `CREATE TEMP VIEW ${VIEW} AS SELECT ${selected(pair, pair[side], defaultSchema)} AS limbeck${rowSource(pair)}`,
    ],
    read: readView(VIEW),
    again: { step: `CREATE TEMP VIEW ${AGAIN} AS %s`, read: readView(AGAIN) },
  }));
}

/** Which operator class a name stands for, only an index tells. An empty temporary table is all that it takes. */
function indexQuestion({ slot, table }: Pair, operatorClass: string): Question {
  const { method, element } = slot.kind === "operatorClass" ? slot : { method: "btree", element: "" };
  return {
    steps: [
      `CREATE TEMP TABLE limbeck_rows (${columnList(mentionedColumns(element, table))})`,
      `CREATE INDEX limbeck_index ON pg_temp.limbeck_rows USING ${quoteIdentifier(method)} (${element} ${operatorClass})`,
    ],
    read: "SELECT pg_get_indexdef('pg_temp.limbeck_index'::regclass)",
  };
}

/** Whether a collation goes without saying, only an index tells: what an expression sorts by comes from all that it is made of. */
function collationQuestion(element: string, rows: string, collation: string): Question {
  return {
    steps: [
      `CREATE TEMP TABLE limbeck_rows ${rows}`,
      `CREATE INDEX limbeck_index ON pg_temp.limbeck_rows (${element}${collation === "" ? "" : ` COLLATE ${collation}`})`,
    ],
    read: "SELECT pg_get_indexdef('pg_temp.limbeck_index'::regclass)",
  };
}

/** What two printed texts say; undefined where they leave it open. */
export function judgeTexts(written: Answer, canonical: Answer): Verdict | undefined {
  if (canonical.kind !== "text") return undefined;
  if (written.kind === "text") return { kind: written.text === canonical.text ? "equal" : "different" };
  return isRefused(written) ? { kind: "different" } : undefined;
}
