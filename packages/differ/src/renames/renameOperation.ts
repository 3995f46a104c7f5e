import { type QualifiedName } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { type Rename, type RootKind, type RootRename } from "./rename.ts";

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
