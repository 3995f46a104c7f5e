import {
  type Column,
  comparedAs,
  type Domain,
  type Index,
  isPartition,
  nameKey,
  type Partition,
  type PartitionBound,
  type PartitionElement,
  type PartitionKey,
  showName,
  type SqlText,
  spelling,
  type Table,
} from "@limbeck/model";
import { withoutOwnCollations } from "./collation.ts";
import { canonicalDefault } from "./default.ts";
import { type Slot } from "./pair.ts";
import { canonicalSorted } from "./tableIndex.ts";
import { canonicalText, EXPRESSION, type Judge, type Site } from "./walk.ts";

/** By what a table of the models divides its rows, given its counterpart in the database; operator classes are those of indexes. */
export function canonicalPartitionKey(
  { partitionBy }: Table,
  site: Site,
  columns: readonly Column[],
  domains: readonly Domain[],
): Pick<Table, "partitionBy"> {
  const live = site.table.partitionBy;
  if (partitionBy === undefined || live === undefined) return {};
  const where = `partition key of ${showName(site.table)}`;
  const sorted = canonicalSorted(indexLike(partitionBy), indexLike(live), {
    where,
    live: indexLike(live),
    site,
  });
  const { elements } = withoutOwnCollations({ ...indexLike(partitionBy), ...sorted }, columns, domains);
  return { partitionBy: { ...partitionBy, elements } };
}

function indexLike({ strategy, elements }: PartitionKey): Index {
  return { name: "", unique: false, ...(strategy === "hash" ? { method: "hash" } : {}), elements };
}

/** The rows that a partition of the models holds, and what its columns have otherwise, given its counterpart in the database. */
export function canonicalPartitionOf(
  model: Table,
  live: Table,
  tables: ReadonlyMap<string, Table>,
  judge: Judge,
): Pick<Table, "partitionOf" | "partitionColumns"> {
  if (!isPartition(model) || !isPartition(live)) return {};
  const site = { table: rootOf(live, tables), judge };
  const key = tables.get(nameKey(live.partitionOf.table))?.partitionBy;
  const where = `rows of partition ${showName(live)}`;
  const valueAt =
    (theirs: readonly SqlText[]) =>
    (value: SqlText, at: number): SqlText =>
      canonicalValue(value, theirs[at], where, key?.elements[at], site);
  return {
    ...canonicalColumns(model, live, site),
    partitionOf: {
      ...model.partitionOf,
      bound: canonicalBound(model.partitionOf.bound, live.partitionOf.bound, valueAt),
    },
  };
}

/** What its columns have otherwise. */
function canonicalColumns(model: Table, live: Table, site: Site): Pick<Table, "partitionColumns"> {
  if (model.partitionColumns === undefined) return {};
  return {
    partitionColumns: model.partitionColumns.map((own) => {
      const theirs = live.partitionColumns?.find(({ name }) => name === own.name);
      const type = site.table.columns.find(({ name }) => name === own.name)?.type;
      if (own.default == null || theirs?.default == null || type === undefined) return own;
      const sides = [
        { type, default: own.default },
        { type, default: theirs.default },
      ] as const;
      return { ...own, ...canonicalDefault(...sides, `${showName(live)}.${own.name}`, site) };
    }),
  };
}

type ValueAt = (theirs: readonly SqlText[]) => (value: SqlText, at: number) => SqlText;

function canonicalBound(model: PartitionBound, live: PartitionBound, valueAt: ValueAt): PartitionBound {
  if (model.kind === "range" && live.kind === "range")
    return { kind: "range", from: model.from.map(valueAt(live.from)), to: model.to.map(valueAt(live.to)) };
  if (model.kind !== "list" || live.kind !== "list") return model;
  // The values of a list stand in no order: those that are the same at a glance are each other's, the others by their places.
  const [ours, theirs] = [model.values.map(plain), live.values.map(plain)];
  const open = live.values.filter((value) => !ours.includes(plain(value)));
  const others = model.values.filter((value) => !theirs.includes(plain(value)));
  const settled = new Map(
    others.map((value, at) => [value, valueAt(open.slice(at, at + 1))(value, 0)] as const),
  );
  return {
    kind: "list",
    values: model.values.map((value) => settled.get(value) ?? { ...value, canonical: plain(value) }),
  };
}

function canonicalValue(
  value: SqlText,
  live: SqlText | undefined,
  where: string,
  element: PartitionElement | undefined,
  site: Site,
): SqlText {
  if (live === undefined) return value;
  const [ours, theirs] = [plain(value), plain(live)];
  if (ours === theirs) return { ...value, canonical: theirs };
  // The ends of everything are no values that a server could be asked about.
  if ([ours, theirs].some((text) => ENDS.has(text))) return value;
  return element?.kind === "expression"
    ? besideExpression(value, live, where, spelling(element.expression), site)
    : canonicalText(value, live, where, slotOf(element, site.table), site);
}

/** Of an expression only the server knows the type: it gives that to a value which stands beside it. */
function besideExpression(
  value: SqlText,
  live: SqlText,
  where: string,
  expression: string,
  site: Site,
): SqlText {
  const beside = (text: SqlText) => `COALESCE((${expression}), ${spelling(text)})`;
  const [written, canonical] = [beside(value), beside(live)];
  const said = site.judge({ where, slot: EXPRESSION, table: site.table, written, canonical });
  return said === canonical ? comparedAs(value, spelling(live)) : value;
}

const ENDS: ReadonlySet<string> = new Set(["MINVALUE", "MAXVALUE"]);

/** Words as the server prints them. */
function plain(value: SqlText): string {
  const text = spelling(value);
  if (/^(?:minvalue|maxvalue|null)$/i.test(text)) return text.toUpperCase();
  return /^(?:true|false)$/i.test(text) ? text.toLowerCase() : text;
}

/** A value is of the type of the column at its place in the key. */
function slotOf(element: PartitionElement | undefined, { columns }: Table): Slot {
  const column = columns.find(({ name }) => element?.kind === "column" && name === element.column);
  return column === undefined ? EXPRESSION : { kind: "default", type: column.type.canonical ?? "" };
}

/** The table that has the columns of a partition. */
function rootOf(table: Partition, tables: ReadonlyMap<string, Table>): Table {
  const parent = tables.get(nameKey(table.partitionOf.table));
  if (parent === undefined) return table;
  return isPartition(parent) ? rootOf(parent, tables) : parent;
}
