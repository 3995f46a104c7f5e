import { calledAs } from "./calledAs.ts";
import { text } from "./kind.ts";
import { functionName, placedName, schema, typeName } from "./kinds.ts";
import { checkOptions, type Kinds } from "./options.ts";
import { type PgRoutine, type PgTypeName } from "./function.ts";
import { type PgPlacedName } from "./placedName.ts";

export interface PgRangeConfig {
  /** The name of a type as PostgreSQL knows it, or a `pgEnum`. */
  readonly subtype: PgTypeName;
  /** A name, or a `pgSchema`. */
  readonly schema?: string | { readonly schemaName: string };
  /** As SQL names it. Left out: the default one of the subtype. */
  readonly operatorClass?: string;
  /** As SQL names it: `"C"` in its own quotes. */
  readonly collation?: string;
  /** A function of two values of the subtype that tells how far they are apart, by its name or as it is declared. */
  readonly subtypeDiff?: PgPlacedName | PgRoutine;
  /** Left out: what PostgreSQL makes of the name of the range type. */
  readonly multirange?: PgPlacedName;
  readonly comment?: string;
}

/** A range type that the database is to have, with its multirange type. Export it beside the models. */
export interface PgRange {
  readonly rangeName: string;
}

/**
 * Declares a range type, which brings its multirange type along; a column takes either by its name:
 *
 *     export const speeds = pgRange("speed_range", { subtype: "double precision", subtypeDiff: "float8mi" });
 *     const speedsColumn = customType<{ data: string }>({ dataType: () => speeds.rangeName });
 */
export function pgRange(name: string, config: PgRangeConfig): PgRange {
  calledAs('pgRange("name", { subtype, … })', name, config, ["subtype"]);
  checkOptions(`pgRange "${name}"`, config, KINDS);
  return Object.defineProperty({ rangeName: name }, Symbol.for("limbeck:range"), {
    value: { ...config, name },
  });
}

const KINDS: Kinds<PgRangeConfig> = {
  subtype: typeName,
  schema,
  operatorClass: text,
  collation: text,
  subtypeDiff: functionName,
  multirange: placedName,
  comment: text,
};
