import { type QualifiedName, sameName, type Sequence, type SequenceOptions, showName } from "@limbeck/model";

import { type Change, reverseChange } from "../change.ts";
import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { type ChangeInput, changeInput, readChange } from "../input/changeInput.ts";
import { defined } from "../input/defined.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import {
  type SequenceOptionsInput,
  sequenceOptions,
  sequenceOptionsInput,
} from "../input/sequenceOptionsInput.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, statements } from "../plan.ts";
import { ref } from "../ref.ts";
import { replaceOne } from "../schemaChange.ts";
import { quoteName } from "../sql/identifier.ts";
import { changedSequenceSql } from "../sql/sequence.ts";

export interface AlterSequence {
  readonly kind: "alterSequence";
  readonly name: QualifiedName;
  readonly options: Change<SequenceOptions & Pick<Sequence, "type" | "unlogged">>;
}

export type AlterSequenceInput = SequenceOptionsInput & {
  readonly type?: "smallint" | "integer";
  readonly unlogged?: true;
};

const readOptions = ({ type, unlogged, ...options }: AlterSequenceInput): AlterSequence["options"]["to"] =>
  defined({ type, unlogged, ...sequenceOptions(options) });

export const alterSequenceOperations = {
  /** Changes the options of a sequence; an option that is left out has PostgreSQL's default afterwards. */
  alterSequence: operation({
    directive: (name: NameInput, options: ChangeInput<AlterSequenceInput>): AlterSequence => ({
      kind: "alterSequence",
      name: qualifiedName(name),
      options: readChange(options, readOptions),
    }),
    args: (op): [NameInput, ChangeInput<AlterSequenceInput>] => [
      nameInput(op.name),
      changeInput(op.options, ({ type, unlogged, ...options }) =>
        defined({ type, unlogged, ...sequenceOptionsInput(options) }),
      ),
    ],
    reverse: (op): AlterSequence | Irreversible => {
      const options = reverseChange(op.options);
      return options === undefined
        ? irreversible(`the options of sequence ${showName(op.name)} are not known`)
        : { ...op, options };
    },
    describe: (op) => `sequence ${showName(op.name)}: options changed`,
    apply: (schema, op) => ({
      ...schema,
      sequences: replaceOne(
        schema.sequences,
        (item) => sameName(item, op.name),
        ({ type: _, unlogged: was, ...item }) => {
          const { type, unlogged: is, ...options } = op.options.to;
          // One that a column owns is logged as its table is.
          const unlogged = item.ownedBy === undefined ? is : was;
          return defined({ ...item, type, unlogged, options });
        },
        `sequence ${showName(op.name)}`,
      ),
    }),
    touches: (op) => ({ makes: [], breaks: [], needs: [ref.relation(op.name)] }),
    hazards: noHazards,
    compile: { postgres: (op) => statements(...alterSequenceSql(op)), sqlite: notOnSqlite("sequences") },
  }),
};

function alterSequenceSql({ name, options: { from = {}, to } }: AlterSequence): readonly string[] {
  const { type: before = "bigint", unlogged: was, ...old } = from;
  const { type = "bigint", unlogged, ...wanted } = to;
  const changes = changedSequenceSql({ type: before, options: old }, { type, options: wanted });
  const logging = was === unlogged ? [] : [unlogged === true ? "SET UNLOGGED" : "SET LOGGED"];
  return [...changes, ...logging].map((change) => `ALTER SEQUENCE ${quoteName(name)} ${change}`);
}
