import {
  emptySchema,
  foldName,
  type QualifiedName,
  sameName,
  type Schema,
  spelledAlike,
  type Table,
  type Trigger,
} from "@limbeck/model";

import { type Operation } from "../operations.ts";
import { checkMeant, constraintMeant } from "./constraintMeant.ts";

/**
 * An operation with the names that the database has wherever its own differ from them in nothing but case: to SQLite, `Tasks` is
 * the table `tasks`. What the schema does not have keeps its name, and so does what is new. Errors: `constraint-ambiguous`, and `object-missing`
 * of a check that is told by what it says.
 */
export function spelledAs(schema: Schema, op: Operation): Operation {
  if (op.kind === "createTable") return { ...op, table: alike(schema, op.table, op.table) };
  if (op.kind === "dropTable" || op.kind === "dropView") return { ...op, name: relation(schema, op.name) };
  if (op.kind === "replaceView") {
    const name = relation(schema, op.name);
    return { ...op, name, view: { ...op.view, to: { ...op.view.to, name: name.name } } };
  }
  if (op.kind === "createTrigger") return { ...op, trigger: onTable(schema, op.trigger) };
  if (op.kind === "replaceTrigger")
    return { ...op, change: { ...op.change, to: onTable(schema, op.change.to) } };
  return isInTable(op) ? inTable(schema, op) : op;
}

type InTable = Exclude<Extract<Operation, { readonly table: QualifiedName }>, { readonly table: Table }>;

function isInTable(op: Operation): op is InTable {
  return "table" in op && !("columns" in op.table);
}

/** What is done to a table that there is, or to a trigger on one. */
function inTable(schema: Schema, op: InTable): Operation {
  const name = relation(schema, op.table);
  const named = { ...op, table: name };
  if (named.kind === "dropTrigger") return { ...named, name: among(schema.triggers, named.name) };
  const table = schema.tables.find((one) => sameName(one, name));
  return table === undefined ? named : withDefinition(schema, table, withMember(table, named));
}

/** By the name of a column, an index or a constraint that the table has. */
function withMember(table: Table, op: Operation): Operation {
  if (op.kind === "dropColumn") return { ...op, name: among(table.columns, op.name) };
  if (op.kind === "alterColumn") return { ...op, column: among(table.columns, op.column) };
  if (op.kind === "dropIndex" || op.kind === "renameIndex" || op.kind === "alterIndex")
    return { ...op, name: among(table.indexes, op.name) };
  if (op.kind === "dropCheck") return { ...op, name: checkMeant(table, op.name, op.definition) };
  return isOfConstraint(op) ? { ...op, name: constraintMeant(table, op.name) } : op;
}

const OF_CONSTRAINTS = [
  "dropPrimaryKey",
  "dropUnique",
  "dropForeignKey",
  "dropConstraint",
  "renameConstraint",
] as const satisfies readonly Operation["kind"][];

function isOfConstraint(
  op: Operation,
): op is Extract<Operation, { readonly kind: (typeof OF_CONSTRAINTS)[number] }> {
  return OF_CONSTRAINTS.some((kind) => kind === op.kind);
}

/** By the columns of a constraint or an index that the table is to have. */
function withDefinition(schema: Schema, table: Table, op: Operation): Operation {
  if (op.kind === "createPrimaryKey") {
    const { primaryKey = op.definition } = alike(schema, table, { ...table, primaryKey: op.definition });
    return { ...op, definition: primaryKey };
  }
  if (op.kind === "createUnique") {
    const { uniques } = alike(schema, table, { ...table, uniques: [op.definition] });
    return { ...op, definition: uniques[0] ?? op.definition };
  }
  if (op.kind === "createForeignKey") {
    const { foreignKeys } = alike(schema, table, { ...table, foreignKeys: [op.definition] });
    return { ...op, definition: foreignKeys[0] ?? op.definition };
  }
  if (op.kind === "createIndex") {
    const { indexes } = alike(schema, table, { ...table, indexes: [op.definition] });
    return { ...op, definition: indexes[0] ?? op.definition };
  }
  return op;
}

/** `wanted` with the names of the columns of the table, and of those that it refers to. */
function alike(schema: Schema, table: Table, wanted: Table): Table {
  const others = wanted.foreignKeys.flatMap(({ references }) => {
    const { name } = relation(schema, references.table);
    return schema.tables.filter((one) => one.name === name && one.name !== table.name);
  });
  const before = { ...emptySchema("sqlite"), tables: [table, ...others] };
  const [found = wanted] = spelledAlike(before, { ...emptySchema("sqlite"), tables: [wanted] }).tables;
  return found;
}

function onTable(schema: Schema, trigger: Trigger): Trigger {
  const [found = trigger] = spelledAlike(schema, { ...emptySchema("sqlite"), triggers: [trigger] }).triggers;
  return found;
}

function relation(schema: Schema, name: QualifiedName): QualifiedName {
  return { ...name, name: among([...schema.tables, ...schema.views], name.name) };
}

/** The name as one of the list has it; as it is where none does. */
function among(list: readonly { readonly name: string }[], name: string): string {
  if (list.some((one) => one.name === name)) return name;
  const folded = foldName(name);
  return list.find((one) => foldName(one.name) === folded)?.name ?? name;
}
