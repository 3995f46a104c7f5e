import { type Extension, type Schema } from "@limbeck/model";

import { type Change, reverseChange } from "../change.ts";
import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { type ChangeInput, changeInput, readChange } from "../input/changeInput.ts";
import { defined } from "../input/defined.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, statements } from "../plan.ts";
import { ref, reverseTouches, type Touches } from "../ref.ts";
import { removeOne, replaceOne } from "../schemaChange.ts";
import { commentStatements } from "../sql/comment.ts";
import { quoteIdentifier } from "../sql/identifier.ts";
import { quoteString } from "../sql/literal.ts";
import { followMembers } from "./followMembers.ts";

export interface CreateExtension {
  readonly kind: "createExtension";
  readonly extension: Extension;
}

export interface DropExtension {
  readonly kind: "dropExtension";
  readonly name: string;
  readonly extension?: Extension;
}

export interface AlterExtension {
  readonly kind: "alterExtension";
  readonly name: string;
  /** Null: the default namespace. */
  readonly schema?: Change<string | null>;
  readonly version?: Change<string>;
}

export interface ExtensionInput {
  readonly schema?: string;
  readonly version?: string;
  readonly comment?: string;
}

export interface AlterExtensionInput {
  readonly schema?: ChangeInput<string | null>;
  readonly version?: ChangeInput<string>;
}

const same = <T>(value: T): T => value;

function extensionInput({ schema, version, usualVersion, comment }: Extension): ExtensionInput {
  return defined({ schema, version: usualVersion === true ? undefined : version, comment });
}

export const extensionOperations = {
  /** Creates an extension, unless it is there: `op.createExtension("citext")`. */
  createExtension: operation({
    directive: (name: string, options: ExtensionInput = {}): CreateExtension => ({
      kind: "createExtension",
      extension: { name, ...options },
    }),
    args: ({ extension }): [string, ExtensionInput?] => {
      const options = extensionInput(extension);
      return Object.keys(options).length === 0 ? [extension.name] : [extension.name, options];
    },
    reverse: ({ extension }): DropExtension => ({ kind: "dropExtension", name: extension.name, extension }),
    describe: (op) => `extension ${op.extension.name}: added`,
    apply: (schema, op) => ({ ...schema, extensions: [...schema.extensions, op.extension] }),
    touches: (op) => extensionTouches(op.extension),
    hazards: noHazards,
    compile: {
      postgres: ({ extension }) =>
        statements(
          createExtensionSql(extension),
          ...commentStatements({ extension: extension.name }, extension.comment),
        ),
      sqlite: notOnSqlite("extensions"),
    },
  }),

  /** Drops an extension that nothing uses any more. */
  dropExtension: operation({
    directive: (name: string): DropExtension => ({ kind: "dropExtension", name }),
    args: (op) => [op.name],
    reverse: ({ name, extension }): CreateExtension | Irreversible =>
      extension === undefined
        ? irreversible(`where extension ${name} was is not known`)
        : { kind: "createExtension", extension },
    describe: (op) => `extension ${op.name}: removed`,
    apply: (schema, op) => ({
      ...schema,
      extensions: removeOne(schema.extensions, ({ name }) => name === op.name, `extension ${op.name}`),
    }),
    touches: (op) => reverseTouches(extensionTouches(op.extension ?? { name: op.name })),
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(`DROP EXTENSION IF EXISTS ${quoteIdentifier(op.name)}`),
      sqlite: notOnSqlite("extensions"),
    },
  }),

  /** Updates an extension to a version, moves it to another schema, or both. */
  alterExtension: operation({
    directive: (name: string, { schema, version }: AlterExtensionInput): AlterExtension =>
      defined({
        kind: "alterExtension" as const,
        name,
        schema: schema === undefined ? undefined : readChange(schema, same),
        version: version === undefined ? undefined : readChange(version, same),
      }),
    args: ({ name, schema, version }): [string, AlterExtensionInput] => [
      name,
      defined({
        schema: schema && changeInput(schema, same),
        version: version && changeInput(version, same),
      }),
    ],
    reverse: (op): AlterExtension | Irreversible => reverseAlter(op),
    describe: (op) => `extension ${op.name}: ${changesOf(op)}`,
    apply: (schema, op) => applyAlter(schema, op),
    touches: ({ name, schema }) => ({
      makes: [],
      breaks: [],
      needs: [
        ref.extension(name),
        ...[schema?.to, schema?.from].flatMap((one) => (one == null ? [] : [ref.namespace(one)])),
      ],
    }),
    hazards: noHazards,
    compile: { postgres: (op) => statements(...alterExtensionSql(op)), sqlite: notOnSqlite("extensions") },
  }),
};

function extensionTouches({ name, schema }: Extension): Touches {
  return {
    makes: [ref.extension(name)],
    breaks: [],
    needs: schema === undefined ? [] : [ref.namespace(schema)],
  };
}

function createExtensionSql(extension: Extension): string {
  const { schema, version } = extensionInput(extension);
  return [
    `CREATE EXTENSION IF NOT EXISTS ${quoteIdentifier(extension.name)}`,
    ...(schema === undefined ? [] : [`SCHEMA ${quoteIdentifier(schema)}`]),
    ...(version === undefined ? [] : [`VERSION ${quoteString(version)}`]),
  ].join(" ");
}

/** A version goes back only where the extension has a script for that way, which few have; the server says so. */
function alterExtensionSql({ name, schema, version }: AlterExtension): readonly string[] {
  const alter = `ALTER EXTENSION ${quoteIdentifier(name)}`;
  return [
    ...(schema === undefined ? [] : [`${alter} SET SCHEMA ${quoteIdentifier(schema.to ?? "public")}`]),
    ...(version === undefined ? [] : [`${alter} UPDATE TO ${quoteString(version.to)}`]),
  ];
}

function changesOf({ schema, version }: AlterExtension): string {
  const moved = schema === undefined ? [] : [`moved to schema ${schema.to ?? "public"}`];
  const updated = version === undefined ? [] : [`version ${version.to}`];
  return [...moved, ...updated].join(", ");
}

function reverseAlter(op: AlterExtension): AlterExtension | Irreversible {
  const schema = op.schema && reverseChange(op.schema);
  const version = op.version && reverseChange(op.version);
  const lost =
    (op.schema !== undefined && schema === undefined) || (op.version !== undefined && version === undefined);
  return lost
    ? irreversible(`what extension ${op.name} was before is not known`)
    : defined({ kind: "alterExtension" as const, name: op.name, schema, version });
}

/** The schema after an extension was changed: what names something of it follows. Errors: `object-missing`. */
function applyAlter(schema: Schema, { name, schema: moved, version: updated }: AlterExtension): Schema {
  const was = schema.extensions.find((item) => item.name === name);
  const change = ({ usualVersion, ...extension }: Extension): Extension =>
    defined({
      ...extension,
      schema: moved === undefined ? extension.schema : (moved.to ?? undefined),
      version: updated?.to ?? extension.version,
      usualVersion: updated === undefined ? usualVersion : undefined,
    });
  const extensions = replaceOne(schema.extensions, (item) => item.name === name, change, `extension ${name}`);
  const changed = { ...schema, extensions };
  if (moved === undefined || was?.members === undefined) return changed;
  return followMembers(changed, was.members, { from: was.schema, to: moved.to ?? undefined });
}
