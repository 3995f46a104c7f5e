import { nameKey, nameOf, type QualifiedName, type Schema } from "@limbeck/model";
import { ownSequences, ref } from "@limbeck/operations";

/**
 * The sequences whose names other ones take: of a column that goes from serial to identity or back, of another column, or of none. Whatever else
 * calls or reads one lets go of it before and finds the new one after.
 */
export function exchangedSequences(before: Schema, after: Schema): readonly QualifiedName[] {
  const [was, is] = [ownersOf(before), ownersOf(after)];
  return [...is.values()].flatMap(({ name, owner }) => {
    const old = was.get(nameKey(name));
    return old === undefined || old.owner === owner ? [] : [name];
  });
}

interface Owned {
  readonly name: QualifiedName;
  /** The column, and as what it counts; of none, the empty text. */
  readonly owner: string;
}

function ownersOf({ tables, sequences }: Schema): ReadonlyMap<string, Owned> {
  const own = tables.flatMap((table) =>
    table.columns.flatMap((column) => {
      const kind = column.identity === undefined ? "serial" : "identity";
      const owner = `${kind} ${ref.column(table, column.name)}`;
      return ownSequences(table, column).map((name): Owned => ({ name, owner }));
    }),
  );
  const free = sequences.map((sequence): Owned => ({ name: nameOf(sequence), owner: "" }));
  return new Map([...own, ...free].map((one) => [nameKey(one.name), one]));
}
