import { type Enum, isCatalogType, type QualifiedName } from "@limbeck/model";
import { commentOf } from "./comment.ts";
import { type DrizzleEnum } from "./drizzle/objectShape.ts";
import { enumNameTaken } from "./errors.ts";
import { type Reading } from "./reading.ts";

export function enumName({ schema, enumName: name }: DrizzleEnum, reading: Reading): QualifiedName {
  return reading.qualified(schema, name);
}

/** Errors: `enum-name-taken`. */
export function readEnum(drizzleEnum: DrizzleEnum, reading: Reading): Enum {
  const name = enumName(drizzleEnum, reading);
  if (name.schema === undefined && isCatalogType(name.name)) throw enumNameTaken(name.name);
  return {
    ...name,
    values: [...drizzleEnum.enumValues],
    ...commentOf(drizzleEnum),
  };
}
