import { type Schema } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { createIndex, dropIndex } from "./indexes.ts";
import { createKey } from "./keys.ts";
import { createCheck, createForeignKey } from "./constraints.ts";
import { alterColumn, backfill } from "./notNull.ts";
import { type Kitchen, type Of } from "./kitchen.ts";
import { standingIn } from "./standing.ts";
import { withoutGaps } from "./swap.ts";

type Recipe<K extends Operation["kind"]> = (op: Of<K>, kitchen: Kitchen) => readonly Operation[];

/** The kinds of operations that keep readers or writers of a table waiting while they look at all of its rows. */
const RECIPES: { readonly [K in Operation["kind"]]?: Recipe<K> } = {
  createIndex,
  dropIndex,
  createUnique: createKey,
  createPrimaryKey: createKey,
  createCheck,
  createForeignKey,
  backfill,
  alterColumn,
};

/**
 * The same change in steps that keep nobody waiting who works with a table meanwhile: indexes are built concurrently, constraints come
 * NOT VALID and are validated in a transaction of their own, NOT NULL follows from a check that holds. Only tables that are there
 * in `before` are changed so; nobody waits for one that the list makes. (PostgreSQL manual, CREATE INDEX, *Building Indexes
 * Concurrently*, and ALTER TABLE, *Notes*.)
 */
export function online(operations: readonly Operation[], before: Schema): readonly Operation[] {
  const standing = standingIn(operations, before);
  const kitchen = { standing, operations };
  return withoutGaps(operations, standing).flatMap((op) => cook(op, kitchen));
}

function cook<K extends Operation["kind"]>(op: Of<K>, kitchen: Kitchen): readonly Operation[] {
  const recipe = RECIPES[op.kind];
  return recipe?.(op, kitchen) ?? [op];
}
