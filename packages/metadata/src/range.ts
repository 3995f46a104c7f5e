import { canonicalCollation, type QualifiedName, type Range, routineType } from "@limbeck/model";

import { type PgRoutine } from "./declarations/function.ts";
import { type PgPlacedName, type PgRangeConfig } from "./declarations/range.ts";
import { declarationsOf, schemaNameOf } from "./declared.ts";
import { distinct, type Placed } from "./distinct.ts";
import { type ModelModule } from "./exports.ts";
import { declaredFunction } from "./function.ts";
import { type Reading } from "./reading.ts";
import { typeName } from "./typeName.ts";

type Config = PgRangeConfig & { readonly name: string };

/** The declared range types. Errors: `name-clash`. */
export function readRanges(modules: readonly ModelModule[], reading: Reading): readonly Placed<Range>[] {
  const declared = declarationsOf<Config>(modules, "range");
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
    ...(subtypeDiff === undefined ? {} : { subtypeDiff: functionOf(subtypeDiff, reading) }),
    ...(multirange === undefined ? {} : { multirange: multirangeOf(multirange, own, reading) }),
    ...(comment === undefined ? {} : { comment }),
  };
}

function functionOf(said: PgPlacedName | PgRoutine, reading: Reading): QualifiedName {
  if (typeof said !== "string" && "functionName" in said)
    return declaredFunction(said, reading) ?? { name: said.functionName };
  return placed(said, reading);
}

function placed(said: PgPlacedName, reading: Reading): QualifiedName {
  const { schema, name } = typeof said === "string" ? { schema: undefined, name: said } : said;
  return reading.qualified(schema === "pg_catalog" ? undefined : schema, name);
}

/** Without a schema of its own it stands beside the range type. */
function multirangeOf(said: PgPlacedName, own: QualifiedName, reading: Reading): QualifiedName {
  return typeof said === "string" ? reading.qualified(own.schema, said) : placed(said, reading);
}
