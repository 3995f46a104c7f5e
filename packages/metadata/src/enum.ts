import { type Enum, type QualifiedName } from "@limbeck/model";
import { commentOf } from "./comment.ts";
import { type DrizzleEnum } from "./drizzle/drizzle.ts";
import { type Reading } from "./reading.ts";

export function enumName({ schema, enumName: name }: DrizzleEnum, reading: Reading): QualifiedName {
  return reading.qualified(schema, name);
}

export function readEnum(drizzleEnum: DrizzleEnum, reading: Reading): Enum {
  return {
    ...enumName(drizzleEnum, reading),
    values: [...drizzleEnum.enumValues],
    ...commentOf(drizzleEnum),
  };
}
