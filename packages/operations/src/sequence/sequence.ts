import {
  nameOf,
  type QualifiedName,
  sameName,
  type Sequence,
  type SequenceOwner,
  showName,
} from "@limbeck/model";

import { continueAfterRows } from "../column/counting.ts";
import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { defined } from "../input/defined.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import {
  type SequenceOptionsInput,
  sequenceOptions,
  sequenceOptionsInput,
} from "../input/sequenceOptionsInput.ts";
import {
  backFromCreate,
  backFromDrop,
  type IfExists,
  ifExistsOf,
  ifExistsSql,
  type IfNotExists,
  ifNotExistsOf,
  ifNotExistsSql,
  optionArgs,
} from "../ifExists.ts";
import { hasRelation } from "../isThere.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, statements } from "../plan.ts";
import { ref, reverseTouches, type Touches } from "../ref.ts";
import { removeOne } from "../schemaChange.ts";
import { commentStatements } from "../sql/comment.ts";
import { quoteName } from "../sql/identifier.ts";
import { quoteString } from "../sql/literal.ts";
import { sequenceOptionsSql } from "../sql/sequence.ts";
import { relationIsMissing, unlessThereSql } from "../sql/unlessThere.ts";
import { namespaceRefs } from "../table/touches.ts";
import { ownerInput, ownerRefs, ownerSql, readOwner, type SequenceOwnerInput } from "./ownerInput.ts";

export interface CreateSequence extends IfNotExists {
  readonly kind: "createSequence";
  readonly sequence: Sequence;
  /** A column that has numbers already: it goes on after them. */
  readonly continues?: SequenceOwner;
}

export interface DropSequence extends IfExists {
  readonly kind: "dropSequence";
  readonly name: QualifiedName;
  readonly sequence?: Sequence;
  /** The column that counted by it, for the way back. */
  readonly continues?: SequenceOwner;
}

export interface SequenceInput extends SequenceOptionsInput, IfNotExists {
  readonly type?: "smallint" | "integer";
  /** From PostgreSQL 15 on. */
  readonly unlogged?: true;
  readonly ownedBy?: SequenceOwnerInput;
  /** A column that has numbers already: it goes on after them. */
  readonly continues?: SequenceOwnerInput;
  readonly comment?: string;
}

function sequence(
  name: QualifiedName,
  { type, unlogged, ownedBy, continues: _, ifNotExists: __, comment, ...options }: SequenceInput,
): Sequence {
  const owner = ownedBy && readOwner(ownedBy);
  return defined({ ...name, type, options: sequenceOptions(options), unlogged, ownedBy: owner, comment });
}

function sequenceInput({ type, options, unlogged, ownedBy, comment }: Sequence): SequenceInput {
  const owner = ownedBy && ownerInput(ownedBy);
  return defined({ type, ...sequenceOptionsInput(options), unlogged, ownedBy: owner, comment });
}

