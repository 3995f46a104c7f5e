import { canonicalCollation, type QualifiedName, type Range, routineType } from "@limbeck/model";

import { type PgPlacedName } from "./declarations/placedName.ts";
import { type PgRangeConfig } from "./declarations/range.ts";
import { declarationsOf, schemaNameOf } from "./declared.ts";
import { distinct, type Placed } from "./distinct.ts";
import { type Found } from "./exports.ts";
import { placed, placedFunction } from "./placedName.ts";
import { type Reading } from "./reading.ts";
import { typeName } from "./typeName.ts";

type Config = PgRangeConfig & { readonly name: string };

/** The declared range types. Errors: `name-clash`. */
export function readRanges(found: readonly Found[], reading: Reading): readonly Placed<Range>[] {
  const declared = declarationsOf<Config>(found, "range");
  return distinct(
    "range type",
    declared.map(({ config, declared: place }) => ({ noun: readRange(config, reading), declared: place })),
  );
}

function readRange(config: Config, reading: Reading): Range {
  const { name, schema, subtype, operatorClass, collation, subtypeDiff, multirange, comment } = config;
  const own = reading.qualified(schemaNameOf(schema), name);
  return {
    ...own,
    subtype: routineType(typeName(subtype, reading)),
    ...(operatorClass === undefined ? {} : { operatorClass }),
    ...(collation === undefined ? {} : { collation: canonicalCollation(collation) }),
    ...(subtypeDiff === undefined ? {} : { subtypeDiff: placedFunction(subtypeDiff, reading) }),
    ...(multirange === undefined ? {} : { multirange: multirangeOf(multirange, own, reading) }),
    ...(comment === undefined ? {} : { comment }),
  };
}

/** Without a schema of its own it stands beside the range type. */
function multirangeOf(said: PgPlacedName, own: QualifiedName, reading: Reading): QualifiedName {
  return typeof said === "string" ? reading.qualified(own.schema, said) : placed(said, reading);
}
