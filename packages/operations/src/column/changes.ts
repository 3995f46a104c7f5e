import {
  type Column,
  COLUMN_SETTINGS,
  type ColumnSettings,
  type Default,
  type Generated,
  type Identity,
  type OnConflict,
  type SqlText,
} from "@limbeck/model";

import { type Change, reverseChange } from "../change.ts";
import { type ChangeInput, changeInput, nullable, readChange } from "../input/changeInput.ts";
import {
  column,
  type ColumnInput,
  columnInput,
  generated,
  type GeneratedInput,
  generatedInput,
  identity,
  type IdentityInput,
  identityInput,
} from "../input/columnInput.ts";
import { type DefaultInput, defaultInput, defaultValue } from "../input/defaultInput.ts";
import { defined } from "../input/defined.ts";
import { type Sql, sqlInput, sqlText } from "../input/sqlInput.ts";
import { plainType, type TypeInput, typeInput, typeText } from "../input/typeInput.ts";
import { type ColumnSettingsChanges } from "../sql/columnSettings.ts";
import { sequenceType } from "../sql/serial.ts";
import { sameDefaultText } from "./sameDefaultText.ts";

/** What may change in a column. `null` stands for none. */
export interface ColumnChanges extends ColumnSettingsChanges {
  readonly name?: Change<string>;
  /** With the collation behind it: `text COLLATE "C"`. PostgreSQL drops the one of a column whose new type names none. */
  readonly type?: Change<SqlText>;
  /** How the old values become new ones, for the type change; `usingBack` for the way back. */
  readonly using?: SqlText;
  readonly usingBack?: SqlText;
  readonly nullable?: Change<boolean>;
  /** SQLite. */
  readonly notNullOnConflict?: Change<OnConflict | null>;
  /** Said too, though it stays, where a NOT NULL can only be made anew. */
  readonly notNullName?: Change<string | null>;
  readonly notNullNotValid?: Change<true | null>;
  readonly notNullNoInherit?: Change<true | null>;
  readonly default?: Change<Default | null>;
  readonly identity?: Change<Identity | null>;
  readonly generated?: Change<Generated | null>;
  /**
   * The column to make anew, because PostgreSQL turns no plain column into a generated one; its values are computed.
   * `remakeBack` for the way back.
   */
  readonly remake?: Column;
  readonly remakeBack?: Column;
  readonly comment?: Change<string | null>;
}

type ColumnSettingsInput = {
  readonly [K in keyof ColumnSettings]: ChangeInput<NonNullable<ColumnSettings[K]> | null>;
};

export interface ColumnChangesInput extends ColumnSettingsInput {
  readonly name?: ChangeInput<string>;
  readonly type?: ChangeInput<TypeInput>;
  /** How the old values become new ones: sql`status::text::task_status`. */
  readonly using?: Sql;
  readonly nullable?: ChangeInput<boolean>;
  readonly notNullOnConflict?: ChangeInput<OnConflict | null>;
  readonly notNullName?: ChangeInput<string | null>;
  readonly notNullNotValid?: ChangeInput<true | null>;
  readonly notNullNoInherit?: ChangeInput<true | null>;
  readonly default?: ChangeInput<DefaultInput | null>;
  readonly identity?: ChangeInput<IdentityInput | null>;
  readonly generated?: ChangeInput<GeneratedInput | null>;
  /** The column to make anew, because PostgreSQL turns no plain column into a generated one. */
  readonly remake?: ColumnInput;
  readonly comment?: ChangeInput<string | null>;
}

const asItIs = <T>(value: T): T => value;
const given = <I, T>(input: I | undefined, read: (input: I) => T): T | undefined =>
  input === undefined ? undefined : read(input);

export function columnChanges(input: ColumnChangesInput): ColumnChanges {
  return defined({
    name: given(input.name, (change) => readChange(change, asItIs)),
    type: given(input.type, (change) => readChange(change, typeText)),
    using: given(input.using, sqlText),
    nullable: given(input.nullable, (change) => readChange(change, asItIs)),
    notNullOnConflict: given(input.notNullOnConflict, (change) =>
      readChange(change, asItIs<OnConflict | null>),
    ),
    notNullName: given(input.notNullName, (change) => readChange(change, asItIs<string | null>)),
    notNullNotValid: given(input.notNullNotValid, (change) => readChange(change, asItIs<true | null>)),
    notNullNoInherit: given(input.notNullNoInherit, (change) => readChange(change, asItIs<true | null>)),
    default: given(input.default, (change) => readChange(change, nullable(defaultValue))),
    identity: given(input.identity, (change) => readChange(change, nullable(identity))),
    generated: given(input.generated, (change) => readChange(change, nullable(generated))),
    remake: given(input.remake, column),
    storage: given(input.storage, (change) => readChange(change, asItIs)),
    compression: given(input.compression, (change) => readChange(change, asItIs)),
    statistics: given(input.statistics, (change) => readChange(change, asItIs)),
    options: given(input.options, (change) => readChange(change, asItIs)),
    comment: given(input.comment, (change) => readChange(change, asItIs<string | null>)),
  });
}

