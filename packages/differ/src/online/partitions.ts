import {
  type Backed,
  type Index,
  indexNames,
  nameKey,
  nameOf,
  type QualifiedName,
  type Table,
  truncateName,
  type Unique,
} from "@limbeck/model";
import { type CreateIndex, type Operation, partName } from "@limbeck/operations";

import { validate } from "./constraints.ts";
import { type Kitchen, type Of } from "./kitchen.ts";

/*
 * A partitioned table has no concurrent way (IX05, CN11 and CN12 of the safety rules), but takes over what each of its partitions has already,
 * without reading a row. So the partitions get it first, one after the other, while they are written to. One that nobody knows when the
 * revision is written gets its part with the table, which reads its rows: unlike after CREATE INDEX ON ONLY, no index stays invalid for it.
 */

/** An index is built on each partition, and then is one of the table. */
export function onPartitions(op: CreateIndex, kitchen: Kitchen): readonly Operation[] {
  const { definition } = op;
  if (definition.only === true || hasKeys(definition)) return [op];
  const build = (leaf: Table): Operation => ({
    kind: "createIndex",
    table: nameOf(leaf),
    definition: partFor(leaf, definition, "idx", kitchen),
    concurrently: true,
  });
  return [...kitchen.standing.leaves(op.table).map(build), whole(op, kitchen)];
}

/** So is a key, which a partition has as a constraint. */
export function keyOnPartitions(
  op: Of<"createUnique" | "createPrimaryKey">,
  kitchen: Kitchen,
): readonly Operation[] {
  const { definition } = op;
  if (definition.only === true) return [op];
  const label = op.kind === "createUnique" ? "key" : "pkey";
  const build = (leaf: Table): Operation => ({
    ...op,
    table: nameOf(leaf),
    definition: partFor(leaf, definition, label, kitchen),
    concurrently: true,
  });
  const leaves = kitchen.standing.leaves(op.table).filter((leaf) => label === "key" || !leaf.primaryKey);
  return [...leaves.map(build), whole(op, kitchen)];
}

/** A foreign key is validated partition by partition, and then is one of the table, which finds that all of them hold it. */
export function foreignKeyOnPartitions(
  op: Of<"createForeignKey">,
  { standing }: Kitchen,
): readonly Operation[] {
  const { definition } = op;
  const steps = standing.leaves(op.table).flatMap((leaf): readonly Operation[] => {
    const { comment: _, ...key } = definition;
    const table = nameOf(leaf);
    return [
      { kind: "createForeignKey", table, definition: { ...key, notValid: true } },
      validate(table, definition.name, { foreignKey: key }),
    ];
  });
  return [...steps, op];
}

function hasKeys({ parts = [] }: Index): boolean {
  return parts.some(({ key }) => key !== undefined);
}

/** What a partition gets, under the name that it is to have, or that the server would choose. */
function partFor<M extends Index | Unique>(
  leaf: Table,
  definition: M,
  label: Parameters<typeof partName>[2],
  { standing }: Kitchen,
): M {
  const said: M & Backed = definition;
  const { parts, comment: _, indexComment: __, derivedName: ___, ...part } = said;
  const chosen = parts?.find(({ table }) => nameKey(table) === nameKey(leaf))?.name;
  const name =
    chosen ?? freeName(partName(leaf, definition, label), new Set(indexNames(leaf)), standing.relations);
  return { ...part, name } as unknown as M;
}

function freeName(name: string, ...taken: readonly ReadonlySet<string>[]): string {
  const isTaken = (one: string): boolean => taken.some((names) => names.has(one));
  if (!isTaken(name)) return name;
  const numbered = (number: number): string => {
    const next = `${truncateName(name, 60)}${number}`;
    return isTaken(next) ? numbered(number + 1) : next;
  };
  return numbered(1);
}

/** The parts are there by then. */
function whole<O extends CreateIndex | Of<"createUnique" | "createPrimaryKey">>(
  op: O,
  { standing }: Kitchen,
): O {
  const leaves = new Set(standing.leaves(op.table).map(nameKey));
  const { parts = [], ...definition } = op.definition;
  const left = parts.filter(({ table }: { readonly table: QualifiedName }) => !leaves.has(nameKey(table)));
  return { ...op, definition: left.length === 0 ? definition : { ...definition, parts: left } };
}
