import { type QualifiedName } from "./name.ts";
import { type SqlText } from "./sqlText.ts";

/** Whether a function may change the state of an aggregate that it is handed, and what then may still be done with that. */
export type StateUse = "readOnly" | "shareable" | "readWrite";

/**
 * What makes an aggregate of a routine, in the words of CREATE AGGREGATE. What stands in `pg_catalog` has no schema here, as what
 * stands in the default one.
 */
export interface Aggregate {
  /** How many arguments stand in front of ORDER BY; absent where there is none. All of them: the last, a variadic one, stands behind it too. */
  readonly direct?: number;
  /** An ordered-set aggregate of a row that is not there. */
  readonly hypothetical?: true;
  readonly sfunc: QualifiedName;
  readonly stype: SqlText;
  /** About how many bytes a state takes. */
  readonly sspace?: number;
  readonly finalfunc?: QualifiedName;
  readonly finalfuncExtra?: true;
  /** Absent: `readOnly`, and of an aggregate with ORDER BY `readWrite`. */
  readonly finalfuncModify?: StateUse;
  readonly combinefunc?: QualifiedName;
  readonly serialfunc?: QualifiedName;
  readonly deserialfunc?: QualifiedName;
  /** Absent: NULL. */
  readonly initcond?: string;
  /** The same once more for moving frames of windows, where it may be done in another way. */
  readonly msfunc?: QualifiedName;
  readonly minvfunc?: QualifiedName;
  readonly mstype?: SqlText;
  readonly msspace?: number;
  readonly mfinalfunc?: QualifiedName;
  readonly mfinalfuncExtra?: true;
  readonly mfinalfuncModify?: StateUse;
  readonly minitcond?: string;
  /** The operator by which the first value of all is the result, as of `min` and `max`. */
  readonly sortop?: QualifiedName;
}

const FUNCTIONS = [
  "sfunc",
  "finalfunc",
  "combinefunc",
  "serialfunc",
  "deserialfunc",
  "msfunc",
  "minvfunc",
  "mfinalfunc",
] as const satisfies readonly (keyof Aggregate)[];

export type AggregateFunction = (typeof FUNCTIONS)[number];

/** The functions that an aggregate is made of. */
export function functionsOfAggregate(aggregate: Aggregate): readonly QualifiedName[] {
  return FUNCTIONS.flatMap((part) => aggregate[part] ?? []);
}

/** The aggregate with the names of its functions in other words. */
export function mapAggregateFunctions(
  aggregate: Aggregate,
  change: (name: QualifiedName, part: AggregateFunction) => QualifiedName,
): Aggregate {
  const changed = FUNCTIONS.flatMap((part): [string, QualifiedName][] => {
    const name = aggregate[part];
    return name === undefined ? [] : [[part, change(name, part)]];
  });
  return { ...aggregate, ...Object.fromEntries(changed) };
}

/** The types that an aggregate keeps what it has seen in. */
export function stateTypes({ stype, mstype }: Aggregate): readonly SqlText[] {
  return mstype === undefined ? [stype] : [stype, mstype];
}

/** The aggregate with the types of its states in other words. */
export function mapStateTypes(aggregate: Aggregate, change: (type: SqlText) => SqlText): Aggregate {
  const { stype, mstype } = aggregate;
  return {
    ...aggregate,
    stype: change(stype),
    ...(mstype === undefined ? {} : { mstype: change(mstype) }),
  };
}
