import { type Trigger, type TriggerEvent } from "@limbeck/model";
import { textUnreadable } from "../../errors.ts";
import { objectName } from "./createTable.ts";
import { type Cursor, cursorOn } from "./cursor.ts";
import { isWord, type Token } from "./tokens.ts";

export interface TriggerDefinition {
  readonly timing: Trigger["timing"];
  readonly event: TriggerEvent;
  readonly updateOf: readonly string[];
  /** Empty where there is no condition. */
  readonly when: readonly Token[];
  /** The statements between BEGIN and END as they are written. */
  readonly body: string;
}

export function parseCreateTrigger(text: string): TriggerDefinition {
  const cursor = cursorOn(text);
  objectName(cursor, "TRIGGER");
  const timing = timingOf(cursor);
  const event = eventOf(cursor);
  const updateOf: string[] = [];
  if (cursor.takes("OF")) {
    do updateOf.push(cursor.name());
    while (cursor.takesSign(","));
  }
  cursor.expect("ON");
  cursor.name();
  cursor.takes("FOR", "EACH", "ROW");
  const when = cursor.takes("WHEN") ? condition(cursor) : [];
  cursor.expect("BEGIN");
  return { timing, event, updateOf, when, body: bodyOf(cursor) };
}

function timingOf(cursor: Cursor): Trigger["timing"] {
  if (cursor.takes("INSTEAD", "OF")) return "insteadOf";
  if (cursor.takes("AFTER")) return "after";
  cursor.takes("BEFORE");
  return "before";
}

function eventOf(cursor: Cursor): TriggerEvent {
  if (cursor.takes("DELETE")) return "delete";
  if (cursor.takes("INSERT")) return "insert";
  cursor.expect("UPDATE");
  return "update";
}

/** All up to BEGIN, which can be a name only in quotes, in parentheses or behind a dot. */
function condition(cursor: Cursor): readonly Token[] {
  const tokens: Token[] = [];
  for (let depth = 0; !(depth === 0 && cursor.isAt("BEGIN") && beginsBody(cursor));) {
    const token = cursor.next();
    if (token.text === "(") depth += 1;
    if (token.text === ")") depth -= 1;
    tokens.push(token);
  }
  return tokens;
}

const STATEMENTS: ReadonlySet<string> = new Set("DELETE INSERT REPLACE SELECT UPDATE VALUES WITH".split(" "));

function beginsBody(cursor: Cursor): boolean {
  return STATEMENTS.has(cursor.peek(1)?.text.toUpperCase() ?? "");
}

function bodyOf(cursor: Cursor): string {
  const start = cursor.peek()?.start;
  let last = cursor.next();
  while (cursor.peek() !== undefined) last = cursor.next();
  if (!isWord(last, "END")) throw textUnreadable("END", last);
  return cursor.source.slice(start, last.start).trimEnd();
}
