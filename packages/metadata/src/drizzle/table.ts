import { type DrizzleColumn } from "./columnShape.ts";
import { type DrizzleForeignKey } from "./constraintShape.ts";
import { type DrizzleTable } from "./drizzle.ts";

/**
 * The parts of a Drizzle table. They are read by symbol, not through `getTableConfig`, because that runs the user's
 * callback at each call, forgets which builder an object came from (where its comment stands), and throws in 1.0 on a
 * builder that it does not know.
 */
export interface TableParts {
  readonly name: string;
  readonly schema: string | undefined;
  readonly columns: readonly DrizzleColumn[];
  /** `.enableRLS()`, or `pgTable.withRLS` of 1.0. */
  readonly enablesRowSecurity: boolean;
  readonly inlineForeignKeys: readonly DrizzleForeignKey[];
  /** Runs the user's callback; 0.45 corrupts its columns when it runs twice (`onOnly` shares their configuration). */
  readonly callback: (() => unknown) | undefined;
}

/** Where Drizzle keeps the parts; by these symbols its copies in one process understand each other. */
const PARTS = {
  Name: Symbol.for("drizzle:Name"),
  Schema: Symbol.for("drizzle:Schema"),
  IsAlias: Symbol.for("drizzle:IsAlias"),
  Columns: Symbol.for("drizzle:Columns"),
  ExtraConfigColumns: Symbol.for("drizzle:ExtraConfigColumns"),
  ExtraConfigBuilder: Symbol.for("drizzle:ExtraConfigBuilder"),
  EnableRLS: Symbol.for("drizzle:EnableRLS"),
  PgInlineForeignKeys: Symbol.for("drizzle:PgInlineForeignKeys"),
  SQLiteInlineForeignKeys: Symbol.for("drizzle:SQLiteInlineForeignKeys"),
};

function part(table: DrizzleTable, name: keyof typeof PARTS): unknown {
  const value: unknown = Reflect.get(table, PARTS[name]);
  return value;
}

/** `alias(users, "u")`: a table of a query, not of the database. */
export function isAlias(table: DrizzleTable): boolean {
  return part(table, "IsAlias") === true;
}

/** The columns of a table; none of what is no table. */
export function columnsOf(table: object): readonly DrizzleColumn[] {
  return valuesOf(part(table, "Columns")).filter(isColumn);
}

/** What a table is called, and in which schema: all that a reference to it needs. */
export function placeOf(table: DrizzleTable): Pick<TableParts, "name" | "schema"> {
  const schema = part(table, "Schema");
  return {
    name: String(part(table, "Name")),
    schema: typeof schema === "string" ? schema : undefined,
  };
}

/** Reads a table without running any of the user's code. */
export function partsOf(table: DrizzleTable): TableParts {
  const callback = part(table, "ExtraConfigBuilder");
  return {
    ...placeOf(table),
    columns: columnsOf(table),
    enablesRowSecurity: part(table, "EnableRLS") === true,
    inlineForeignKeys: [
      ...valuesOf(part(table, "PgInlineForeignKeys")),
      ...valuesOf(part(table, "SQLiteInlineForeignKeys")),
    ].filter(isForeignKey),
    callback:
      typeof callback === "function"
        ? (): unknown => Reflect.apply(callback, undefined, [part(table, "ExtraConfigColumns")])
        : undefined,
  };
}

/** The name of a view of whichever dialect; undefined for anything else. */
export function viewName(relation: object): { readonly schema?: string; readonly name: string } | undefined {
  const config: unknown = Reflect.get(relation, Symbol.for("drizzle:ViewBaseConfig"));
  return isViewConfig(config) ? config : undefined;
}

function isViewConfig(value: unknown): value is { readonly name: string; readonly schema?: string } {
  return typeof value === "object" && value !== null && "name" in value && typeof value.name === "string";
}

const IS_TABLE = Symbol.for("drizzle:IsDrizzleTable");

/** A table of whichever dialect. */
export function isAnyTable(value: unknown): value is DrizzleTable {
  return typeof value === "object" && value !== null && IS_TABLE in value;
}

/** `PgIndexBuilder`, `SQLiteTable`, …: what a class of Drizzle calls itself; undefined for anything else. */
export function entityKindOf(value: unknown): string | undefined {
  try {
    // By the prototype: a view answers for its columns whatever it is asked.
    const prototype: unknown = Object.getPrototypeOf(value);
    const maker: unknown = typeof prototype === "object" && prototype !== null ? prototype.constructor : null;
    const kind: unknown = typeof maker === "function" ? Reflect.get(maker, KIND) : undefined;
    return typeof kind === "string" ? kind : undefined;
  } catch {
    // A stand-in for a connection may throw at any question; it is no model.
    return undefined;
  }
}

/** Drizzle marks its classes with this symbol, so that copies of it know one another's. */
const KIND = Symbol.for("drizzle:entityKind");

function valuesOf(value: unknown): readonly unknown[] {
  return typeof value === "object" && value !== null ? Object.values(value) : [];
}

function isColumn(value: unknown): value is DrizzleColumn {
  return typeof value === "object" && value !== null && "getSQLType" in value;
}

function isForeignKey(value: unknown): value is DrizzleForeignKey {
  return typeof value === "object" && value !== null && "reference" in value;
}
