import { type ColumnSettings } from "./columnSettings.ts";
import { type Default } from "./default.ts";
import { type Generated } from "./generated.ts";
import { type Identity } from "./identity.ts";
import { type SqlText } from "./sqlText.ts";

export interface Column extends ColumnSettings {
  readonly name: string;
  /** The type with its arguments and brackets: `varchar(20)`, `auth.level[]`. */
  readonly type: SqlText;
  /** PostgreSQL: what text sorts by, as SQL names it, always quoted: `"C"`, `"app"."german"`. Absent: what the type brings. */
  readonly collation?: string;
  readonly nullable: boolean;
  readonly default?: Default;
  readonly identity?: Identity;
  readonly generated?: Generated;
  readonly comment?: string;
}
