import { type QualifiedName } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

/** Something that goes by one name and comes by another, and is the same thing. */
export type Rename =
  | { readonly kind: "table" | "enum" | "sequence"; readonly name: QualifiedName; readonly to: string }
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

/** The operation that makes the rename. */
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

const pathOf = ({ schema, name }: QualifiedName): readonly string[] =>
  schema === undefined ? [name] : [schema, name];

/** A rename as `--rename` and `renames` of the configuration say it: `tasks.title:name`. */
export function renameText(rename: Rename): string {
  return `${renamePath(rename).map(part).join(".")}:${part(rename.to)}`;
}

const part = (name: string): string => (/^[^\s".:]+$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`);

/** A rename in words: `column tasks.title to name`. */
export function renameWords(rename: Rename): string {
  const what = rename.kind === "value" ? "enum value" : rename.kind;
  return `${what} ${renamePath(rename).join(".")} to ${rename.to}`;
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
  "renameConstraint",
  "renameIndex",
]);

/** The renames with which a list of operations begins. */
export function leadingRenames(operations: readonly Operation[]): readonly Operation[] {
  const end = operations.findIndex((op) => !isRename(op));
  return end < 0 ? operations : operations.slice(0, end);
}
