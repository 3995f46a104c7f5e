import { type Schema } from "@limbeck/model";
import { quoteIdentifier, quoteString, quoteType } from "@limbeck/operations";

/**
 * What the texts of a database may name and an empty one lacks: its namespaces and enums. What cannot be made there, or
 * is there already, is passed over.
 */
export function scratchPrelude({ namespaces, enums }: Schema, defaultSchema: string): readonly string[] {
  const schemas = [defaultSchema, ...namespaces.map(({ name }) => name)];
  return [
    ...schemas.map((name) => `CREATE SCHEMA ${quoteIdentifier(name)}`),
    ...enums.map(
      (type) => `CREATE TYPE ${quoteType(type)} AS ENUM (${type.values.map(quoteString).join(", ")})`,
    ),
  ].map((statement) => `DO ${quoteString(`BEGIN ${statement}; EXCEPTION WHEN OTHERS THEN NULL; END`)}`);
}
