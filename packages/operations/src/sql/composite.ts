import { type Attribute, type Composite, nameOf, type QualifiedName } from "@limbeck/model";

import { commentStatements } from "./comment.ts";
import { quoteIdentifier, quoteType } from "./identifier.ts";
import { typeSql } from "./type.ts";

export function createCompositeSql(composite: Composite): readonly string[] {
  const { attributes, comment } = composite;
  return [
    `CREATE TYPE ${quoteType(composite)} AS (${attributes.map(attributeSql).join(", ")})`,
    ...commentStatements({ type: nameOf(composite) }, comment),
    ...attributes.flatMap((attribute) => attributeComment(composite, attribute)),
  ];
}

/** `"street" text COLLATE "C"` */
export function attributeSql({ name, type, collation }: Attribute): string {
  const collate = collation === undefined ? "" : ` COLLATE ${collation}`;
  return `${quoteIdentifier(name)} ${typeSql(type)}${collate}`;
}

export function attributeComment(type: QualifiedName, { name, comment }: Attribute): readonly string[] {
  return commentStatements({ table: nameOf(type), column: name }, comment);
}
