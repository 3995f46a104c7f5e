import { foundName, nameOf, type QualifiedName, sameName, type Schema, showName } from "@limbeck/model";
import { quoteCollation } from "../sql/identifier.ts";

import { ref } from "../ref.ts";
import { moveRoot, renameRoot, type RootFamily } from "../renameRoot.ts";
import { replaceOne } from "../schemaChange.ts";
import { followCollation } from "./followCollation.ts";

const family: RootFamily<"renameCollation", "setCollationSchema"> = {
  rename: "renameCollation",
  move: "setCollationSchema",
  noun: "collation",
  word: "COLLATION",
  quote: quoteCollation,
  lacking: "collations in SQL",
  refs: (name) => [ref.collation(foundName("collation", name))],
  follow: (schema, name, target) => {
    const { collations, ...others } = schema;
    const [old, now] = [foundName("collation", name), foundName("collation", target)];
    return { ...followCollation(others, old, now), collations: withName(collations, name, target) };
  },
};

export const renameCollationOperations = {
  /** Gives a collation another name; columns, domains, indexes and expressions follow by themselves. */
  renameCollation: renameRoot(family),
  /** Moves a collation to another PostgreSQL schema; what sorts by it follows by itself. */
  setCollationSchema: moveRoot(family),
};

function withName(
  collations: Schema["collations"],
  name: QualifiedName,
  target: QualifiedName,
): Schema["collations"] {
  return replaceOne(
    collations,
    (one) => sameName(one, name),
    ({ schema: _, ...one }) => ({ ...one, ...nameOf(target) }),
    `collation ${showName(name)}`,
  );
}
