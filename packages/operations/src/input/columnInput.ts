import {
  type Column,
  type ColumnSettings,
  type Default,
  type Generated,
  type Identity,
  type OnConflict,
  type SqlText,
} from "@limbeck/model";

import { type DefaultInput, defaultInput, defaultValue } from "./defaultInput.ts";
import { defined } from "./defined.ts";
import { type SequenceOptionsInput, sequenceOptions, sequenceOptionsInput } from "./sequenceOptionsInput.ts";
import { type Sql, sqlInput, sqlText } from "./sqlInput.ts";
import { collatedType, plainType, type TypeInput, typeInput, typeText } from "./typeInput.ts";

export interface ColumnInput extends ColumnSettings {
  readonly name: string;
  /** PostgreSQL's own name: `"varchar(20)"`, `"timestamptz"`, `"task_status[]"`. `"serial"` brings its sequence along. */
  readonly type: TypeInput;
  /** Absent: true, as in SQL; false for serial and identity columns. */
  readonly nullable?: boolean;
  /** SQLite: what becomes of a statement that would put NULL in it. */
  readonly notNullOnConflict?: OnConflict;
  /** What its NOT NULL is called. PostgreSQL keeps it from 18 on. */
  readonly notNullName?: string;
  /** PostgreSQL 18: rows that are there already may hold NULL (NOT VALID). */
  readonly notNullNotValid?: true;
  /** PostgreSQL 18: tables that inherit from this one may hold NULL (NO INHERIT). */
  readonly notNullNoInherit?: true;
  readonly default?: DefaultInput;
  readonly identity?: IdentityInput;
  readonly generated?: GeneratedInput;
  readonly comment?: string;
}

export type IdentityInput =
  | Identity["mode"]
  | (SequenceOptionsInput & {
      readonly mode: Identity["mode"];
      readonly sequence?: string;
      /** That of its sequence. */
      readonly comment?: string;
    });

export interface GeneratedInput {
  readonly expression: Sql;
  /** Absent: true. Virtual columns need PostgreSQL 18. */
  readonly stored?: boolean;
}

/** What the serial pseudo-types stand for (PostgreSQL manual 8.1.4). */
const SERIAL: ReadonlyMap<string, TypeInput> = new Map([
  ["smallserial", "smallint"],
  ["serial", "integer"],
  ["bigserial", "bigint"],
]);

export function column(input: ColumnInput): Column {
  const counted = SERIAL.get(input.type);
  const value = counted === undefined ? input.default : (input.default ?? { serial: true });
  return defined({
    name: input.name,
    ...plainType(typeText(counted ?? input.type)),
    nullable: input.nullable ?? (counted === undefined && input.identity === undefined),
    notNullOnConflict: input.notNullOnConflict,
    notNullName: input.notNullName,
    notNullNotValid: input.notNullNotValid,
    notNullNoInherit: input.notNullNoInherit,
    default: value === undefined ? undefined : defaultValue(value),
    identity: input.identity === undefined ? undefined : identity(input.identity),
    generated: input.generated === undefined ? undefined : generated(input.generated),
    ...settingsOf(input),
    comment: input.comment,
  });
}

export function columnInput(column: Column): ColumnInput {
  const serial = serialType(column.type, column.default);
  const implied = serial === undefined && column.identity === undefined;
  return defined({
    name: column.name,
    type: serial ?? typeInput(collatedType(column)),
    nullable: column.nullable === implied ? undefined : column.nullable,
    notNullOnConflict: column.notNullOnConflict,
    notNullName: column.notNullName,
    notNullNotValid: column.notNullNotValid,
    notNullNoInherit: column.notNullNoInherit,
    default:
      column.default === undefined || isPlainSerial(column.default, serial)
        ? undefined
        : defaultInput(column.default),
    identity: column.identity === undefined ? undefined : identityInput(column.identity),
    generated: column.generated === undefined ? undefined : generatedInput(column.generated),
    ...settingsOf(column),
    comment: column.comment,
  });
}

function settingsOf({ storage, compression, statistics, options }: ColumnSettings) {
  return { storage, compression, statistics, options };
}

function serialType(type: SqlText, value: Default | undefined): TypeInput | undefined {
  if (value?.kind !== "serial") return undefined;
  return [...SERIAL].find(([, counted]) => counted === type.canonical)?.[0];
}

function isPlainSerial(value: Default, serial: TypeInput | undefined): boolean {
  return value.kind === "serial" && serial !== undefined && Object.keys(value).length === 1;
}

export function identity(input: IdentityInput): Identity {
  if (typeof input === "string") return { mode: input, options: {} };
  const { mode, sequence, comment, ...options } = input;
  return defined({ mode, sequence, options: sequenceOptions(options), comment });
}

export function identityInput({ mode, sequence, options, comment }: Identity): IdentityInput {
  const rest = defined({ sequence, ...sequenceOptionsInput(options), comment });
  return Object.keys(rest).length === 0 ? mode : { mode, ...rest };
}

export function generated({ expression, stored = true }: GeneratedInput): Generated {
  return { expression: sqlText(expression), stored };
}

export function generatedInput({ expression, stored }: Generated): GeneratedInput {
  return { expression: sqlInput(expression), ...(stored ? {} : { stored }) };
}
