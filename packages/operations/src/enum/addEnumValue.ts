import { type Enum, type QualifiedName, showName } from "@limbeck/model";

import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, type Plan } from "../plan.ts";
import { quoteType } from "../sql/identifier.ts";
import { quoteString } from "../sql/literal.ts";
import { remadeTouches } from "./remade.ts";
import { type ReplaceEnum } from "./replaceEnum.ts";
import { type EnumUses } from "./uses.ts";
import { changeValues } from "./values.ts";

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

export const addEnumValueOperations = {
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
};

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
