import { type Default } from "./default.ts";
import { type Generated } from "./generated.ts";
import { type Identity } from "./identity.ts";
import { type SqlText } from "./sqlText.ts";

export interface Column {
  readonly name: string;
  /** The type with its arguments and brackets: `varchar(20)`, `auth.level[]`. */
  readonly type: SqlText;
  readonly nullable: boolean;
  readonly default?: Default;
  readonly identity?: Identity;
  readonly generated?: Generated;
  readonly comment?: string;
}
