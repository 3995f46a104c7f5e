import {
  canonicalCollation,
  type Check,
  type ColumnCompression,
  type ColumnStorage,
  type Default,
  type ForeignKey,
  type Index,
  nameOf,
  type Policy,
  type QualifiedName,
  type View,
} from "@limbeck/model";

import { type Change, reverseChange } from "../change.ts";
import { type ChangeInput, changeInput, nullable, readChange } from "../input/changeInput.ts";
import {
  check,
  type CheckInput,
  checkInput,
  foreignKey,
  type ForeignKeyInput,
  foreignKeyInput,
} from "../input/constraintInput.ts";
import { type DefaultInput, defaultInput, defaultValue } from "../input/defaultInput.ts";
import { defined } from "../input/defined.ts";
import { index, type IndexInput, indexInput } from "../input/indexInput.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import {
  materializedView,
  type MaterializedViewInput,
  materializedViewInput,
  view,
  viewInput,
} from "../input/viewInput.ts";
import { policy, type PolicyInput, policyInput } from "../input/policyInput.ts";
import { sameDefaultText } from "../column/sameDefaultText.ts";
import { type CarriedType, carriedType, type CarriedTypeInput, carriedTypeInput } from "./carried.ts";

/** A column of the type, of an array of it, or of one of the types that stand on it. */
export interface EnumColumn {
  readonly table: QualifiedName;
  readonly column: string;
  /** Its type, where that is another one than the one that is made anew. */
  readonly of?: QualifiedName;
  /** Its type stays: only its default names the one that is made anew. */
  readonly stays?: true;
  readonly array?: true;
  /** Its own collation, storage and compression, which a new type would take from it. */
  readonly collation?: string;
  readonly storage?: ColumnStorage;
  readonly compression?: ColumnCompression;
  /** Its default before and after; absent where it has none. */
  readonly default?: Change<Default | null>;
}

/** What stands in the way while a type is made anew. */
export interface EnumUses {
  /** Types that stand on it, each behind those that it stands on. */
  readonly types?: readonly CarriedType[];
  readonly columns: readonly EnumColumn[];
  readonly checks: readonly { readonly table: QualifiedName; readonly check: Check }[];
  readonly indexes: readonly { readonly table: QualifiedName; readonly index: Index }[];
  readonly foreignKeys: readonly { readonly table: QualifiedName; readonly foreignKey: ForeignKey }[];
  readonly policies: readonly { readonly table: QualifiedName; readonly policy: Policy }[];
  /** Views that read the columns, each behind those that it reads. */
  readonly views?: readonly View[];
}

export interface EnumUsesInput {
  readonly types?: readonly CarriedTypeInput[];
  readonly columns?: readonly {
    readonly table: NameInput;
    readonly column: string;
    readonly of?: NameInput;
    readonly stays?: true;
    readonly array?: true;
    readonly collation?: string;
    readonly storage?: ColumnStorage;
    readonly compression?: ColumnCompression;
    readonly default?: ChangeInput<DefaultInput | null>;
  }[];
  readonly checks?: readonly (CheckInput & { readonly table: NameInput })[];
  readonly indexes?: readonly (IndexInput & { readonly table: NameInput })[];
  readonly foreignKeys?: readonly (ForeignKeyInput & { readonly table: NameInput })[];
  readonly policies?: readonly (PolicyInput & { readonly table: NameInput })[];
  readonly views?: readonly EnumViewInput[];
}

export interface EnumViewInput extends MaterializedViewInput {
  readonly name: NameInput;
  readonly materialized?: true;
}

export function enumUses({
  types = [],
  columns = [],
  checks = [],
  indexes = [],
  foreignKeys = [],
  policies = [],
  views = [],
}: EnumUsesInput): EnumUses {
  return {
    ...(types.length === 0 ? {} : { types: types.map(carriedType) }),
    ...(views.length === 0 ? {} : { views: views.map(enumView) }),
    columns: columns.map(({ table, column, of, collation, default: value, ...rest }) =>
      defined({
        ...rest,
        table: qualifiedName(table),
        column,
        of: of === undefined ? undefined : qualifiedName(of),
        collation: collation === undefined ? undefined : canonicalCollation(collation),
        default: value === undefined ? undefined : readChange(value, nullable(defaultValue)),
      }),
    ),
    checks: checks.map(({ table, ...rest }) => ({ table: qualifiedName(table), check: check(rest) })),
    indexes: indexes.map(({ table, ...rest }) => ({ table: qualifiedName(table), index: index(rest) })),
    foreignKeys: foreignKeys.map(({ table, ...rest }) => ({
      table: qualifiedName(table),
      foreignKey: foreignKey(rest),
    })),
    policies: policies.map(({ table, ...rest }) => ({ table: qualifiedName(table), policy: policy(rest) })),
  };
}

function enumView({ name, materialized, ...input }: EnumViewInput): View {
  const named = qualifiedName(name);
  return materialized === true ? materializedView(named, input) : view(named, input);
}

function enumViewInput(item: View): EnumViewInput {
  const name = nameInput(nameOf(item));
  return item.materialized === true
    ? { name, materialized: true, ...materializedViewInput(item) }
    : { name, ...viewInput(item) };
}

export function enumUsesInput({
  types = [],
  columns,
  checks,
  indexes,
  foreignKeys,
  policies,
  views = [],
}: EnumUses): EnumUsesInput {
  return defined({
    types: filled(types.map(carriedTypeInput)),
    columns: filled(columns.map(columnInput)),
    checks: filled(checks.map(({ table, check }) => ({ table: nameInput(table), ...checkInput(check) }))),
    indexes: filled(indexes.map(({ table, index }) => ({ table: nameInput(table), ...indexInput(index) }))),
    foreignKeys: filled(
      foreignKeys.map(({ table, foreignKey }) => ({
        table: nameInput(table),
        ...foreignKeyInput(foreignKey),
      })),
    ),
    policies: filled(
      policies.map(({ table, policy }) => ({ table: nameInput(table), ...policyInput(policy) })),
    ),
    views: filled(views.map(enumViewInput)),
  });
}

function columnInput({ table, column, of, default: value, ...rest }: EnumColumn) {
  const show = nullable(defaultInput);
  const input =
    value === undefined ? undefined : sameDefaultText(value) ? show(value.to) : changeInput(value, show);
  const type = of === undefined ? undefined : nameInput(of);
  return defined({ table: nameInput(nameOf(table)), column, of: type, ...rest, default: input });
}

function filled<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** The uses turned round: each default goes back to what it was. */
export function reverseUses(uses: EnumUses): EnumUses {
  return {
    ...uses,
    columns: uses.columns.map((use) =>
      use.default === undefined ? use : { ...use, default: reverseChange(use.default) ?? use.default },
    ),
  };
}
