import { nameOf, type QualifiedName } from "@limbeck/model";
import { movedTo, type Operation } from "@limbeck/operations";

import { dropsView } from "./together.ts";

/** Something that goes by one name and comes by another, and is the same thing. */
export type Rename =
  | {
      readonly kind: "table" | "enum" | "sequence";
      readonly name: QualifiedName;
      readonly to: string;
      /** The PostgreSQL schema that it is moved to, the default one by its name too. Absent: it stays in its own. */
      readonly into?: string;
    }
  | {
      readonly kind: "column" | "constraint" | "index";
      /** By its name after renames of tables. */
      readonly table: QualifiedName;
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: "value";
      /** The enum type, by its name after renames of types. */
      readonly type: QualifiedName;
      readonly from: string;
      readonly to: string;
    };

export type RenameKind = Rename["kind"];

/** The operation that gives something another name, in the namespace in which it is. */
export function renameOperation(rename: Rename): Operation {
  switch (rename.kind) {
    case "table":
      return { kind: "renameTable", table: rename.name, to: rename.to };
    case "enum":
      return { kind: "renameEnum", name: rename.name, to: rename.to };
    case "sequence":
      return { kind: "renameSequence", name: rename.name, to: rename.to };
    case "column": {
      const { table, from, to } = rename;
      return { kind: "alterColumn", table, column: from, changes: { name: { from, to } } };
    }
    case "constraint":
      return { kind: "renameConstraint", table: rename.table, name: rename.from, to: rename.to };
    case "index":
      return { kind: "renameIndex", table: rename.table, name: rename.from, to: rename.to };
    case "value":
      return { kind: "renameEnumValue", name: rename.type, value: rename.from, to: rename.to };
  }
}

/** The path of what is renamed, from its PostgreSQL schema, where that is not the default one, to its own name. */
export function renamePath(rename: Rename): readonly string[] {
  switch (rename.kind) {
    case "table":
    case "enum":
    case "sequence":
      return pathOf(rename.name);
    case "column":
    case "constraint":
    case "index":
      return [...pathOf(rename.table), rename.from];
    case "value":
      return [...pathOf(rename.type), rename.from];
  }
}

/** The path that it has afterwards. */
export function renamedPath(rename: Rename): readonly string[] {
  return "name" in rename ? pathOf(renamedName(rename)) : [...renamePath(rename).slice(0, -1), rename.to];
}

/** The name that a table, type or sequence has afterwards. */
export function renamedName({ name, to, into }: Extract<Rename, { readonly name: unknown }>): QualifiedName {
  return { ...(into === undefined ? nameOf(name) : movedTo(name, into)), name: to };
}

const pathOf = ({ schema, name }: QualifiedName): readonly string[] =>
  schema === undefined ? [name] : [schema, name];

/** A rename as `--rename` and `renames` of the configuration say it: `tasks.title:name`. */
export function renameText(rename: Rename): string {
  return `${renamePath(rename).map(part).join(".")}:${newWords(rename).map(part).join(".")}`;
}

const part = (name: string): string => (/^[^\s".:]+$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`);

/** The new name as people say it, with its schema where that is another one. */
export function newWords(rename: Rename): readonly string[] {
  return "into" in rename ? [rename.into, rename.to] : [rename.to];
}

/** A rename in words: `column tasks.title to name`. */
export function renameWords(rename: Rename): string {
  const what = rename.kind === "value" ? "enum value" : rename.kind;
  return `${what} ${renamePath(rename).join(".")} to ${newWords(rename).join(".")}`;
}

/** Whether an operation does nothing but rename. */
export function isRename(op: Operation): boolean {
  if (op.kind === "alterColumn") return Object.keys(op.changes).join() === "name";
  return RENAMES.has(op.kind);
}

const RENAMES: ReadonlySet<string> = new Set([
  "renameTable",
  "renameEnum",
  "renameEnumValue",
  "renameSequence",
  "setTableSchema",
  "setEnumSchema",
  "setSequenceSchema",
  "renameConstraint",
  "renameIndex",
]);

/** The renames with which a list of operations begins, with the schemas that they move to. */
export function leadingRenames(operations: readonly Operation[]): readonly Operation[] {
  const leads = (op: Operation): boolean => isRename(op) || op.kind === "createSchema" || dropsView(op);
  const end = operations.findIndex((op) => !leads(op));
  return (end < 0 ? operations : operations.slice(0, end)).filter((op) => !dropsView(op));
}
