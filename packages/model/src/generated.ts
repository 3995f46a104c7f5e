import { type SqlText } from "./sqlText.ts";

/** `GENERATED ALWAYS AS (expression) STORED | VIRTUAL`. PostgreSQL has virtual ones from 18 on. */
export interface Generated {
  readonly expression: SqlText;
  readonly stored: boolean;
}
