import { type PgTypeName } from "./declarations/function.ts";
import { type Reading } from "./reading.ts";
import { quoteIdentifier } from "./sql/identifier.ts";

/** The text of a type that a declaration says by its name or by its `pgEnum`. */
export function typeName(type: PgTypeName, reading: Reading): string {
  if (typeof type === "string") return type;
  const { schema, name } = reading.qualified(type.schema, type.enumName);
  return (schema === undefined ? [name] : [schema, name]).map(quoteIdentifier).join(".");
}
