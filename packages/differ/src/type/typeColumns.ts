import { canonicalSpelling, type Column, nameOf, type QualifiedName, sameName } from "@limbeck/model";
import { defined, type EnumColumn, namedType, quoteLiteral } from "@limbeck/operations";

import { castsTo } from "../mentions.ts";
import { type TablePlan } from "../plan.ts";
import { defaultText, sameDefault } from "../table/columns.ts";

/** Which default a column ends with. */
export type PickDefault = (before: Column, after: Column) => Column["default"];

/** The columns that are of one of the types, the first being the one that is made anew. */
export function columnsOf(
  [type, ...others]: readonly QualifiedName[],
  plan: TablePlan,
  to: PickDefault,
): readonly EnumColumn[] {
  const old = new Map(plan.before.columns.map((column) => [column.name, column]));
  return plan.after.columns.flatMap((column) => {
    const was = old.get(column.name);
    const named = namedType(column.type);
    const stays = was !== undefined && keepsColumn(plan, column);
    if (!stays || named === undefined) return [];
    const of = others.find((other) => sameName(other, named));
    if (of === undefined && (type === undefined || !sameName(type, named))) return [];
    return [
      { ...enumColumn(nameOf(plan.after), column, of, was.default, to(was, column)), ...storageOf(was) },
    ];
  });
}

/** Whether a column is the same one while types are made anew, be it made anew itself on the way back, once they have changed back. */
function keepsColumn({ retyped, removed }: TablePlan, { name }: Pick<Column, "name">): boolean {
  return !retyped.has(name) && !removed.some((column) => column.name === name);
}

/** Columns of other types whose default casts to one of these. */
export function columnsNaming(
  types: ReadonlySet<string>,
  plan: TablePlan,
  columns: readonly EnumColumn[],
  to: PickDefault,
): readonly EnumColumn[] {
  const old = new Map(plan.before.columns.map((column) => [column.name, column]));
  const isOther = ({ name }: Column): boolean =>
    keepsColumn(plan, { name }) &&
    !columns.some((use) => use.column === name && sameName(use.table, plan.after));
  return plan.after.columns.filter(isOther).flatMap((column) => {
    const was = old.get(column.name);
    const [from, now] = [was?.default, was === undefined ? undefined : to(was, column)];
    const own = namedType(column.type);
    if (![from, now].some((value) => value?.kind === "expression" && castsTo(value, types, own))) return [];
    return [{ ...enumColumn(nameOf(plan.after), column, undefined, from, now), stays: true as const }];
  });
}

function enumColumn(
  table: QualifiedName,
  column: Column,
  of: QualifiedName | undefined,
  from: Column["default"],
  to: Column["default"],
): EnumColumn {
  const array = canonicalSpelling(column.type).endsWith("]");
  const [before, now] = sameDefault(from, to) ? twice(from, to, column) : [from, to];
  return defined({
    table,
    column: column.name,
    of,
    array: array ? (true as const) : undefined,
    collation: column.collation,
    default:
      before === undefined && now === undefined ? undefined : { from: before ?? null, to: now ?? null },
  });
}

/**
 * A default that stays: the author's words twice where the server casts them to the type by its name, so that they mean the same under
 * the old type and the new one.
 */
function twice(from: Column["default"], to: Column["default"], { type }: Column) {
  const ofType =
    to?.kind === "literal" && defaultText(to) === `${quoteLiteral(to.value)}::${canonicalSpelling(type)}`;
  return ofType ? [to, to] : [from, to];
}

/** As they are; a change of them comes after the type. */
function storageOf({ storage, compression }: Column): Pick<Column, "storage" | "compression"> {
  return defined({ storage, compression });
}
