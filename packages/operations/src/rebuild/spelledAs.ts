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

/**
 * An operation with the names that the database has wherever its own differ from them in nothing but case: to SQLite, `Tasks` is
 * the table `tasks`. What the schema does not have keeps its name, and so does what is new.
 */
export function spelledAs(schema: Schema, op: Operation): Operation {
  switch (op.kind) {
    case "createTable":
      return { ...op, table: alike(schema, op.table, op.table) };
    case "dropTable":
    case "dropView":
      return { ...op, name: relation(schema, op.name) };
    case "replaceView": {
      const name = relation(schema, op.name);
      return { ...op, name, view: { ...op.view, to: { ...op.view.to, name: name.name } } };
    }
    case "createTrigger":
      return { ...op, trigger: onTable(schema, op.trigger) };
    case "replaceTrigger":
      return { ...op, change: { ...op.change, to: onTable(schema, op.change.to) } };
    case "dropTrigger":
      return { ...op, table: relation(schema, op.table), name: among(schema.triggers, op.name) };
    default:
      return inTable(schema, op);
  }
}

type InTable = Exclude<
  Extract<Operation, { readonly table: QualifiedName }>,
  { readonly kind: "createTable" }
>;

function isInTable(op: Operation): op is InTable {
  return op.kind !== "createTable" && "table" in op && op.table !== undefined && !("columns" in op.table);
}

/** What is done to a table that there is. */
function inTable(schema: Schema, op: Operation): Operation {
  if (!isInTable(op)) return op;
  const name = relation(schema, op.table);
  const table = schema.tables.find((one) => sameName(one, name));
  return table === undefined ? op : inside(schema, table, { ...op, table: name });
}

function inside(schema: Schema, table: Table, op: Operation): Operation {
  switch (op.kind) {
    case "dropColumn":
      return { ...op, name: among(table.columns, op.name) };
    case "alterColumn":
      return { ...op, column: among(table.columns, op.column) };
    case "dropIndex":
    case "renameIndex":
      return { ...op, name: among(table.indexes, op.name) };
    case "dropPrimaryKey":
    case "dropUnique":
    case "dropForeignKey":
    case "dropCheck":
    case "renameConstraint":
    case "dropConstraint":
      return { ...op, name: among(constraints(table), op.name) };
    case "createPrimaryKey": {
      const { primaryKey = op.definition } = alike(schema, table, { ...table, primaryKey: op.definition });
      return { ...op, definition: primaryKey };
    }
    case "createUnique": {
      const [definition = op.definition] = alike(schema, table, {
        ...table,
        uniques: [op.definition],
      }).uniques;
      return { ...op, definition };
    }
    case "createForeignKey": {
      const [definition = op.definition] = alike(schema, table, {
        ...table,
        foreignKeys: [op.definition],
      }).foreignKeys;
      return { ...op, definition };
    }
    case "createIndex": {
      const [definition = op.definition] = alike(schema, table, {
        ...table,
        indexes: [op.definition],
      }).indexes;
      return { ...op, definition };
    }
    default:
      return op;
  }
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

function constraints({ primaryKey, uniques, foreignKeys, checks }: Table): readonly { name: string }[] {
  return [...(primaryKey === undefined ? [] : [primaryKey]), ...uniques, ...foreignKeys, ...checks];
}

/** The name as one of the list has it; as it is where none does. */
function among(list: readonly { readonly name: string }[], name: string): string {
  if (list.some((one) => one.name === name)) return name;
  const folded = foldName(name);
  return list.find((one) => foldName(one.name) === folded)?.name ?? name;
}
