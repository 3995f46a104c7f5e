import {
  LimbeckError,
  nameOf,
  type QualifiedName,
  sameValue,
  showName,
  spelling,
  type Table,
} from "@limbeck/model";

import { Refusal, type Stays } from "./refusal.ts";

/** The operations wait for one another in a circle; a mistake of ours, told so that it can be reported. */
export function orderImpossible(operations: readonly string[]): LimbeckError {
  return new LimbeckError({
    code: "order-impossible",
    message: `These changes wait for one another in a circle: ${operations.slice(0, 5).join("; ")}.`,
    hint: "Make one of them in a revision of its own, and report this with both versions of the models.",
    facts: { operations },
    exit: 4,
  });
}

/** PostgreSQL changes no collation, and no column of a partition key takes another one. */
export function collationInUse(name: QualifiedName): Refusal {
  const collation = showName(name);
  return new Refusal(
    {
      code: "collation-in-use",
      message: `Collation ${collation} would have to be made anew, and a table is divided by what sorts by it.`,
      hint: "Declare the new one under another name, and give it to a new table that takes over the rows.",
      facts: { collation },
      exit: 2,
    },
    { kind: "collation", name },
  );
}

/** `--rename` or an entry of `renames` that is not `old:new`. */
export function renameUnreadable(rename: string): LimbeckError {
  return new LimbeckError({
    code: "rename-unreadable",
    message: `"${rename}" does not say which name becomes which.`,
    hint: "Write old:new, such as tasks:todos, tasks.title:name, auth.users:people or mood.sad:blue.",
    facts: { rename },
    exit: 2,
  });
}

/** Nothing goes and comes by these names. */
export function renameUnknown(
  rename: string,
  gone: readonly string[],
  fresh: readonly string[],
): LimbeckError {
  const list = (names: readonly string[]): string =>
    names.length === 0 ? "nothing" : names.slice(0, 10).join(", ") + (names.length > 10 ? ", …" : "");
  return new LimbeckError({
    code: "rename-unknown",
    message: `"${rename}" fits nothing: no thing of one kind goes by the old name and comes by the new one.`,
    hint:
      gone.length === 0
        ? "No two things of one kind in one place go and come here."
        : `What goes: ${list(gone)}. What comes: ${list(fresh)}.`,
    facts: { rename, gone, fresh },
  });
}

/** Several things go and come by these names. */
export function renameAmbiguous(rename: string, meant: readonly string[]): LimbeckError {
  return new LimbeckError({
    code: "rename-ambiguous",
    message: `"${rename}" could mean several: ${meant.join(", ")}.`,
    hint: "Put the PostgreSQL schema in front of the name.",
    facts: { rename, meant },
  });
}

/** A table is to be divided otherwise than it is, and has partitions of which nobody says what they are to hold. */
export function partitionKeyChanged(before: Table, after: Table): Refusal {
  const typed = sameValue(before.partitionBy, after.partitionBy);
  const [from, to] = [keyWords(before, typed), keyWords(after, typed)];
  return new Refusal(
    {
      code: "partition-key-changed",
      message: `Table ${showName(after)} is ${from} and is to be ${to}: PostgreSQL cannot alter that, and nobody declares the partitions that it has.`,
      hint: 'Make it by hand: `limbeck revision -m "..."`, with the steps of docs/operations/partition.md ("Without copying a row").',
      facts: { table: showName(after), from, to },
      exit: 3,
    },
    { kind: "division", name: nameOf(after) },
  );
}

/** An enum type is to be made anew, and a table is divided by a column of it. */
export function enumDividesTable(type: QualifiedName, table: QualifiedName, column: string): Refusal {
  return new Refusal(
    {
      code: "partition-key-changed",
      message: `Enum ${showName(type)} would have to be made anew, and table ${showName(table)} is divided by its column ${column}: PostgreSQL cannot alter that, and no row is moved unasked.`,
      hint: "Only add values at any place, or rename them: `--rename TYPE.OLD:NEW`.",
      facts: { type: showName(type), table: showName(table), column },
      exit: 3,
    },
    { kind: "type", name: type },
  );
}

/** A column by which a table is divided would get another type, or go. */
export function columnDividesTable(
  table: QualifiedName,
  column: string,
  change: string,
  stays: Stays,
): Refusal {
  return new Refusal(
    {
      code: "partition-key-changed",
      message: `Table ${showName(table)} is divided by its column ${column}, which is to change (${change}): PostgreSQL cannot alter that, and no row is moved unasked.`,
      hint: 'Make it by hand: `limbeck revision -m "..."`, with the steps of docs/operations/partition.md ("Without copying a row").',
      facts: { table: showName(table), column, change },
      exit: 3,
    },
    stays,
  );
}

/** Where nothing else is otherwise, the types of the key's columns are. */
function keyWords({ partitionBy, columns }: Table, typed: boolean): string {
  if (partitionBy === undefined) return "not partitioned";
  const typeOf = (column: string): string => {
    const type = columns.find(({ name }) => name === column)?.type;
    return type === undefined || !typed ? column : `${column} ${spelling(type)}`;
  };
  const elements = partitionBy.elements.map((element) =>
    [
      element.kind === "column" ? typeOf(element.column) : `(${spelling(element.expression)})`,
      ...(element.collation === undefined ? [] : [`COLLATE ${element.collation}`]),
      ...(element.operatorClass === undefined ? [] : [element.operatorClass]),
    ].join(" "),
  );
  return `partitioned by ${partitionBy.strategy} (${elements.join(", ")})`;
}
