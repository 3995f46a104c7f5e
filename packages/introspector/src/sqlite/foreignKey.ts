import { foldName, type ForeignKey } from "@limbeck/model";
import { primaryKeyIn } from "./column.ts";
import { type ForeignKeyDefinition } from "./parse/definition.ts";
import { nameOf, ownColumn, type Relation, type Site } from "./site.ts";

export function foreignKeysOf(site: Site): readonly ForeignKey[] {
  return site.definition.constraints.flatMap((constraint) =>
    constraint.kind === "foreignKey" ? [foreignKeyOf(site, constraint)] : [],
  );
}

function foreignKeyOf(site: Site, constraint: ForeignKeyDefinition): ForeignKey {
  const columns = constraint.columns.map((column) => ownColumn(site, column));
  const { onDelete, onUpdate, deferrable } = constraint;
  return {
    ...nameOf(site, constraint, columns, "fkey"),
    columns,
    references: referenced(site, constraint),
    ...(onDelete === undefined ? {} : { onDelete }),
    ...(onUpdate === undefined ? {} : { onUpdate }),
    ...matchOf(constraint),
    ...(deferrable === undefined ? {} : { deferrable }),
  };
}

/** The columns that it leads to, those of the primary key where it names none. A table that is not there has none to be known. */
function referenced(site: Site, { table, targets }: ForeignKeyDefinition): ForeignKey["references"] {
  const relation = site.relations.get(foldName(table));
  const names = targets.length > 0 ? targets : keyOf(relation);
  const { definition } = relation ?? {};
  return {
    table: { name: relation?.name ?? table },
    columns: definition === undefined ? names : names.map((name) => ownColumn({ definition }, name)),
  };
}

function keyOf(relation: Relation | undefined): readonly string[] {
  const { definition } = relation ?? {};
  const key = definition && primaryKeyIn({ definition });
  return key?.parts.map(({ column }) => column) ?? [];
}

function matchOf({ match }: ForeignKeyDefinition): Pick<ForeignKey, "match"> {
  const said = match?.toLowerCase();
  return said === "full" || said === "partial" ? { match: said } : {};
}
