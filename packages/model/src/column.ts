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
  /** SQLite: what its NOT NULL is called (CONSTRAINT … NOT NULL). */
  readonly notNullName?: string;
  readonly default?: Default;
  readonly identity?: Identity;
  readonly generated?: Generated;
  readonly comment?: string;
}
