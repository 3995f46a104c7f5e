import {
  nameKey,
  type QualifiedName,
  type Schema,
  type Sequence,
  type Table,
  type View,
} from "@limbeck/model";

import { policyNames } from "../mentions.ts";
import { usedRelations, withUses } from "../view/viewUses.ts";

/** The schema without partitions, and without what stands on one of them: that goes with the old ones and comes with the new. */
export function withoutPartitions(schema: Schema, partitions: ReadonlySet<string>): Schema {
  const gone = new Set([...partitions, ...readersOf(schema, partitions)]);
  const isThere = (name: QualifiedName): boolean => !gone.has(nameKey(name));
  const names = new Set(
    [...schema.tables, ...schema.views].filter((one) => !isThere(one)).map(({ name }) => name),
  );
  return {
    ...schema,
    tables: schema.tables.filter(isThere).map((table) => readingOnly(pointingAt(table, isThere), names)),
    views: schema.views.filter(isThere),
    triggers: schema.triggers.filter(({ table }) => isThere(table)),
    sequences: schema.sequences.map((sequence) => ownedBy(sequence, isThere)),
  };
}

/** The keys of the views that read one of these, or a view that does. */
function readersOf(schema: Schema, partitions: ReadonlySet<string>): readonly string[] {
  const views = withUses(schema);
  const gone = new Set(partitions);
  const reads = (view: View): boolean => usedRelations(view).some((relation) => gone.has(relation));
  for (let size = -1; size !== gone.size;) {
    size = gone.size;
    for (const view of views) if (reads(view)) gone.add(nameKey(view));
  }
  return [...gone];
}

function pointingAt(table: Table, isThere: (name: QualifiedName) => boolean): Table {
  return { ...table, foreignKeys: table.foreignKeys.filter(({ references }) => isThere(references.table)) };
}

/** Without the policies that may read one of the relations that are not there. */
function readingOnly(table: Table, gone: ReadonlySet<string>): Table {
  return { ...table, policies: table.policies.filter((policy) => !policyNames(policy, gone)) };
}

function ownedBy(sequence: Sequence, isThere: (name: QualifiedName) => boolean): Sequence {
  const { ownedBy: owner, ...free } = sequence;
  return owner === undefined || isThere(owner.table) ? sequence : free;
}
