import { showName } from "@limbeck/model";

import { type Hazard } from "../hazard.ts";
import { plainType } from "../input/typeInput.ts";
import { type AlterColumn } from "./alterColumn.ts";
import { type ColumnChanges } from "./changes.ts";
import { tightensOnRows } from "./nulls.ts";
import { alwaysFits } from "./fits.ts";
import { rewritesRows } from "./rewrites.ts";
import { roundedAway } from "./rounds.ts";
import { partsOf } from "./typeParts.ts";

/** What a reviewer must know of a change of a column. */
export function alterHazards({ table, column, changes }: AlterColumn): readonly Hazard[] {
  const name = `${showName(table)}.${column}`;
  const { type } = changes;
  const fits = type === undefined || (type.from !== undefined && alwaysFits(type.from, type.to));
  return [
    ...(tightensOnRows(changes)
      ? [{ code: "fails-on-nulls", message: `${name} becomes NOT NULL: fails if it holds a NULL` } as const]
      : []),
    ...(fits
      ? []
      : [
          {
            code: "fails-on-values",
            message: `${name} changes its type: fails if a value does not fit`,
          } as const,
        ]),
    ...(type?.from !== undefined && rewritesRows(type.from, type.to)
      ? [
          {
            code: "rewrites-table",
            message: `${name} changes its type: writes every row anew, and nobody can read the table meanwhile`,
          } as const,
        ]
      : []),
    ...rounded(name, changes),
    ...readInTimeZone(name, changes),
    ...droppedCollation(name, type),
  ];
}

function rounded(name: string, { type, using }: ColumnChanges): readonly Hazard[] {
  if (type?.from === undefined || using !== undefined) return [];
  const what = roundedAway(type.from, type.to);
  if (what === undefined) return [];
  return [
    { code: "rounds-values", message: `${name} changes its type: values lose ${what} without an error` },
  ];
}

const TIMES: ReadonlySet<string> = new Set([
  "timestamp without time zone timestamp with time zone",
  "timestamp with time zone timestamp without time zone",
  "time without time zone time with time zone",
  "date timestamp with time zone",
  "timestamp with time zone date",
  "timestamp with time zone time without time zone",
]);

/** PostgreSQL manual, 8.5.1.3: between the two it takes the zone of the session, whatever the values were meant in. */
function readInTimeZone(name: string, { type, using }: ColumnChanges): readonly Hazard[] {
  if (type?.from === undefined || using !== undefined) return [];
  const kinds = [type.from, type.to].map((one) => partsOf(one).name);
  if (!TIMES.has(kinds.join(" "))) return [];
  const message = `${name} changes its type: its values are taken as times in the TimeZone of the session, unless \`using\` names another zone`;
  return [{ code: "reads-in-time-zone", message }];
}

function droppedCollation(name: string, type: ColumnChanges["type"]): readonly Hazard[] {
  const collation = type?.from && plainType(type.from).collation;
  if (type === undefined || collation === undefined || plainType(type.to).collation !== undefined) return [];
  return [{ code: "drops-collation", message: `${name} sorts no longer by collation ${collation}` }];
}
