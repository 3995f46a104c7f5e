import { fold, nameOfToken } from "../trivial/identifier.ts";
import { type Token, tokenize } from "../trivial/tokens.ts";
import { type Pair, type Verdict } from "./pair.ts";
import { type Question, rowSource, selected, SIDES } from "./question.ts";
import { type Answer, isRefused } from "./ask.ts";

/**
 * Asks the planner what a text is: no rights, no DDL, no locks, also on a standby. It looks further than the printed
 * text, and forgets COLLATE, the inside of a sub-select, and which function it has put in line: texts that hold one of
 * these are not asked here.
 */
export function explainQuestions(pair: Pair, defaultSchema: string): readonly Question[] | undefined {
  const texts = SIDES.map((side) => ({ text: pair[side], tokens: tokenize(pair[side]) }));
  if (UNPLANNED.has(pair.slot.kind) || texts.some(({ tokens }) => isBeyondPlanner(tokens))) return undefined;
  return texts.map(({ text, tokens }) => ({
    steps: [],
    read: `EXPLAIN (VERBOSE, COSTS OFF, FORMAT JSON) SELECT ${selected(pair, text, defaultSchema)}${rowSource(pair)}`,
    ...(pair.slot.kind === "type" ? {} : { calls: callsOf(tokens), operators: operatorsOf(tokens) }),
  }));
}

/** What cannot stand in a SELECT. */
const UNPLANNED: ReadonlySet<string> = new Set(["operatorClass", "collation", "body", "condition"]);

function isBeyondPlanner(tokens: readonly Token[]): boolean {
  return tokens.some(({ kind, text }) => kind === "word" && /^(?:select|collate)$/i.test(text));
}

/** Every name in front of a bracket, and perhaps some words of the grammar, which no function can be called. */
function callsOf(tokens: readonly Token[]): readonly string[] {
  const names = tokens.flatMap((token, position) =>
    tokens[position + 1]?.text === "(" ? [nameOfToken(token) ?? fold(token.text)] : [],
  );
  return [...new Set(names)];
}

function operatorsOf(tokens: readonly Token[]): readonly string[] {
  return [...new Set(tokens.filter(({ kind }) => kind === "operator").map(({ text }) => text))];
}

/** What two plans say; undefined where they leave it open. */
export function judgePlans({ slot }: Pair, written: Answer, canonical: Answer): Verdict | undefined {
  if (slot.kind === "type" && isRefused(canonical)) return judgeRenamed(written);
  if (canonical.kind !== "text") return undefined;
  if (isRefused(written)) return { kind: "different" };
  const texts = written.kind === "text" ? [outputOf(written.text), outputOf(canonical.text)] : [];
  const [text, other] = texts;
  if (text === undefined || other === undefined) return undefined;
  if (text === other) return { kind: "equal" };
  return { kind: "different", canonical: slot.kind === "type" ? text.replace(CAST_TO, "") : text };
}

/** A type that the server does not know by its name is about to be renamed to that, and is none that has its name already. */
function judgeRenamed(written: Answer): Verdict | undefined {
  const text = written.kind === "text" ? outputOf(written.text) : undefined;
  return text === undefined ? undefined : { kind: "different", canonical: text.replace(CAST_TO, "") };
}

/** What a type stands behind where NULL is cast to it: a domain with rules is what a NULL of its base type is cast to in turn. */
const CAST_TO = /^(?:NULL|\(.*\))::/;

/** The one column of `[{ "Plan": { "Output": ["…"] } }]`. */
function outputOf(plan: string): string | undefined {
  const parsed = JSON.parse(plan) as readonly { Plan?: { Output?: readonly string[] } }[];
  return parsed[0]?.Plan?.Output?.[0];
}
