import {
  type Column,
  type ForeignKey,
  nameOf,
  type QualifiedName,
  sameName,
  type Schema,
  type Table,
  type Trigger,
} from "@limbeck/model";

import { followTableInBody } from "../function/followTable.ts";
import { followTypeName } from "../typeName/followNamed.ts";
import { changeTable } from "../schemaChange.ts";
import { followSequence, moveSequenceIn } from "../sequence/moveSequence.ts";
import { keepSequences, plainSequences, viewsReading } from "./follow.ts";
import { mapPolicyTexts, mapTexts } from "./mapTexts.ts";
import { renameSourceInText, renameTableInText } from "./renameText.ts";
import { followPart } from "./parts.ts";
import { besideTable } from "./touches.ts";

/** The schema after a table was renamed: foreign keys, owned sequences and what views read follow it, as they do on the server. */
export function renameTableIn(schema: Schema, from: QualifiedName, to: string): Schema {
  const target = besideTable(from, to);
  const renamed = changeTable(schema, from, (table) => {
    const read = mapTexts(table, (text) => renameTableInText(text, from.name, to));
    return { ...read, name: to, columns: plainSequences(target, keepSequences(from, read.columns)) };
  });
  return followTable(renamed, from, target);
}

/** The schema after a table was moved to another namespace: the sequences that its columns own go along, all else follows. */
export function moveTableIn(schema: Schema, from: QualifiedName, target: QualifiedName): Schema {
  const moved = changeTable(schema, from, ({ schema: _, ...table }) => ({
    ...table,
    ...target,
    columns: plainSequences(
      target,
      keepSequences(from, table.columns).map((column) => withSequenceBeside(target, column)),
    ),
  }));
  const followed = ownSequences(schema, from).reduce(
    (now, sequence) => followSequence(now, sequence, besideTable(target, sequence.name)),
    followTable(moved, from, target),
  );
  return moveOwnedSequences(followed, target);
}

/** The sequences that serial and identity columns of a table count by. */
function ownSequences({ tables }: Schema, name: QualifiedName): readonly QualifiedName[] {
  const columns = tables.find((one) => sameName(one, name))?.columns ?? [];
  return keepSequences(name, columns).flatMap(({ default: value, identity }) => [
    ...(value?.kind === "serial" && value.sequence !== undefined ? [value.sequence] : []),
    ...(identity?.sequence === undefined ? [] : [besideTable(name, identity.sequence)]),
  ]);
}

function withSequenceBeside(table: QualifiedName, column: Column): Column {
  const { default: value } = column;
  if (value?.kind !== "serial" || value.sequence === undefined) return column;
  return { ...column, default: { ...value, sequence: besideTable(table, value.sequence.name) } };
}

function moveOwnedSequences(schema: Schema, table: QualifiedName): Schema {
  const owned = schema.sequences.filter(
    ({ ownedBy }) => ownedBy !== undefined && sameName(ownedBy.table, table),
  );
  return owned.reduce(
    (now, sequence) => moveSequenceIn(now, sequence, besideTable(table, sequence.name)),
    schema,
  );
}

/** The schema with everything that names a table by its old name naming it by its new one. */
export function followTable(moved: Schema, from: QualifiedName, target: QualifiedName): Schema {
  // A table brings a composite type of its own name.
  const renamed = followNames(followTypeName(moved, from, target), from, target);
  return {
    ...renamed,
    tables: renamed.tables.map((table) => readBy(table, from, target)),
    functions: renamed.functions.map((routine) => followTableInBody(routine, from, target)),
  };
}

/**
 * The schema with a table under another name, where no text follows: what stands on it is said as before, and so stands on whatever else
 * takes the old name.
 */
export function calledOtherwise(schema: Schema, from: QualifiedName, target: QualifiedName): Schema {
  const moved = changeTable(schema, from, ({ schema: _, ...table }) => ({
    ...table,
    ...target,
    columns: plainSequences(target, keepSequences(from, table.columns)),
  }));
  return followNames(moved, from, target);
}

function followNames(schema: Schema, from: QualifiedName, target: QualifiedName): Schema {
  return {
    ...schema,
    tables: schema.tables.map((table) => followPart(pointAt(table, from, target), from, target)),
    sequences: schema.sequences.map((sequence) =>
      sequence.ownedBy !== undefined && sameName(sequence.ownedBy.table, from)
        ? { ...sequence, ownedBy: { ...sequence.ownedBy, table: target } }
        : sequence,
    ),
    triggers: schema.triggers.map((trigger) => triggerAt(trigger, from, target)),
    views: viewsReading(schema, from, target),
  };
}

function triggerAt(trigger: Trigger, from: QualifiedName, target: QualifiedName): Trigger {
  const at = sameName(trigger.table, from) ? { ...trigger, table: target } : trigger;
  return at.from !== undefined && sameName(at.from, from) ? { ...at, from: nameOf(target) } : at;
}

/** The policies of a table, which may read others in sub-selects. */
function readBy(table: Table, from: QualifiedName, to: QualifiedName): Table {
  return mapPolicyTexts(table, (text) => renameSourceInText(text, from, to));
}

/** What names the table elsewhere: foreign keys, and partitions. */
function pointAt(table: Table, from: QualifiedName, to: QualifiedName): Table {
  const follow = (key: ForeignKey): ForeignKey =>
    sameName(key.references.table, from) ? { ...key, references: { ...key.references, table: to } } : key;
  const { partitionOf } = table;
  return {
    ...table,
    ...(partitionOf !== undefined && sameName(partitionOf.table, from)
      ? { partitionOf: { ...partitionOf, table: to } }
      : {}),
    foreignKeys: table.foreignKeys.map(follow),
  };
}
