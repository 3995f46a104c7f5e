import { nameOf, type QualifiedName, sameName, type Schema, showName, type Table } from "@limbeck/model";

import { objectMissing } from "../errors.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, statements } from "../plan.ts";
import { ref } from "../ref.ts";
import { quoteIdentifier, quoteName } from "../sql/identifier.ts";
import { keepSequences, plainSequences } from "../table/follow.ts";
import { besideTable, namespaceRefs } from "../table/touches.ts";
import { followSequence } from "./moveSequence.ts";

export interface RenameSequence {
  readonly kind: "renameSequence";
  readonly name: QualifiedName;
  readonly to: string;
}

export const renameSequenceOperations = {
  /** Gives a sequence another name, be it free-standing or that of a column; defaults that call it follow. */
  renameSequence: operation({
    directive: (name: NameInput, to: string): RenameSequence => ({
      kind: "renameSequence",
      name: qualifiedName(name),
      to,
    }),
    args: (op) => [nameInput(op.name), op.to],
    reverse: (op): RenameSequence => ({ ...op, name: besideTable(op.name, op.to), to: op.name.name }),
    describe: (op) => `sequence ${showName(op.name)}: renamed to ${op.to}`,
    apply: renameIn,
    touches: (op) => ({
      makes: [ref.relation(besideTable(op.name, op.to))],
      breaks: [ref.relation(op.name)],
      needs: namespaceRefs(op.name),
    }),
    hazards: noHazards,
    compile: {
      postgres: (op) =>
        statements(`ALTER SEQUENCE ${quoteName(op.name)} RENAME TO ${quoteIdentifier(op.to)}`),
      sqlite: notOnSqlite("sequences"),
    },
  }),
};

/** Errors: `object-missing` where neither a sequence nor a column's own one has the name. */
function renameIn(schema: Schema, { name, to }: RenameSequence): Schema {
  const sequences = schema.sequences.map((one) => (sameName(one, name) ? { ...one, name: to } : one));
  const tables = schema.tables.map((table) => renameOwned(table, name, to));
  const found = sequences.some((one, at) => one !== schema.sequences[at]);
  const owned = tables.some((table, at) => table !== schema.tables[at]);
  if (!found && !owned) throw objectMissing(`sequence ${showName(name)}`);
  return followSequence({ ...schema, sequences, tables }, name, besideTable(name, to));
}

function renameOwned(table: Table, name: QualifiedName, to: string): Table {
  const named = keepSequences(table, table.columns);
  const columns = named.map((column) => {
    const { default: value, identity } = column;
    if (value?.kind === "serial" && value.sequence !== undefined && sameName(value.sequence, name))
      return { ...column, default: { ...value, sequence: besideTable(name, to) } };
    const own = identity?.sequence;
    if (identity === undefined || own === undefined || !sameName(besideTable(table, own), name))
      return column;
    return { ...column, identity: { ...identity, sequence: to } };
  });
  if (columns.every((column, at) => column === named[at])) return table;
  return { ...table, columns: plainSequences(nameOf(table), columns) };
}