export const sequenceOperations = {
  /** Creates a free-standing sequence. With `{ ifNotExists: true }` one that is there stays as it is. */
  createSequence: operation({
    directive: (name: NameInput, options: SequenceInput = {}): CreateSequence =>
      defined({
        kind: "createSequence",
        sequence: sequence(qualifiedName(name), options),
        continues: options.continues && readOwner(options.continues),
        ...ifNotExistsOf(options),
      }),
    args: (op): [NameInput, SequenceInput?] => {
      const continues = op.continues && ownerInput(op.continues);
      const options = defined({ ...sequenceInput(op.sequence), continues, ...ifNotExistsOf(op) });
      return [nameInput(op.sequence), ...optionArgs(options)];
    },
    reverse: ({ sequence, continues, ...op }): DropSequence =>
      defined({ kind: "dropSequence", name: nameOf(sequence), sequence, continues, ...backFromCreate(op) }),
    describe: (op) => `sequence ${showName(op.sequence)}: added`,
    apply: (schema, op) =>
      op.ifNotExists === true && hasRelation(schema, op.sequence)
        ? schema
        : { ...schema, sequences: [...schema.sequences, op.sequence] },
    touches: ({ sequence, continues }) => {
      const touched = sequenceTouches(sequence);
      return { ...touched, needs: [...touched.needs, ...ownerRefs(continues)] };
    },
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(...createSequenceSql(op)),
      sqlite: notOnSqlite("sequences"),
    },
  }),

  /** Drops a free-standing sequence, and with it the number it had reached. With `{ ifExists: true }` one that is not there is passed over. */
  dropSequence: operation({
    directive: (name: NameInput, options: IfExists = {}): DropSequence => ({
      kind: "dropSequence",
      name: qualifiedName(name),
      ...ifExistsOf(options),
    }),
    args: (op): [NameInput, IfExists?] => [nameInput(op.name), ...optionArgs(ifExistsOf(op))],
    reverse: ({ name, sequence, continues, ...op }): CreateSequence | Irreversible =>
      sequence === undefined
        ? irreversible(`the options of sequence ${showName(name)} are not known`)
        : defined({ kind: "createSequence", sequence, continues, ...backFromDrop(op) }),
    describe: (op) => `sequence ${showName(op.name)}: removed`,
    apply: (schema, op) => ({
      ...schema,
      sequences: removeOne(
        schema.sequences,
        (item) => sameName(item, op.name),
        `sequence ${showName(op.name)}`,
        op,
      ),
    }),
    touches: droppedTouches,
    hazards: (op) => [
      {
        code: "loses-sequence-position",
        message: `drops sequence ${showName(op.name)} and the number it had reached`,
        loses: [{ kind: "sequence", sequence: op.name }],
      },
    ],
    compile: {
      postgres: (op) => statements(`DROP SEQUENCE ${ifExistsSql(op)}${quoteName(op.name)}`),
      sqlite: notOnSqlite("sequences"),
    },
  }),
};

function sequenceTouches(sequence: Sequence): Touches {
  const needs = ownerRefs(sequence.ownedBy);
  // Like a table, it may not have the name of a type.
  const makes = [ref.relation(sequence), ref.type(sequence)];
  return { makes, breaks: [], needs: [...namespaceRefs(sequence), ...needs] };
}

/** A column that owns it may become another one before. */
function droppedTouches({ name, sequence = { ...name, options: {} } }: DropSequence): Touches {
  const { ownedBy: owner } = sequence;
  const { makes, breaks, needs } = reverseTouches(sequenceTouches(sequence));
  if (owner === undefined) return { makes, breaks, needs };
  const column = ref.column(owner.table, owner.column);
  return { makes, breaks, needs: needs.filter((need) => need !== column), leaves: [column] };
}

/** All that it takes; of several statements, none where the sequence is there. */
function createSequenceSql({ ifNotExists, ...op }: CreateSequence): readonly string[] {
  const all = createStatements(op);
  if (ifNotExists !== true) return all;
  return all.length === 1
    ? createStatements({ ...op, ifNotExists })
    : [unlessThereSql(relationIsMissing(op.sequence), all)];
}

function createStatements({ sequence, continues, ...op }: CreateSequence): readonly string[] {
  const { type, options, unlogged, ownedBy, comment } = sequence;
  const owner = ownedBy === undefined ? [] : [`OWNED BY ${ownerSql(ownedBy)}`];
  const kind = unlogged === true ? "UNLOGGED SEQUENCE" : "SEQUENCE";
  const head = [
    `CREATE ${kind} ${ifNotExistsSql(op)}${quoteName(sequence)}`,
    ...(type === undefined ? [] : [`AS ${type}`]),
  ];
  return [
    [...head, ...sequenceOptionsSql(options), ...owner].join(" "),
    ...(continues === undefined ? [] : [continueAfter(sequence, continues)]),
    ...commentStatements({ sequence }, comment),
  ];
}

function continueAfter(sequence: Sequence, { table, column }: SequenceOwner): string {
  return continueAfterRows(quoteString(quoteName(sequence)), table, column, sequence.options);
}
