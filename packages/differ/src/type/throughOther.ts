import { canonicalSpelling, type SqlText, spelling } from "@limbeck/model";
import { type Change, type ColumnChanges, defined, quoteIdentifier } from "@limbeck/operations";

import { usingCast } from "./cast.ts";
import { type HeldRows, rowIn } from "./heldRows.ts";

/** What a column is while its type is not there, and how its values get from one type into the next. */
interface Way {
  readonly through: SqlText;
  readonly cast: (from: SqlText, to: SqlText) => SqlText | undefined;
}

/** Through text, arrays through arrays of it, or through JSON where the values are rows of a table with other columns. */
export function wayOf(column: string, { from, to }: Change<SqlText>, rows: HeldRows): Way {
  const isByNames = [from, to].every(
    (side) => side !== undefined && !isArray(side) && rowIn(side, rows)?.byNames === true,
  );
  const isArrays = [from, to].every((side) => side !== undefined && isArray(side));
  return isByNames
    ? { through: { canonical: "jsonb" }, cast: (_, type) => jsonCast(column, type) }
    : {
        through: { canonical: isArrays ? "text[]" : "text" },
        cast: (source, target) => usingCast(column, source, target),
      };
}

function isArray(type: SqlText): boolean {
  return canonicalSpelling(type).endsWith("]");
}

function jsonCast(column: string, to: SqlText): SqlText {
  const name = quoteIdentifier(column);
  if (to.canonical === "jsonb") return { written: `to_jsonb(${name})` };
  return { written: `jsonb_populate_record(NULL::${spelling(to)}, ${name})` };
}

/** Out of the old type before, into the new one after that. */
export function throughOther(
  { type, using: _, usingBack: __, default: value, storage, compression, ...rest }: ColumnChanges,
  { through, cast }: Way,
): readonly ColumnChanges[] {
  if (type?.from === undefined) return [];
  const step = (from: SqlText, to: SqlText): ColumnChanges =>
    defined({
      type: { from, to },
      using: cast(from, to),
      usingBack: cast(to, from),
    });
  const [leaving, entering] = [step(type.from, through), step(through, type.to)];
  return [
    defined({
      ...rest,
      ...leaving,
      default: gone(value),
      storage: gone(storage),
      compression: gone(compression),
    }),
    defined({
      ...entering,
      default: come(value),
      storage: come(storage),
      compression: come(compression),
    }),
  ];
}

function gone<T>(change: Change<T | null> | undefined): Change<T | null> | undefined {
  return change === undefined ? undefined : defined({ from: change.from, to: null });
}

function come<T>(change: Change<T | null> | undefined): Change<T | null> | undefined {
  return change === undefined ? undefined : { from: null, to: change.to };
}
