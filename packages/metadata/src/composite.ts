import {
  type Attribute,
  canonicalType,
  canonicalCollation,
  type Composite,
  splitCollation,
  truncateName,
} from "@limbeck/model";

import { type PgAttribute, type PgCompositeConfig } from "./declarations/composite.ts";
import { type PgTypeName } from "./declarations/function.ts";
import { declarationsOf, schemaNameOf } from "./declared.ts";
import { distinct, type Placed } from "./distinct.ts";
import { type Found } from "./exports.ts";
import { type Reading } from "./reading.ts";
import { typeName } from "./typeName.ts";

type Config = PgCompositeConfig & {
  readonly name: string;
  readonly attributes: Readonly<Record<string, PgTypeName | PgAttribute>>;
};

/** The declared composite types. Errors: `name-clash`. */
export function readComposites(found: readonly Found[], reading: Reading): readonly Placed<Composite>[] {
  const declared = declarationsOf<Config>(found, "composite");
  return distinct(
    "composite type",
    declared.map(({ config, declared: place }) => ({
      noun: readComposite(config, reading),
      declared: place,
    })),
  );
}

function readComposite({ name, schema, attributes, comment }: Config, reading: Reading): Composite {
  return {
    ...reading.qualified(schemaNameOf(schema), name),
    attributes: Object.entries(attributes).map(([key, said]) =>
      readAttribute(truncateName(key), said, reading),
    ),
    ...(comment === undefined ? {} : { comment }),
  };
}

function readAttribute(name: string, said: PgTypeName | PgAttribute, reading: Reading): Attribute {
  const { type, collation, comment } = isAttribute(said) ? said : { type: said };
  const split = splitCollation(typeName(type, reading));
  const sorted = collation === undefined ? split.collation : canonicalCollation(collation);
  const canonical = canonicalType(split.type);
  return {
    name,
    type: canonical === undefined ? { written: split.type } : { written: split.type, canonical },
    ...(sorted === undefined ? {} : { collation: sorted }),
    ...(comment === undefined ? {} : { comment }),
  };
}

function isAttribute(said: PgTypeName | PgAttribute): said is PgAttribute {
  return typeof said === "object" && "type" in said;
}
