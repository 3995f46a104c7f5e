import {
  type Column,
  type Default,
  foundName,
  nameKey,
  type QualifiedName,
  sameName,
  type Schema,
  showName,
  type SqlText,
  type Table,
} from "@limbeck/model";

import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, statements } from "../plan.ts";
import { ref } from "../ref.ts";
import { replaceOne } from "../schemaChange.ts";
import { quoteIdentifier, quoteType } from "../sql/identifier.ts";
import { quoteString } from "../sql/literal.ts";
import { namedType } from "../sql/type.ts";
import { mapTexts } from "../table/mapTexts.ts";
import { moveTypeInText, nameLike, renameTypeInText, renameValueInText } from "../table/renameText.ts";
import { besideTable, namespaceRefs } from "../table/touches.ts";
import { followType, type Renamed } from "./follow.ts";

export interface RenameEnum {
  readonly kind: "renameEnum";
  readonly name: QualifiedName;
  readonly to: string;
}

export interface RenameEnumValue {
  readonly kind: "renameEnumValue";
  readonly name: QualifiedName;
  readonly value: string;
  readonly to: string;
}

export const renameEnumOperations = {
  /** Gives an enum type another name; columns, defaults and expressions follow by themselves. */
  renameEnum: operation({
    directive: (name: NameInput, to: string): RenameEnum => ({
      kind: "renameEnum",
      name: qualifiedName(name),
      to,
    }),
    args: (op) => [nameInput(op.name), op.to],
    reverse: (op): RenameEnum => ({ ...op, name: besideTable(op.name, op.to), to: op.name.name }),
    describe: (op) => `enum ${showName(op.name)}: renamed to ${op.to}`,
    apply: (schema, op) => followNamed(schema, "enums", op.name, besideTable(op.name, op.to)),
    touches: (op) => ({
      makes: [ref.type(besideTable(op.name, op.to))],
      breaks: [ref.type(op.name)],
      needs: namespaceRefs(op.name),
    }),
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(`ALTER TYPE ${quoteType(op.name)} RENAME TO ${quoteIdentifier(op.to)}`),
      sqlite: notOnSqlite("enum types"),
    },
  }),

  /** Gives a value of an enum type another name, in every row, default and expression at once. */
  renameEnumValue: operation({
    directive: (name: NameInput, value: string, to: string): RenameEnumValue => ({
      kind: "renameEnumValue",
      name: qualifiedName(name),
      value,
      to,
    }),
    args: (op) => [nameInput(op.name), op.value, op.to],
    reverse: (op): RenameEnumValue => ({ ...op, value: op.to, to: op.value }),
    describe: (op) => `enum ${showName(op.name)}: value '${op.value}' renamed to '${op.to}'`,
    apply: renameValueIn,
    touches: (op) => ({ makes: [], breaks: [], needs: [ref.type(op.name)] }),
    hazards: noHazards,
    compile: {
      postgres: ({ name, value, to }) =>
        statements(`ALTER TYPE ${quoteType(name)} RENAME VALUE ${quoteString(value)} TO ${quoteString(to)}`),
      sqlite: notOnSqlite("enum types"),
    },
  }),
};

/** The schema after an enum type was moved to another namespace. Errors: `object-missing`. */
export function moveEnumIn(schema: Schema, name: QualifiedName, target: QualifiedName): Schema {
  return followNamed(schema, "enums", name, target);
}

type TypePart = "enums" | "domains" | "composites" | "ranges";
const NOUNS = {
  enums: "enum",
  domains: "domain",
  composites: "composite type",
  ranges: "range type",
} satisfies Record<TypePart, string>;

/** The schema after a type took another name or came to another namespace: whatever names it follows. Errors: `object-missing`. */
export function followNamed(
  schema: Schema,
  part: TypePart,
  name: QualifiedName,
  target: QualifiedName,
): Schema {
  const take = <T extends QualifiedName>(list: readonly T[]): readonly T[] =>
    replaceOne(
      list,
      (type) => sameName(type, name),
      // The same type under another name.
      ({ schema: _, ...type }) => ({ ...type, ...target }) as unknown as T,
      `${NOUNS[part]} ${showName(name)}`,
    );
  return followTypeName({ ...schema, [part]: take<QualifiedName>(schema[part]) }, name, target);
}

