import { type Named, type Schema, type Table } from "@limbeck/model";

/**
 * The schema after a rename, with the names that it derives for constraints that have none: they follow from those of their table and
 * columns, so that the database says other ones from then on. Both list the same tables, columns and constraints in the same order.
 */
export function withDerivedNames(before: Schema, after: Schema): Schema {
  return {
    ...after,
    tables: after.tables.map((table, at) => {
      const old = before.tables[at];
      return old === undefined ? table : derivedAnew(old, table);
    }),
  };
}

function derivedAnew(old: Table, table: Table): Table {
  const follow =
    <M extends Named>(label: string, columnsOf: ColumnsOf<M>, was: readonly M[]) =>
    (member: M, at: number): M => {
      const former = was[at];
      const tail =
        former?.derivedName === true ? tailOf(former, old, columnsOf(former, old), label) : undefined;
      if (tail === undefined) return member;
      return {
        ...member,
        name: `${[table.name, ...tail.columns.map(nowIn(old, table)), label].join("_")}${tail.number}`,
      };
    };
  const { primaryKey } = table;
  const [key] = primaryKey === undefined ? [] : [primaryKey].map(follow("pkey", none, keysOf(old)));
  return {
    ...table,
    ...(key === undefined ? {} : { primaryKey: key }),
    uniques: table.uniques.map(follow("key", own, old.uniques)),
    foreignKeys: table.foreignKeys.map(follow("fkey", own, old.foreignKeys)),
    checks: table.checks.map(follow("check", perhapsOne, old.checks)),
  };
}

/** The lists of columns of which the name of a constraint may tell. */
type ColumnsOf<M> = (member: M, table: Table) => readonly (readonly string[])[];

const none = (): readonly (readonly string[])[] => [[]];
const own = ({ columns }: { readonly columns: readonly string[] }): readonly (readonly string[])[] => [
  columns,
];
const perhapsOne = (_: Named, { columns }: Table): readonly (readonly string[])[] => [
  [],
  ...columns.map(({ name }) => [name]),
];

const keysOf = ({ primaryKey }: Table) => (primaryKey === undefined ? [] : [primaryKey]);

interface Tail {
  readonly columns: readonly string[];
  /** What was put behind a name that another constraint had. */
  readonly number: string;
}

function tailOf(
  { name }: Named,
  table: Table,
  lists: readonly (readonly string[])[],
  label: string,
): Tail | undefined {
  for (const columns of lists) {
    const base = [table.name, ...columns, label].join("_");
    const number = name.slice(base.length);
    if (name.startsWith(base) && /^\d*$/.test(number)) return { columns, number };
  }
  return undefined;
}

function nowIn(old: Table, table: Table): (column: string) => string {
  const places = new Map(old.columns.map(({ name }, at) => [name, at]));
  return (column) => table.columns[places.get(column) ?? -1]?.name ?? column;
}
