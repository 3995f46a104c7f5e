import { nameOf, type QualifiedName, type SqlText } from "@limbeck/model";
import { movedTo, type Operation } from "@limbeck/operations";

import { dropsView } from "./together.ts";

/** Something that goes by one name and comes by another, and is the same thing. */
export type Rename =
  | {
      readonly kind: RootKind;
      readonly name: QualifiedName;
      readonly to: string;
      /** The PostgreSQL schema that it is moved to, the default one by its name too. Absent: it stays in its own. */
      readonly into?: string;
      /** The types of the input arguments of a function. */
      readonly types?: readonly SqlText[];
    }
  | {
      readonly kind: "column" | "constraint" | "index";
      /** By its name after renames of tables. */
      readonly table: QualifiedName;
      readonly from: string;
      readonly to: string;
    }
  | {
      /** Of an enum type, or an attribute of a composite type. */
      readonly kind: "value" | "attribute";
      /** The type, by its name after renames of types. */
      readonly type: QualifiedName;
      readonly from: string;
      readonly to: string;
    };

export type RenameKind = Rename["kind"];

/** What stands in a schema itself. */
export type RootKind =
  | "table"
  | "enum"
  | "sequence"
  | "domain"
  | "composite"
  | "range"
  | "collation"
  | "function"
  | "view"
  | "materializedView";

type RootRename = Extract<Rename, { readonly name: unknown }>;

/** How each kind takes another name, and how it comes to another PostgreSQL schema. */
const ROOTS = {
  table: {
    rename: ({ name: table, to }) => ({ kind: "renameTable", table, to }),
    move: ({ name: table, to }) => ({ kind: "setTableSchema", table, to }),
  },
  enum: {
    rename: ({ name, to }) => ({ kind: "renameEnum", name, to }),
    move: ({ name, to }) => ({ kind: "setEnumSchema", name, to }),
  },
  sequence: {
    rename: ({ name, to }) => ({ kind: "renameSequence", name, to }),
    move: ({ name, to }) => ({ kind: "setSequenceSchema", name, to }),
  },
  domain: {
    rename: ({ name, to }) => ({ kind: "renameDomain", name, to }),
    move: ({ name, to }) => ({ kind: "setDomainSchema", name, to }),
  },
  composite: {
    rename: ({ name, to }) => ({ kind: "renameComposite", name, to }),
    move: ({ name, to }) => ({ kind: "setCompositeSchema", name, to }),
  },
  range: {
    rename: ({ name, to }) => ({ kind: "renameRange", name, to }),
    move: ({ name, to }) => ({ kind: "setRangeSchema", name, to }),
  },
  collation: {
    rename: ({ name, to }) => ({ kind: "renameCollation", name, to }),
    move: ({ name, to }) => ({ kind: "setCollationSchema", name, to }),
  },
  function: {
    rename: ({ name, to, types = [] }) => ({ kind: "renameFunction", name, types, to }),
    move: ({ name, to, types = [] }) => ({ kind: "setFunctionSchema", name, types, to }),
  },
  view: {
    rename: ({ name, to }) => ({ kind: "renameView", name, to }),
    move: ({ name, to }) => ({ kind: "setViewSchema", name, to }),
  },
  materializedView: {
    rename: ({ name, to }) => ({ kind: "renameMaterializedView", name, to }),
    move: ({ name, to }) => ({ kind: "setMaterializedViewSchema", name, to }),
  },
} satisfies Record<
  RootKind,
  Record<"rename" | "move", (one: Pick<RootRename, "name" | "to" | "types">) => Operation>
>;

/** The operation that moves something to another PostgreSQL schema. */
export function moveOperation(rename: RootRename, name: QualifiedName, to: string): Operation {
  return ROOTS[rename.kind].move({ ...rename, name, to });
}

/** The operation that gives something another name, in the namespace in which it is. */
export function renameOperation(rename: Rename): Operation {
  if ("name" in rename) return ROOTS[rename.kind].rename(rename);
  switch (rename.kind) {
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
    case "attribute":
      return { kind: "renameAttribute", type: rename.type, name: rename.from, to: rename.to };
  }
}

/** The path of what is renamed, from its PostgreSQL schema, where that is not the default one, to its own name. */
export function renamePath(rename: Rename): readonly string[] {
  if ("name" in rename) return pathOf(rename.name);
  return [...pathOf("table" in rename ? rename.table : rename.type), rename.from];
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
  return `${kindInWords(rename)} ${renamePath(rename).join(".")} to ${newWords(rename).join(".")}`;
}

/** A kind as people call it. */
export function kindInWords({ kind }: Rename): string {
  const words: Partial<Record<RenameKind, string>> = {
    value: "enum value",
    composite: "composite type",
    range: "range type",
    materializedView: "materialized view",
  };
  return words[kind] ?? kind;
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
  "renameDomain",
  "setDomainSchema",
  "renameComposite",
  "setCompositeSchema",
  "renameRange",
  "setRangeSchema",
  "renameCollation",
  "setCollationSchema",
  "renameAttribute",
  "renameFunction",
  "setFunctionSchema",
  "renameView",
  "setViewSchema",
  "renameMaterializedView",
  "setMaterializedViewSchema",
  "renameConstraint",
  "renameIndex",
]);

/** The renames with which a list of operations begins, with the schemas that they move to. */
export function leadingRenames(operations: readonly Operation[]): readonly Operation[] {
  const goes = (op: Operation): boolean => dropsView(op) || op.kind === "dropTrigger";
  const leads = (op: Operation): boolean => isRename(op) || op.kind === "createSchema" || goes(op);
  const end = operations.findIndex((op) => !leads(op));
  return (end < 0 ? operations : operations.slice(0, end)).filter((op) => !goes(op));
}
