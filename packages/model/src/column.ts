import { type ColumnSettings } from "./columnSettings.ts";
import { type OnConflict } from "./constraint.ts";
import { type Default } from "./default.ts";
import { type Generated } from "./generated.ts";
import { type Identity } from "./identity.ts";
import { type SqlText } from "./sqlText.ts";

export interface Column extends ColumnSettings {
  readonly name: string;
  /** The type with its arguments and brackets: `varchar(20)`, `auth.level[]`. */
  readonly type: SqlText;
  /**
   * PostgreSQL: what text sorts by, as SQL names it, always quoted: `"C"`, `"app"."german"`. Absent: what the type brings.
   * SQLite: the bare name, in capitals where it is one of SQLite's own: `NOCASE`. Absent: BINARY.
   */
  readonly collation?: string;
  readonly nullable: boolean;
  /** SQLite: what a statement does that would put NULL in it. */
  readonly notNullOnConflict?: OnConflict;
  /** What its NOT NULL is called (CONSTRAINT … NOT NULL); absent where the server chose. PostgreSQL keeps it from 18 on. */
  readonly notNullName?: string;
  /** PostgreSQL: rows that were there before its NOT NULL may hold NULL (NOT VALID). */
  readonly notNullNotValid?: true;
  /** PostgreSQL: its NOT NULL holds for the table alone, and not for those that inherit from it (NO INHERIT). */
  readonly notNullNoInherit?: true;
  readonly default?: Default;
  readonly identity?: Identity;
  readonly generated?: Generated;
  readonly comment?: string;
}
