import { type Enum, nameOf, type QualifiedName, sameName, type Schema, showName } from "@limbeck/model";

import { type Change, reverseChange } from "../change.ts";
import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { defined } from "../input/defined.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { type IfExists, ifExistsOf, ifExistsSql, optionArgs } from "../ifExists.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, type Plan, statements } from "../plan.ts";
import { ref, usesOf } from "../ref.ts";
import { removeOne, replaceOne } from "../schemaChange.ts";
import { quoteType } from "../sql/identifier.ts";
import { quoteString } from "../sql/literal.ts";
import { namespaceRefs } from "../table/touches.ts";
import { holdersOfGone } from "./mappedRows.ts";
import { carryDefault, remadeTouches } from "./remade.ts";
import { createEnumSql, replaceEnumSql } from "./replaceEnumSql.ts";
import { type EnumUses, enumUses, type EnumUsesInput, enumUsesInput, reverseUses } from "./uses.ts";
import {
  replaceHazards,
  reverseMap,
  type ValueMap,
  valueMap,
  type ValueMapInput,
  valueMapInput,
} from "./valueMap.ts";

export interface CreateEnum {
  readonly kind: "createEnum";
  readonly type: Enum;
}

export interface DropEnum extends IfExists {
  readonly kind: "dropEnum";
  readonly name: QualifiedName;
  readonly type?: Enum;
}

/** Where a new value stands; said nothing: at the end. */
export type EnumPosition =
  { readonly before: string } | { readonly after: string } | { readonly last?: true };

export interface AddEnumValue {
  readonly kind: "addEnumValue";
  readonly name: QualifiedName;
  readonly value: string;
  readonly position: EnumPosition;
  /** What the way back needs: taking a value out means making the type anew. */
  readonly back?: { readonly type: Enum; readonly uses: EnumUses };
  /** A table that is divided by a column of the type, which then cannot be made anew: there is no way back. */
  readonly divides?: QualifiedName;
}

export interface ReplaceEnum {
  readonly kind: "replaceEnum";
  readonly name: QualifiedName;
  readonly values: Change<readonly string[]>;
  readonly uses: EnumUses;
  readonly comment?: string;
  /** What rows get that hold a value which goes. */
  readonly map?: ValueMap;
  /** The map of the opposite, where it says more than this one turned round. */
  readonly back?: ValueMap;
  /** Set where this takes back an added value. */
  readonly added?: { readonly value: string; readonly position: EnumPosition };
}

export interface ReplaceEnumInput extends EnumUsesInput {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly comment?: string;
  /** What rows get that hold a value which goes: `{ lost: "out" }`. Those of which it says nothing stop the revision. */
  readonly map?: ValueMapInput;
}

export const enumOperations = {
  /** Creates an enum type: `op.createEnum("task_status", ["todo", "done"])`. */
  createEnum: operation({
    directive: (
      name: NameInput,
      values: readonly string[],
      options: { readonly comment?: string } = {},
    ): CreateEnum => ({
      kind: "createEnum",
      type: { ...qualifiedName(name), values, ...options },
    }),
    args: ({ type }): [NameInput, readonly string[], { readonly comment?: string }?] =>
      type.comment === undefined
        ? [nameInput(type), type.values]
        : [nameInput(type), type.values, { comment: type.comment }],
    reverse: (op): DropEnum => ({ kind: "dropEnum", name: nameOf(op.type), type: op.type }),
    describe: (op) => `enum ${showName(op.type)}: added`,
    apply: (schema, op) => ({ ...schema, enums: [...schema.enums, op.type] }),
    touches: (op) => ({ makes: [ref.type(op.type)], breaks: [], needs: namespaceRefs(op.type) }),
    hazards: noHazards,
    compile: { postgres: (op) => statements(...createEnumSql(op.type)), sqlite: notOnSqlite("enum types") },
  }),

  /** Drops an enum type that no column uses any more. With `{ ifExists: true }` one that is not there is passed over. */
  dropEnum: operation({
    directive: (name: NameInput, options: IfExists = {}): DropEnum => ({
      kind: "dropEnum",
      name: qualifiedName(name),
      ...ifExistsOf(options),
    }),
    args: (op): [NameInput, IfExists?] => [nameInput(op.name), ...optionArgs(ifExistsOf(op))],
    reverse: (op): CreateEnum | Irreversible =>
      op.type === undefined
        ? irreversible(`the values of enum ${showName(op.name)} are not known`)
        : { kind: "createEnum", type: op.type },
    describe: (op) => `enum ${showName(op.name)}: removed`,
    apply: (schema, op) => ({
      ...schema,
      enums: removeOne(schema.enums, (type) => sameName(type, op.name), `enum ${showName(op.name)}`, op),
    }),
    // What leaves the type goes first, as where the type is made anew.
    touches: ({ name }) => ({
      makes: [usesOf(ref.type(name))],
      breaks: [ref.type(name)],
      needs: namespaceRefs(name),
    }),
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(`DROP TYPE ${ifExistsSql(op)}${quoteType(op.name)}`),
      sqlite: notOnSqlite("enum types"),
    },
  }),

  /** Adds a value to an enum type: `op.addEnumValue("task_status", "blocked", { after: "todo" })`. */
  addEnumValue: operation({
    directive: (name: NameInput, value: string, position: EnumPosition = {}): AddEnumValue => ({
      kind: "addEnumValue",
      name: qualifiedName(name),
      value,
      position,
    }),
    args: (op): [NameInput, string, EnumPosition?] =>
      Object.keys(op.position).length === 0
        ? [nameInput(op.name), op.value]
        : [nameInput(op.name), op.value, op.position],
    reverse: (op): ReplaceEnum | Irreversible => takeOut(op),
    describe: (op) => `enum ${showName(op.name)}: value '${op.value}' added`,
    apply: (schema, op) => changeValues(schema, op.name, (values) => insert(values, op)),
    // Taking the value out again makes the type anew, so the order has to fit for that too.
    touches: (op) => remadeTouches([op.name], op.back?.uses),
    hazards: noHazards,
    compile: { postgres: addValuePlan, sqlite: notOnSqlite("enum types") },
  }),

  /** Makes an enum type anew with other values or another order, and carries the named columns over by their text. */
  replaceEnum: operation({
    directive: (name: NameInput, { from, to, comment, map, ...uses }: ReplaceEnumInput): ReplaceEnum =>
      defined({
        kind: "replaceEnum" as const,
        name: qualifiedName(name),
        values: { from, to },
        uses: enumUses(uses),
        comment,
        map: map === undefined ? undefined : valueMap(map, { from, to }),
      }),
    args: ({ name, values, uses, comment, map }): [NameInput, ReplaceEnumInput] => [
      nameInput(name),
      defined({
        from: values.from ?? [],
        to: values.to,
        comment,
        map: map === undefined ? undefined : valueMapInput(map),
        ...enumUsesInput(uses),
      }),
    ],
    reverse: (op): ReplaceEnum | AddEnumValue | Irreversible => putBack(op),
    describe: (op) => `enum ${showName(op.name)}: ${valuesWords(op.values)}`,
    apply: (schema, op) =>
      op.uses.columns.reduce(
        carryDefault,
        changeValues(schema, op.name, () => op.values.to),
      ),
    touches: (op) => remadeTouches([op.name], op.uses),
    hazards: (op) => replaceHazards(op, holdersOfGone(op)),
    compile: {
      postgres: (op) => statements(...replaceEnumSql(typeAfter(op), op)),
      sqlite: notOnSqlite("enum types"),
    },
  }),
};

