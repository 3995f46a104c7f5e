import { foundName, type QualifiedName } from "@limbeck/model";

import { type PgRoutine } from "./declarations/function.ts";
import { type PgPlacedName } from "./declarations/placedName.ts";
import { declaredFunction } from "./function.ts";
import { type Reading } from "./reading.ts";

/** What a name says; what stands in `pg_catalog` needs no schema. */
export function placed(said: PgPlacedName, reading: Reading): QualifiedName {
  const { schema, name } = typeof said === "string" ? { schema: undefined, name: said } : said;
  return reading.qualified(schema === "pg_catalog" ? undefined : schema, name);
}

/** The function of a name, or one that is declared. */
export function placedFunction(said: PgPlacedName | PgRoutine, reading: Reading): QualifiedName {
  if (typeof said !== "string" && "functionName" in said)
    return foundName("routine", declaredFunction(said, reading) ?? { name: said.functionName });
  const name = placed(said, reading);
  const isPlaced = typeof said !== "string" && said.schema !== undefined && said.schema !== "pg_catalog";
  return isPlaced ? foundName("routine", name) : name;
}
