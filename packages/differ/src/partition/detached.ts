import {
  type Backed,
  type Check,
  type Column,
  emptyTable,
  type Divided,
  type Index,
  type IndexPart,
  isPartition,
  type Named,
  nameKey,
  type Partition,
  partitionsOf,
  type PrimaryKey,
  type QualifiedName,
  sameName,
  spelling,
  type SqlText,
  type Table,
  type Unique,
  withOwn,
} from "@limbeck/model";
import { IDENTIFIER, indexKey, LITERAL, sequenceOf, serverName, unquote } from "@limbeck/operations";

/** A partition as the table of its own that it is once it is detached, and has to be to be attached. */
export function detachedTable(partition: Partition, tables: readonly Table[]): Table {
  const { table } = partition.partitionOf;
  const above = tables.find((one) => sameName(one, table)) ?? emptyTable(table);
  const whole = isPartition(above) ? detachedTable(above, tables) : above;
  const { partitionOf: _, partitionColumns: own = [], ...rest } = partition;
  const below = new Set(partitionsOf(partition, tables).map(nameKey));
  const place: Place = { partition, below };
  const keys = keysOf(whole, place);
  const primaryKey = rest.primaryKey ?? keys.primaryKey;
  return {
    ...rest,
    columns: whole.columns.map((column) =>
      ownColumn(
        whole,
        withOwn(
          column,
          own.find(({ name }) => name === column.name),
        ),
      ),
    ),
    ...(primaryKey === undefined ? {} : { primaryKey }),
    uniques: [...keys.uniques, ...rest.uniques],
    foreignKeys: [...whole.foreignKeys.map(uncommented), ...rest.foreignKeys],
    checks: [...whole.checks.flatMap((check) => handedDown(check, place)), ...rest.checks],
    exclusions: [
      ...whole.exclusions.map((one) =>
        uncommented({ ...one, name: serverName(partition.name, columnWords(one), "excl") }),
      ),
      ...rest.exclusions,
    ],
    indexes: [...keys.indexes, ...rest.indexes],
  };
}

interface Place {
  readonly partition: QualifiedName;
  /** The keys of its own partitions. */
  readonly below: ReadonlySet<string>;
}

/** A partition that is made after a NOT NULL that is NOT VALID has a valid one. It has no sequence of its own: it counts by that of its table, and is given its numbers where these are an identity. */
function ownColumn(table: QualifiedName, { identity, notNullNotValid: _, ...column }: Column): Column {
  const value = column.default;
  const own = identity === undefined ? column : { ...column, nullable: false };
  if (value?.kind !== "serial") return own;
  const { schema, name } = sequenceOf(table, column.name, value);
  const words = [...(schema === undefined ? [] : [schema]), name].map(plainIdentifier).join(".");
  return {
    ...own,
    default: { kind: "expression", canonical: `nextval('${words.replaceAll("'", "''")}'::regclass)` },
  };
}

function plainIdentifier(name: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

function keysOf(whole: Table, place: Place): Pick<Table, "primaryKey" | "uniques" | "indexes"> {
  const part = <T extends Named & Divided>(one: T, name: string): T => partOf(one, place, name);
  const table = place.partition.name;
  const unique = (one: Unique): Unique => {
    const columns = one.columns.concat(one.include ?? []).join("_");
    return part(one, serverName(table, columns, one.withoutOverlaps === true ? "excl" : "key"));
  };
  const keyed = whole.indexes.map((index) => ({ index, key: ownPart(index, place)?.key }));
  const behind = keyed.filter(({ key }) => key === "primaryKey").map(({ index }) => keyOf(index, place));
  const [own] = behind;
  const key = whole.primaryKey;
  const primaryKey = key === undefined ? own : part(key, serverName(table, undefined, "pkey"));
  return {
    ...(primaryKey === undefined ? {} : { primaryKey }),
    uniques: [
      ...whole.uniques.map(unique),
      ...keyed.filter(({ key: kind }) => kind === "unique").map(({ index }) => keyOf(index, place)),
    ],
    indexes: keyed
      .filter(({ key: kind }) => kind === undefined)
      .map(({ index }) => part(index, serverName(table, columnWords(index), "idx"))),
  };
}

/** The key of a partition that stands on its part of an index. */
function keyOf(index: Index, place: Place): PrimaryKey & Unique {
  const { elements: _, unique: __, method: ___, where: ____, ...rest } = partOf(index, place, index.name);
  return { ...rest, columns: indexKey(index) };
}

function ownPart({ parts = [] }: Divided, { partition }: Place): IndexPart | undefined {
  return parts.find(({ table }) => sameName(table, partition));
}

/** The part of a partition that is divided itself says what its own partitions have. */
function partOf<T extends Named & Divided>(one: T, place: Place, name: string): T {
  const { parts: all = [], only: _, ...rest } = one;
  const parts = all.flatMap((inner) =>
    place.below.has(nameKey(inner.table)) ? [innerPart(inner, place)] : [],
  );
  const own = ownPart(one, place);
  const part = { ...rest, name: own?.name ?? name, ...(own?.only && { only: true }) };
  // What is left out is optional.
  return uncommented({ ...part, ...(parts.length === 0 ? {} : { parts }) } as unknown as T);
}

/** A part of what was a part itself is that of a whole index from then on. */
function innerPart({ under, ...part }: IndexPart, { partition }: Place): IndexPart {
  return under === undefined || sameName(under, partition) ? part : { ...part, under };
}

function uncommented<T extends Named & Backed>(commented: T): T {
  const { comment: _, indexComment: __, derivedName: ___, unnamed: ____, ...one } = commented;
  // What is left out is optional.
  return one as unknown as T;
}

function handedDown({ validIn = [], ...check }: Check, { partition, below }: Place): readonly Check[] {
  if (check.noInherit === true) return [];
  const { notValid: _, ...valid } = uncommented(check);
  if (validIn.some((one) => sameName(one, partition))) return [valid];
  const inside = validIn.filter((one) => below.has(nameKey(one)));
  return [{ ...uncommented(check), ...(inside.length === 0 ? {} : { validIn: inside }) }];
}

/** The columns as they stand in a name. */
function columnWords({ elements, include = [] }: Pick<Index, "elements" | "include">): string {
  return [
    ...elements.map((element) => (element.kind === "column" ? element.column : calledIn(element.expression))),
    ...include,
  ].join("_");
}

const CALL = new RegExp(String.raw`^(?:${IDENTIFIER}\.)?(${IDENTIFIER})\(\)$`, "u");

/** What a call is called by in a name, `lower` of `lower(name)`; anything else is an expression (FigureIndexColname in parse_target.c). */
function calledIn(expression: SqlText): string {
  const [, name] = CALL.exec(withoutInside(spelling(expression).replaceAll(LITERAL, ""))) ?? [];
  return name === undefined ? "expr" : unquote(name);
}

/** A text whose outermost brackets are empty. */
function withoutInside(text: string): string {
  const less = text.replace(/\((?:[^()]|\(\))+\)/g, "()");
  return less === text ? text : withoutInside(less);
}