/** What goes and comes; the whole list where values move, or where nobody knows what they were. */
function valuesWords({ from, to }: Change<readonly string[]>): string {
  const kept = from?.filter((value) => to.includes(value)) ?? [];
  const moved = kept.join("\0") !== to.filter((value) => kept.includes(value)).join("\0");
  if (from === undefined || moved) return `values ${to.join(", ")}`;
  const gone = from.filter((value) => !kept.includes(value));
  const come = to.filter((value) => !kept.includes(value));
  return [...counted(gone, "removed"), ...counted(come, "added")].join(", ");
}

function counted(values: readonly string[], what: string): readonly string[] {
  if (values.length === 0) return [];
  return [`value${values.length === 1 ? "" : "s"} ${values.map((value) => `'${value}'`).join(", ")} ${what}`];
}

function typeAfter({ name, values, comment }: ReplaceEnum): Enum {
  return { ...name, values: values.to, ...(comment === undefined ? {} : { comment }) };
}

function takeOut(op: AddEnumValue): ReplaceEnum | Irreversible {
  if (op.divides !== undefined)
    return irreversible(`table ${showName(op.divides)} is divided by a column of enum ${showName(op.name)}`);
  if (op.back === undefined) return irreversible(`which columns use enum ${showName(op.name)} is not known`);
  const { values, comment } = op.back.type;
  return {
    kind: "replaceEnum",
    name: op.name,
    values: { from: insert(values, op), to: values },
    uses: op.back.uses,
    ...(comment === undefined ? {} : { comment }),
    added: { value: op.value, position: op.position },
  };
}

function putBack(op: ReplaceEnum): ReplaceEnum | AddEnumValue | Irreversible {
  const values = reverseChange(op.values);
  if (values === undefined)
    return irreversible(`the values that enum ${showName(op.name)} had are not known`);
  if (op.added === undefined) {
    const { map: _, back: __, ...rest } = op;
    return { ...rest, values, uses: reverseUses(op.uses), ...reverseMap(op, op.values) };
  }
  const type = typeAfter(op);
  return { kind: "addEnumValue", name: op.name, ...op.added, back: { type, uses: op.uses } };
}

function changeValues(
  schema: Schema,
  name: QualifiedName,
  change: (values: readonly string[]) => readonly string[],
): Schema {
  const fits = (type: Enum): boolean => sameName(type, name);
  const enums = replaceOne(
    schema.enums,
    fits,
    (type) => ({ ...type, values: change(type.values) }),
    `enum ${showName(name)}`,
  );
  return { ...schema, enums };
}

function insert(
  values: readonly string[],
  { value, position }: Pick<AddEnumValue, "value" | "position">,
): readonly string[] {
  if ("before" in position) return values.toSpliced(values.indexOf(position.before), 0, value);
  if ("after" in position) return values.toSpliced(values.indexOf(position.after) + 1, 0, value);
  return [...values, value];
}

/** IF NOT EXISTS, because it may have been committed ahead of a transaction that then failed. */
function addValuePlan({ name, value, position }: AddEnumValue): Plan {
  const where =
    "before" in position
      ? ` BEFORE ${quoteString(position.before)}`
      : "after" in position
        ? ` AFTER ${quoteString(position.after)}`
        : "";
  const sql = `ALTER TYPE ${quoteType(name)} ADD VALUE IF NOT EXISTS ${quoteString(value)}${where}`;
  return { kind: "statements", statements: [{ sql, transaction: "ahead" }] };
}
