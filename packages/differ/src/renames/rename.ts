import { nameOf, type QualifiedName, type SqlText } from "@limbeck/model";
import { movedTo } from "@limbeck/operations";

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

/** One of what stands in a schema itself. */
export type RootRename = Extract<Rename, { readonly name: unknown }>;

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
export function renamedName({ name, to, into }: RootRename): QualifiedName {
  return { ...(into === undefined ? nameOf(name) : movedTo(name, into)), name: to };
}

const pathOf = ({ schema, name }: QualifiedName): readonly string[] =>
  schema === undefined ? [name] : [schema, name];
