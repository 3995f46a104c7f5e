import { type Attribute, type Composite } from "@limbeck/model";

import { type Called, calledCollation, collationText } from "./calledCollation.ts";
import { commentOf } from "./comment.ts";
import { type Context } from "./context.ts";
import { type NamedRow, qualifiedName, type Reader } from "./reader.ts";
import { ofUser, type Scope } from "./scope.ts";

interface CompositeRow extends NamedRow {
  /** The oid of its row in `pg_class`, which the comments of its attributes hang on. */
  readonly relation: number;
  readonly attributes: readonly AttributeRow[];
}

interface AttributeRow {
  readonly number: number;
  readonly name: string;
  readonly type: string;
  readonly collation: Called | null;
}

const attributes = (
  scope: Scope,
): string => `SELECT coalesce(json_agg(json_build_object('number', a.attnum, 'name', a.attname,
        'type', format_type(a.atttypid, a.atttypmod), 'collation', ${calledCollation(scope, "o", "p")}) ORDER BY a.attnum), '[]')
      FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid
      LEFT JOIN pg_collation o ON o.oid = a.attcollation AND o.oid <> y.typcollation
      LEFT JOIN pg_namespace p ON p.oid = o.collnamespace
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped`;

/** The row types of tables and views are composite too; those of a composite type's own have a relation of kind `c`. */
export const compositeReader: Reader<CompositeRow, Composite> = {
  question: (scope) => ({
    columns: {
      oid: "t.oid::int8",
      relation: "c.oid::int8",
      schema: "ns.schema",
      name: "t.typname",
      attributes: `(${attributes(scope)})`,
    },
    from: `FROM pg_type t JOIN ns ON ns.oid = t.typnamespace JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
    WHERE ${ofUser("pg_type", "t.oid")}`,
  }),
  read: (row, context) => ({
    ...qualifiedName(row),
    attributes: row.attributes.map((attribute) => attributeOf(attribute, row.relation, context)),
    ...commentOf(context, "pg_type", row.oid),
  }),
};

function attributeOf(row: AttributeRow, relation: number, context: Context): Attribute {
  return {
    name: row.name,
    type: { canonical: row.type },
    ...(row.collation === null ? {} : { collation: collationText(row.collation) }),
    ...commentOf(context, "pg_class", relation, row.number),
  };
}
