import { type Attribute, type QualifiedName, sameName, sameText } from "@limbeck/model";

import { carryDefault, remadeTouches } from "../enum/remade.ts";
import { type EnumUses, enumUses, type EnumUsesInput, enumUsesInput, reverseUses } from "../enum/uses.ts";
import { type Hazard } from "../hazard.ts";
import {
  type CompositeDefinition,
  compositeDefinition,
  type CompositeInput,
  compositeInput,
} from "../input/compositeInput.ts";
import { defined } from "../input/defined.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { operation } from "../operation.ts";
import { notOnSqlite, type Plan, statements } from "../plan.ts";
import { arraysOf, type Ref, ref, type Touches, usesOf } from "../ref.ts";
import { replaceOne } from "../schemaChange.ts";
import { namespaceRefs } from "../table/touches.ts";
import { alterCompositeSql, compositeSteps, remakeCompositeSql, retypesAttribute } from "./compositeSql.ts";
import { heldTypes, show } from "./held.ts";

/** Changes a composite type where it stands, or makes it anew and carries the named columns over. */
export interface AlterComposite {
  readonly kind: "alterComposite";
  readonly name: QualifiedName;
  readonly from: CompositeDefinition;
  readonly to: CompositeDefinition;
  /** What stands in the way where it is made anew. */
  readonly uses: EnumUses;
  /** The comment that a type that is made anew gets again. */
  readonly comment?: string;
}

export interface AlterCompositeInput extends EnumUsesInput {
  readonly from: CompositeInput;
  readonly to: CompositeInput;
  readonly comment?: string;
}

export const alterCompositeOperations = {
  /**
   * Changes a composite type from one definition to another. Where PostgreSQL cannot do that where it stands, it is made anew, and the
   * named columns are carried over.
   */
  alterComposite: operation({
    directive: (name: NameInput, input: AlterCompositeInput): AlterComposite => {
      const { from, to, comment, ...uses } = input;
      return defined({
        kind: "alterComposite" as const,
        name: qualifiedName(name),
        from: compositeDefinition(from),
        to: compositeDefinition(to),
        uses: enumUses(uses),
        comment,
      });
    },
    args: ({ name, from, to, uses, comment }): [NameInput, AlterCompositeInput] => [
      nameInput(name),
      defined({ from: compositeInput(from), to: compositeInput(to), ...enumUsesInput(uses), comment }),
    ],
    reverse: (op): AlterComposite => ({ ...op, from: op.to, to: op.from, uses: reverseUses(op.uses) }),
    describe: (op) => `${show(op.name)}: changed`,
    apply: (schema, op) => {
      const composites = replaceOne(
        schema.composites,
        (item) => sameName(item, op.name),
        ({ comment }) => defined({ ...op.name, ...op.to, comment }),
        show(op.name),
      );
      return op.uses.columns.reduce(carryDefault, { ...schema, composites });
    },
    touches: alterTouches,
    hazards: alterHazards,
    compile: { postgres: alterPlan, sqlite: notOnSqlite("composite types") },
  }),
};

function isRemade(op: AlterComposite): boolean {
  const { columns, types = [] } = op.uses;
  return compositeSteps(op) === undefined || columns.length > 0 || types.length > 0;
}

/** The attributes that the one definition has and the other has not, or not so. */
function attributesOnly(of: CompositeDefinition, other: CompositeDefinition): readonly Ref[] {
  const others = new Map(other.attributes.map(({ name, type }) => [name, type]));
  const isOwn = ({ name, type }: Attribute): boolean => {
    const there = others.get(name);
    return there === undefined || !sameText(there, type);
  };
  return of.attributes.filter(isOwn).map(({ name }) => ref.attribute(name));
}

function alterTouches(op: AlterComposite): Touches {
  const types = [ref.type(op.name), usesOf(ref.type(op.name))];
  const around = isRemade(op)
    ? remadeTouches([op.name], op.uses)
    : { makes: types, breaks: [ref.type(op.name)] };
  return {
    makes: [...around.makes, ...attributesOnly(op.to, op.from)],
    breaks: [...around.breaks, ...attributesOnly(op.from, op.to)],
    needs: [...namespaceRefs(op.name), ...heldTypes(op.to), ...heldTypes(op.to).map(arraysOf)],
    leaves: heldTypes(op.from),
  };
}

function alterHazards({ name, from, to, uses }: AlterComposite): readonly Hazard[] {
  const stays = new Set(to.attributes.map((attribute) => attribute.name));
  const gone = from.attributes.map((attribute) => attribute.name).filter((one) => !stays.has(one));
  const lost = gone.map((attribute): Hazard => {
    const message = `drops attribute ${attribute} of ${show(name)} and its values`;
    return { code: "loses-column", message, loses: [{ kind: "attribute", type: name, attribute }] };
  });
  const moves = uses.columns.length > 0 && retypesAttribute({ from, to });
  const message = `attributes of ${show(name)} get other types: fails if a value does not fit`;
  return moves ? [...lost, { code: "fails-on-values", message }] : lost;
}

function alterPlan(op: AlterComposite): Plan {
  const steps = compositeSteps(op);
  if (steps !== undefined && !isRemade(op)) return statements(...alterCompositeSql(op.name, steps));
  const composite = defined({ ...op.name, ...op.to, comment: op.comment });
  const names = ({ attributes }: CompositeDefinition): string =>
    JSON.stringify(attributes.map(({ name }) => name));
  const carrying = names(op.from) === names(op.to) ? "text" : "names";
  return statements(...remakeCompositeSql(composite, op.uses, carrying));
}
