import { type Composite, nameKey, nameOf, type QualifiedName, sameValue, type Schema } from "@limbeck/model";
import {
  type AlterComposite,
  type CompositeDefinition,
  compositeSteps,
  defined,
  retypesAttribute,
} from "@limbeck/operations";

import { objectComment } from "../comments.ts";
import { type Fields, same } from "../fields.ts";
import { alone, diffTypes, type TypeChange } from "./typeChanges.ts";
import { type Around, NO_USES, usesAround } from "./typeUses.ts";
import { hasColumnOf, namesOfType, standingOn } from "./standing.ts";

const COMPOSITE = {
  schema: "identity",
  name: "identity",
  attributes: "compared",
  comment: "separate",
} as const satisfies Fields<Composite>;

type Sides = readonly [before: Composite, after: Composite];

/** The composite types that are on both sides and not the same. */
export function changedComposites(before: Schema, after: Schema): readonly Sides[] {
  const old = new Map(before.composites.map((composite) => [nameKey(composite), composite]));
  return after.composites.flatMap((composite) => {
    const was = old.get(nameKey(composite));
    return was === undefined || same(COMPOSITE, was, composite) ? [] : [[was, composite] as const];
  });
}

/** Those that are made anew, because they cannot be changed where they stand. */
export function remadeComposites(before: Schema, after: Schema): readonly QualifiedName[] {
  return changedComposites(before, after)
    .filter((sides) => isRemade(sides, before, after))
    .map(([, composite]) => nameOf(composite));
}

function isRemade([from, to]: Sides, before: Schema, after: Schema): boolean {
  if (compositeSteps({ from, to }) === undefined) return true;
  if (!retypesAttribute({ from, to })) return false;
  const names = [to, ...standingOn([to], before).flatMap(namesOfType)];
  const keys = new Set(names.map(nameKey));
  return [before, after].some((schema) => hasColumnOf(keys, schema));
}

export function diffComposites(around: Around): readonly TypeChange[] {
  return diffTypes(around.before.composites, around.after.composites, around, {
    create: (composite) => ({ kind: "createComposite", composite }),
    drop: (composite) => ({ kind: "dropComposite", name: nameOf(composite), composite }),
    change: (was, composite) => changed([was, composite], around),
  });
}

function changed([before, after]: Sides, around: Around): TypeChange {
  const comment = objectComment({ type: nameOf(after) }, before, after);
  if (same(COMPOSITE, before, after)) return alone(...comment);
  const remade = isRemade([before, after], around.before, around.after);
  const uses = remade ? usesAround([nameOf(after)], around) : NO_USES;
  const alter: AlterComposite = defined({
    kind: "alterComposite" as const,
    name: nameOf(after),
    from: inWordsOf(after, before),
    to: definition(after),
    uses,
    comment: remade ? before.comment : undefined,
  });
  return { operations: [alter, ...comment], carried: uses.columns, remade: remade ? [nameKey(after)] : [] };
}

function definition({ attributes }: Composite): CompositeDefinition {
  return { attributes };
}

/** The old definition, in the spelling of the new one wherever the two mean the same: a file knows only spellings. */
function inWordsOf(after: Composite, before: Composite): CompositeDefinition {
  const now = new Map(after.attributes.map((attribute) => [attribute.name, attribute.type]));
  return {
    attributes: before.attributes.map((attribute) => {
      const type = now.get(attribute.name);
      return type !== undefined && sameValue(type, attribute.type) ? { ...attribute, type } : attribute;
    }),
  };
}
