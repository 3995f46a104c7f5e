import { type Aggregate } from "./aggregate.ts";
import { nameKey, type QualifiedName } from "./name.ts";
import { canonicalSpelling, type SqlText } from "./sqlText.ts";
import { canonicalType } from "./type.ts";

export interface RoutineArgument {
  /** Absent: an input argument. `table` is a column of RETURNS TABLE. */
  readonly mode?: "out" | "inout" | "variadic" | "table";
  readonly name?: string;
  /** Without arguments of its own: PostgreSQL forgets them here. */
  readonly type: SqlText;
  readonly default?: SqlText;
}

/** A function, a procedure or an aggregate; functions of C are not described. What PostgreSQL takes where nothing is said is absent. */
export interface Routine extends QualifiedName {
  readonly procedure?: true;
  readonly aggregate?: Aggregate;
  readonly arguments: readonly RoutineArgument[];
  /** Absent for a procedure and an aggregate, and where output arguments or the columns of a table say it. */
  readonly returns?: SqlText;
  /** Absent too where RETURNS TABLE says it. */
  readonly setof?: true;
  /** Absent for an aggregate. */
  readonly language?: string;
  /** The text, as the server stores it. Absent where there is a `standardBody`. */
  readonly body?: string;
  /** The body in standard SQL, which the server parses and prints: `BEGIN ATOMIC … END`, `RETURN …`. */
  readonly standardBody?: SqlText;
  readonly volatility?: "immutable" | "stable";
  readonly strict?: true;
  readonly securityDefiner?: true;
  readonly leakproof?: true;
  readonly parallel?: "restricted" | "safe";
  /** Absent: 100. */
  readonly cost?: number;
  /** Absent: 1000, of a function that returns a set. */
  readonly rows?: number;
  /** Settings while it runs, by name, in the server's spelling. */
  readonly set?: Readonly<Record<string, string>>;
  readonly comment?: string;
}

/** What SQL calls it. */
export function routineNoun({
  procedure,
  aggregate,
}: Pick<Routine, "procedure" | "aggregate">): "function" | "procedure" | "aggregate" {
  if (aggregate !== undefined) return "aggregate";
  return procedure === true ? "procedure" : "function";
}

/** The types of the arguments that a call hands in: with the name, what tells one routine from another. */
export function inputTypes({ arguments: list }: Pick<Routine, "arguments">): readonly SqlText[] {
  return list.filter(({ mode }) => mode !== "out" && mode !== "table").map(({ type }) => type);
}

/** A text that is equal for routines of one name and one list of input types. */
export function routineKey(routine: Routine): string {
  return JSON.stringify([nameKey(routine), ...inputTypes(routine).map(canonicalSpelling)]);
}

/** `touch()`, `auth.add(integer, integer)` */
export function showRoutine({ schema, name }: QualifiedName, types: readonly SqlText[]): string {
  const shown = schema === undefined ? name : `${schema}.${name}`;
  return `${shown}(${types.map(canonicalSpelling).join(", ")})`;
}

/** Of an interval: `day to second`. */
const FIELDS =
  /^(\s*interval)\s+(?:year|month|day|hour|minute|second)(?:\s+to\s+(?:month|hour|minute|second))?(?![a-z])/i;

/** The type of an argument or result in the author's words, and in the server's where those are known; of neither it keeps lengths or fields. */
export function routineType(written: string): SqlText {
  const canonical = canonicalType(written.replace(FIELDS, "$1"))?.replace(/\([^)]*\)/, "");
  return canonical === undefined ? { written } : { written, canonical };
}

/** Whether a text is a body in standard SQL, which only language sql has, rather than statements. */
export function isStandardBody(language: string | undefined, text: string): boolean {
  return language === "sql" && /^\s*(?:BEGIN\s+ATOMIC|RETURN)\b/i.test(text);
}
