import { type DrizzleForeignKey, type DrizzleReference } from "./drizzle/constraintShape.ts";
import { type DrizzleTable } from "./drizzle/drizzle.ts";
import { type DrizzlePolicy } from "./drizzle/objectShape.ts";
import { partsOf, type TableParts } from "./drizzle/table.ts";
import { type Declared, foreignKeyUnresolved, tableCallbackFailed } from "./errors.ts";
import { optionsOf } from "./constraint.ts";
import { type Builders, type Built, type ExtraConfig, readExtraConfig } from "./extraConfig.ts";

/** A table of the models with all of the user's callbacks already run, each of them once. */
export interface ModelTable {
  readonly parts: TableParts;
  readonly extra: ExtraConfig;
  readonly references: readonly Built<ResolvedForeignKey>[];
  /** Policies that stand outside of the table: `pgPolicy(…).link(table)`. */
  readonly linked: readonly Built<DrizzlePolicy>[];
  readonly declared: Declared;
}

export interface ResolvedForeignKey {
  readonly foreignKey: DrizzleForeignKey;
  readonly reference: DrizzleReference;
}

/** Runs the callbacks of a table. Fails with `table-callback-failed` and `foreign-key-unresolved`. */
export function modelTable(
  table: DrizzleTable,
  declared: Declared,
  builders: Builders,
  linked: readonly Built<DrizzlePolicy>[] = [],
): ModelTable {
  const parts = partsOf(table);
  const extra = extraOf(table, parts, declared.file, builders);
  const foreignKeys = [
    ...parts.inlineForeignKeys.map((built) => ({ built, options: undefined })),
    ...extra.foreignKeys,
  ];
  const references = foreignKeys.map(({ built, options, ...comment }) => {
    const reference = resolved(built, parts.name, declared.file);
    return {
      built: { foreignKey: built, reference },
      // What is said of a foreign key behind a column is said around the column.
      options: options ?? optionsOf(reference.columns[0] ?? {}),
      ...comment,
    };
  });
  return { parts, extra, references, linked, declared };
}

function extraOf(table: DrizzleTable, parts: TableParts, file: string, builders: Builders): ExtraConfig {
  try {
    return readExtraConfig(parts.callback?.(), table, builders);
  } catch (cause) {
    throw tableCallbackFailed(parts.name, file, cause);
  }
}

/** With files that import each other in a circle the callback throws, or gives undefined for a column. */
function resolved(foreignKey: DrizzleForeignKey, table: string, file: string): DrizzleReference {
  let reference: DrizzleReference;
  try {
    reference = foreignKey.reference();
  } catch (cause) {
    throw foreignKeyUnresolved(table, file, cause);
  }
  const columns: readonly unknown[] = [...reference.columns, ...reference.foreignColumns];
  if (columns.length === 0 || columns.includes(undefined)) throw foreignKeyUnresolved(table, file);
  return reference;
}
