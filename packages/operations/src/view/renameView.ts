import { type QualifiedName, sameName, type Schema, showName } from "@limbeck/model";

import { moveRoot, relationAndType, renameRoot, type RootFamily } from "../renameRoot.ts";
import { replaceOne } from "../schemaChange.ts";
import { followTable } from "../table/rename.ts";

const family: RootFamily<"renameView", "setViewSchema"> = {
  rename: "renameView",
  move: "setViewSchema",
  noun: "view",
  word: "VIEW",
  lacking: "ALTER VIEW",
  refs: relationAndType,
  follow: viewTakes,
};

const materialized: RootFamily<"renameMaterializedView", "setMaterializedViewSchema"> = {
  ...family,
  rename: "renameMaterializedView",
  move: "setMaterializedViewSchema",
  noun: "materialized view",
  word: "MATERIALIZED VIEW",
  lacking: "materialized views",
};

export const renameViewOperations = {
  /** Gives a view another name; rights, triggers and what reads it stay. */
  renameView: renameRoot(family),
  /** Moves a view to another PostgreSQL schema; rights, triggers and what reads it stay. */
  setViewSchema: moveRoot(family),
  /** Gives a materialized view another name; its rows, indexes and rights stay. */
  renameMaterializedView: renameRoot(materialized),
  /** Moves a materialized view to another PostgreSQL schema, with its rows and indexes. */
  setMaterializedViewSchema: moveRoot(materialized),
};

/** What reads it in other views, and its triggers, follow. */
function viewTakes(schema: Schema, name: QualifiedName, target: QualifiedName): Schema {
  const views = replaceOne(
    schema.views,
    (view) => sameName(view, name),
    ({ schema: _, ...view }) => ({ ...view, ...target }),
    `view ${showName(name)}`,
  );
  return followTable({ ...schema, views }, name, target);
}
