import { type Attribute, type Composite, nameOf, type QualifiedName, sameText } from "@limbeck/model";

import { type Carrying, remakeTypeSql } from "../enum/remade.ts";
import { type EnumUses } from "../enum/uses.ts";
import { type CompositeDefinition } from "../input/compositeInput.ts";
import { commentSql } from "../sql/comment.ts";
import { attributeComment, attributeSql, createCompositeSql } from "../sql/composite.ts";
import { quoteIdentifier, quoteType } from "../sql/identifier.ts";
import { typeSql } from "../sql/type.ts";

interface Change {
  readonly from: CompositeDefinition;
  readonly to: CompositeDefinition;
}

interface Steps {
  readonly dropped: readonly Attribute[];
  readonly kept: readonly (readonly [Attribute, Attribute])[];
  readonly added: readonly Attribute[];
}

/**
 * The attributes that go, stay and come, where a composite type can be changed where it stands: PostgreSQL adds attributes at the end
 * only. Undefined where it has to be made anew.
 */
export function compositeSteps({ from, to }: Change): Steps | undefined {
  const differ = to.attributes.findIndex(({ name }, at) => from.attributes[at]?.name !== name);
  const end = differ < 0 ? to.attributes.length : differ;
  const [dropped, added] = [from.attributes.slice(end), to.attributes.slice(end)];
  const gone = new Set(dropped.map(({ name }) => name));
  if (added.some(({ name }) => gone.has(name))) return undefined;
  const kept = to.attributes.slice(0, end).flatMap((attribute, at) => {
    const was = from.attributes[at];
    return was === undefined ? [] : [[was, attribute] as const];
  });
  return { dropped, kept, added };
}

/** Whether an attribute that stays gets another type or collation, which PostgreSQL refuses while a column is of the composite type. */
export function retypesAttribute(change: Change): boolean {
  return compositeSteps(change)?.kept.some(([from, to]) => isRetyped(from, to)) === true;
}

function isRetyped(from: Attribute, to: Attribute): boolean {
  return !sameText(from.type, to.type) || from.collation !== to.collation;
}

/** The statements that change a composite type where it stands. */
export function alterCompositeSql(name: QualifiedName, { dropped, kept, added }: Steps): readonly string[] {
  const alter = (action: string): string => `ALTER TYPE ${quoteType(name)} ${action}`;
  return [
    ...dropped.map((attribute) => alter(`DROP ATTRIBUTE ${quoteIdentifier(attribute.name)}`)),
    ...kept
      .filter(([from, to]) => isRetyped(from, to))
      .map(([, to]) => alter(`ALTER ATTRIBUTE ${retypeSql(to)}`)),
    ...added.map((attribute) => alter(`ADD ATTRIBUTE ${attributeSql(attribute)}`)),
    ...kept
      .filter(([from, to]) => from.comment !== to.comment)
      .map(([, to]) => commentSql({ table: nameOf(name), column: to.name }, to.comment ?? null)),
    ...added.flatMap((attribute) => attributeComment(name, attribute)),
  ];
}

function retypeSql({ name, type, collation }: Attribute): string {
  const collate = collation === undefined ? "" : ` COLLATE ${collation}`;
  return `${quoteIdentifier(name)} TYPE ${typeSql(type)}${collate}`;
}

/** Makes a composite type anew under its name and carries the columns of the old one over. */
export function remakeCompositeSql(
  composite: Composite,
  uses: EnumUses,
  carrying: Carrying,
): readonly string[] {
  return remakeTypeSql({ names: [nameOf(composite)], create: createCompositeSql(composite) }, uses, carrying);
}