export function columnChangesInput(changes: ColumnChanges): ColumnChangesInput {
  return defined({
    name: given(changes.name, (change) => changeInput(change, asItIs)),
    type: given(changes.type, (change) => changeInput(change, typeInput)),
    using: given(changes.using, sqlInput),
    nullable: given(changes.nullable, (change) => changeInput(change, asItIs)),
    notNullOnConflict: given(changes.notNullOnConflict, (change) =>
      changeInput(change, asItIs<OnConflict | null>),
    ),
    notNullName: given(changes.notNullName, (change) => changeInput(change, asItIs<string | null>)),
    notNullNotValid: given(changes.notNullNotValid, (change) => changeInput(change, asItIs<true | null>)),
    notNullNoInherit: given(changes.notNullNoInherit, (change) => changeInput(change, asItIs<true | null>)),
    default: given(changes.default, (change) => defaultChangeInput(change, changes.type !== undefined)),
    identity: given(changes.identity, (change) => changeInput(change, nullable(identityInput))),
    generated: given(changes.generated, (change) => changeInput(change, nullable(generatedInput))),
    remake: given(changes.remake, columnInput),
    storage: given(changes.storage, (change) => changeInput(change, asItIs)),
    compression: given(changes.compression, (change) => changeInput(change, asItIs)),
    statistics: given(changes.statistics, (change) => changeInput(change, asItIs)),
    options: given(changes.options, (change) => changeInput(change, asItIs)),
    comment: given(changes.comment, (change) => changeInput(change, asItIs<string | null>)),
  });
}

/** One that a type change only carries along is said once. */
function defaultChangeInput(
  change: Change<Default | null>,
  typeChanges: boolean,
): ChangeInput<DefaultInput | null> {
  const show = nullable(defaultInput);
  return typeChanges && sameDefaultText(change) ? show(change.to) : changeInput(change, show);
}

/** The way back; undefined where a change does not say what was there. */
export function reverseChanges(changes: ColumnChanges): ColumnChanges | undefined {
  const turned = defined({
    name: given(changes.name, reverseChange),
    type: given(changes.type, reverseChange),
    using: changes.usingBack,
    usingBack: changes.using,
    nullable: given(changes.nullable, reverseChange),
    notNullOnConflict: given(changes.notNullOnConflict, reverseChange),
    notNullName: given(changes.notNullName, reverseChange),
    notNullNotValid: given(changes.notNullNotValid, reverseChange),
    notNullNoInherit: given(changes.notNullNoInherit, reverseChange),
    default: given(changes.default, reverseChange),
    identity: given(changes.identity, reverseChange),
    generated: given(changes.generated, reverseChange),
    remake: changes.remakeBack,
    remakeBack: changes.remake,
    storage: given(changes.storage, reverseChange),
    compression: given(changes.compression, reverseChange),
    statistics: given(changes.statistics, reverseChange),
    options: given(changes.options, reverseChange),
    comment: given(changes.comment, reverseChange),
  });
  return Object.keys(turned).length === Object.keys(changes).length ? turned : undefined;
}

/** The column after the changes. */
export function changeColumn(column: Column, changes: ColumnChanges): Column {
  const { default: value, identity, generated, comment } = column;
  const { type, collation } = changes.type === undefined ? column : plainType(changes.type.to);
  return defined({
    name: changes.name?.to ?? column.name,
    type,
    collation,
    nullable: changes.nullable?.to ?? column.nullable,
    notNullOnConflict: after(column.notNullOnConflict, changes.notNullOnConflict),
    notNullName: after(column.notNullName, changes.notNullName),
    notNullNotValid: after(column.notNullNotValid, changes.notNullNotValid),
    notNullNoInherit: after(column.notNullNoInherit, changes.notNullNoInherit),
    default: plainSerial(after(value, changes.default), type),
    identity: after(identity, changes.identity),
    generated: after(generated, changes.generated),
    ...changedSettings(column, changes),
    comment: after(comment, changes.comment),
  });
}

function changedSettings(column: Column, changes: ColumnChanges): ColumnSettings {
  const settings = COLUMN_SETTINGS.map((name) => [name, after<unknown>(column[name], changes[name])]);
  // Each value comes from the member of its name.
  return Object.fromEntries(settings) as ColumnSettings;
}

/** In its column, a serial default that counts in the column's type need not say so. */
function plainSerial(value: Default | undefined, column: SqlText): Default | undefined {
  if (value?.kind !== "serial" || value.type !== sequenceType(column)) return value;
  const { type: _, ...rest } = value;
  return rest;
}

function after<T>(value: T | undefined, change: Change<T | null> | undefined): T | undefined {
  return change === undefined ? value : (change.to ?? undefined);
}