/** What names a type by its old name naming it by its new one, with the schema by which each of them is found. */
export function followTypeName(schema: Schema, name: QualifiedName, target: QualifiedName): Schema {
  const words = inTurn(foundName("type", name), foundName("type", target));
  const tables = schema.tables.map((table) => follow(table, name, words));
  return { ...schema, ...followType(schema, name, words), tables };
}

/** By way of a name with a schema: one without may be that of the server's own type, too. */
function inTurn(from: QualifiedName, to: QualifiedName): Renamed {
  if (from.schema === to.schema) return renamedTo(from, to.name);
  if (to.schema === undefined) return both(renamedTo(from, to.name), movedTo({ ...from, name: to.name }, to));
  return both(movedTo(from, to), renamedTo({ schema: to.schema, name: from.name }, to.name));
}

function both(first: Renamed, second: Renamed): Renamed {
  return {
    type: (text) => second.type(first.type(text)),
    text: (text) => second.text(first.text(text)),
  };
}

function renamedTo(name: QualifiedName, to: string): Renamed {
  return {
    type: (text) => renameType(text, name, to),
    text: (text) => renameTypeInText(text, name, to),
  };
}

function movedTo(name: QualifiedName, target: QualifiedName): Renamed {
  return { type: (text) => moveType(text, target), text: (text) => moveTypeInText(text, name, target) };
}

/** `mood`, `"auth"."mood"[]`: the name is what stands before the brackets. */
function renameType(type: SqlText, { name }: QualifiedName, to: string): SqlText {
  return mapText(type, (text) => {
    const [, schema = "", own = name, brackets = ""] = TYPE.exec(text.trim()) ?? [];
    return `${schema}${nameLike(own, to)}${brackets}`;
  });
}

function moveType(type: SqlText, { schema, name }: QualifiedName): SqlText {
  return mapText(type, (text) => {
    const [, , own = name, brackets = ""] = TYPE.exec(text.trim()) ?? [];
    const into = schema === undefined ? "" : `${nameLike(own, schema)}.`;
    return `${into}${own}${brackets}`;
  });
}

function mapText({ written, canonical }: SqlText, change: (text: string) => string): SqlText {
  return {
    ...(written === undefined ? {} : { written: change(written) }),
    ...(canonical === undefined ? {} : { canonical: change(canonical) }),
  };
}

function renameValueIn(schema: Schema, { name, value, to }: RenameEnumValue): Schema {
  const enums = replaceOne(
    schema.enums,
    (type) => sameName(type, name),
    (type) => ({ ...type, values: type.values.map((one) => (one === value ? to : one)) }),
    `enum ${showName(name)}`,
  );
  const literal = (one: Default): Default =>
    one.kind === "literal" && one.value === value ? { ...one, value: to } : one;
  const text = (one: SqlText): SqlText => renameValueInText(one, name, value, to);
  const tables = schema.tables.map((table) => follow(table, name, { literal, text }));
  return { ...schema, ...followType(schema, name, { type: (type) => type, text }), enums, tables };
}

const TYPE = /^((?:"(?:[^"]|"")+"|[^\s".]+)\.)?("(?:[^"]|"")+"|[^\s".[\]]+)((?:\[\d*\])*)$/;

interface Follow {
  readonly type?: (text: SqlText) => SqlText;
  readonly literal?: (value: Default) => Default;
  readonly text: (text: SqlText) => SqlText;
}

/** A table after a type that some of its columns have took other words. */
function follow(table: Table, type: QualifiedName, { type: ofType, literal, text }: Follow): Table {
  const read = mapTexts(table, text);
  const key = nameKey(type);
  const columns = read.columns.map((column): Column => {
    const named = namedType(column.type);
    if (named === undefined || nameKey(named) !== key) return column;
    const { default: value } = column;
    return {
      ...column,
      type: ofType === undefined ? column.type : ofType(column.type),
      ...(value === undefined || literal === undefined ? {} : { default: literal(value) }),
    };
  });
  return { ...read, columns };
}
