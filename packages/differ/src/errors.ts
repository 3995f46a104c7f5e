import { LimbeckError, showName, spelling, type Table } from "@limbeck/model";

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

/** PostgreSQL changes no collation, and what sorts by one keeps it from being made anew. */
export function collationInUse(collation: string): LimbeckError {
  return new LimbeckError({
    code: "collation-in-use",
    message: `Collation ${collation} would have to be made anew, and columns or expressions use it before and after that.`,
    hint: "Declare the new one under another name, and give it to what uses the old one.",
    facts: { collation },
    exit: 2,
  });
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

/** A table is to be divided otherwise than it is, or is to be no longer divided: rows would have to move. */
export function partitionKeyChanged(before: Table, after: Table): LimbeckError {
  const [from, to] = [keyWords(before), keyWords(after)];
  return new LimbeckError({
    code: "partition-key-changed",
    message: `Table ${showName(after)} is ${from} and is to be ${to}: PostgreSQL cannot alter that, and no row is moved unasked.`,
    hint: 'Make it by hand: `limbeck revision -m "..."`, with the steps of docs/operations/partition.md ("Dividing a table that has rows").',
    facts: { table: showName(after), from, to },
    exit: 3,
  });
}

function keyWords({ partitionBy }: Table): string {
  if (partitionBy === undefined) return "not partitioned";
  const elements = partitionBy.elements.map((element) =>
    [
      element.kind === "column" ? element.column : `(${spelling(element.expression)})`,
      ...(element.collation === undefined ? [] : [`COLLATE ${element.collation}`]),
      ...(element.operatorClass === undefined ? [] : [element.operatorClass]),
    ].join(" "),
  );
  return `partitioned by ${partitionBy.strategy} (${elements.join(", ")})`;
}
