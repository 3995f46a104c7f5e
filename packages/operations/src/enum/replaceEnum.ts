import { type Enum, type QualifiedName, showName } from "@limbeck/model";

import { type Change, reverseChange } from "../change.ts";
import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { defined } from "../input/defined.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { operation } from "../operation.ts";
import { notOnSqlite, statements } from "../plan.ts";
import { type AddEnumValue, type EnumPosition } from "./addEnumValue.ts";
import { holdersOfGone } from "./mappedRows.ts";
import { carryDefault, remadeTouches } from "./remade.ts";
import { replaceEnumSql } from "./replaceEnumSql.ts";
import { type EnumUses, enumUses, type EnumUsesInput, enumUsesInput, reverseUses } from "./uses.ts";
import {
  replaceHazards,
  reverseMap,
  type ValueMap,
  valueMap,
  type ValueMapInput,
  valueMapInput,
} from "./valueMap.ts";
import { changeValues, valuesWords } from "./values.ts";

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

export const replaceEnumOperations = {
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

function typeAfter({ name, values, comment }: ReplaceEnum): Enum {
  return { ...name, values: values.to, ...(comment === undefined ? {} : { comment }) };
}
