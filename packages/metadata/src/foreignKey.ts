import { type ForeignKey, type ForeignKeyAction, truncateName } from "@limbeck/model";
import { said } from "./constraint.ts";
import { placeOf } from "./drizzle/table.ts";
import { type Built } from "./extraConfig.ts";
import { type ModelTable, type ResolvedForeignKey } from "./modelTable.ts";
import { stored } from "./names.ts";
import { type Reading } from "./reading.ts";

/**
 * The foreign keys of a table: those behind columns, then those of its callback. One that is said in both ways is one
 * key, and what the callback says holds, as in drizzle-kit.
 */
export function readForeignKeys(table: ModelTable, reading: Reading): readonly ForeignKey[] {
  const keys = table.references.map((reference) => readForeignKey(reference, table.parts.name, reading));
  return keys.filter((key, at) => !keys.slice(at + 1).some((later) => isSaidAgain(key, later)));
}

function isSaidAgain(key: ForeignKey, later: ForeignKey): boolean {
  if (key.name !== later.name) return false;
  const unnamed = key.derivedName === true && later.derivedName === true;
  return unnamed || JSON.stringify(key) === JSON.stringify(later);
}

function readForeignKey(
  { built, options, ...comment }: Built<ResolvedForeignKey>,
  table: string,
  reading: Reading,
): ForeignKey {
  const { foreignKey, reference } = built;
  const foreign = placeOf(reference.foreignTable);
  const columns = reading.names(reference.columns);
  const foreignColumns = reading.names(reference.foreignColumns);
  const { names } = reading.adapter;
  const name =
    reference.name === undefined
      ? names.foreignKey({ table, columns, foreignTable: foreign.name, foreignColumns })
      : names.chosen(reference.name, [...columns, ...foreignColumns]);
  return {
    name: truncateName(name),
    ...(reference.name === undefined ? { derivedName: true } : {}),
    columns: columns.map(stored),
    references: {
      table: reading.qualified(foreign.schema, foreign.name),
      columns: foreignColumns.map(stored),
    },
    ...action("onDelete", foreignKey.onDelete),
    ...action("onUpdate", foreignKey.onUpdate),
    ...said(
      options,
      ["onDeleteColumns", "match", "deferrable", "period", "notValid", "notEnforced"],
      reading,
    ),
    ...comment,
  };
}

const ACTIONS = {
  cascade: true,
  restrict: true,
  "set null": true,
  "set default": true,
} satisfies Record<ForeignKeyAction, true>;

/** `no action` is what PostgreSQL stores for nothing said. */
export function action(
  event: "onDelete" | "onUpdate",
  given: string | undefined,
): Pick<ForeignKey, typeof event> {
  return isAction(given) ? { [event]: given } : {};
}

function isAction(text: string | undefined): text is ForeignKeyAction {
  return text !== undefined && text in ACTIONS;
}
