import { type Column, type Default } from "@limbeck/model";
import { columnSettingsOf } from "./columnSettings.ts";
import { commentOf, sequenceCommentOf } from "./comment.ts";
import { readDefault } from "./default.ts";
import { type DrizzleColumn } from "./drizzle/columnShape.ts";
import { columnUnreadable } from "./errors.ts";
import { readGenerated } from "./generated.ts";
import { readIdentity } from "./identity.ts";
import { notNullOf } from "./notNull.ts";
import { type Reading } from "./reading.ts";
import { readType } from "./type.ts";

/**
 * Reads a column. A key, an identity and serial are NOT NULL without saying so. Fails with `column-unreadable` where
 * the user's type, default or expression throws.
 */
export function readColumn(
  column: DrizzleColumn,
  table: string,
  inKey: ReadonlySet<string>,
  reading: Reading,
): Column {
  const name = reading.columnName(column);
  const attempt = <T>(part: string, read: () => T): T => {
    try {
      return read();
    } catch (cause) {
      throw columnUnreadable(table, name, part, cause);
    }
  };
  const { type, collation, serial } = attempt("type", () => readType(column, reading));
  const counted = sequenceCommentOf(column);
  const value: Default | undefined = serial
    ? { kind: "serial", ...counted }
    : attempt("default", () => readDefault(column, type, reading));
  const { generated, generatedIdentity: identity } = column;
  const notNull = column.notNull || inKey.has(name) || identity !== undefined || serial;
  return {
    name,
    type,
    ...(collation === undefined ? {} : { collation }),
    nullable: !notNull,
    ...notNullOf(column),
    ...(value === undefined ? {} : { default: value }),
    ...(identity === undefined
      ? {}
      : { identity: { ...readIdentity(identity, { table, column: name, type }), ...counted } }),
    ...(generated === undefined
      ? {}
      : { generated: attempt("generated expression", () => readGenerated(generated, reading)) }),
    ...columnSettingsOf(column),
    ...commentOf(column),
  };
}
