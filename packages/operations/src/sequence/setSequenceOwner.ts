import { type QualifiedName, type SequenceOwner, showName } from "@limbeck/model";

import { type Change, reverseChange } from "../change.ts";
import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { type ChangeInput, changeInput, nullable, readChange } from "../input/changeInput.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, statements } from "../plan.ts";
import { type Ref, ref, type Touches } from "../ref.ts";
import { quoteName } from "../sql/identifier.ts";
import { freeSequence, ownSequence } from "./owner.ts";
import { ownerInput, ownerRefs, ownerSql, readOwner, type SequenceOwnerInput } from "./ownerInput.ts";

export interface SetSequenceOwner {
  readonly kind: "setSequenceOwner";
  readonly name: QualifiedName;
  /** The column with which it goes; null: none. */
  readonly owner: Change<SequenceOwner | null>;
}

export const setSequenceOwnerOperations = {
  /**
   * Gives a sequence to a column, with which it goes when that is dropped, or frees it of the one that it has; it goes on counting
   * where it stands. An integer column that counts by the sequence which it owns is a `serial`.
   */
  setSequenceOwner: operation({
    directive: (name: NameInput, owner: ChangeInput<SequenceOwnerInput | null>): SetSequenceOwner => ({
      kind: "setSequenceOwner",
      name: qualifiedName(name),
      owner: readChange(owner, nullable(readOwner)),
    }),
    args: (op): [NameInput, ChangeInput<SequenceOwnerInput | null>] => [
      nameInput(op.name),
      changeInput(op.owner, nullable(ownerInput)),
    ],
    reverse: (op): SetSequenceOwner | Irreversible => {
      const owner = reverseChange(op.owner);
      return owner === undefined
        ? irreversible(`which column sequence ${showName(op.name)} belonged to is not known`)
        : { ...op, owner };
    },
    describe: (op) => `sequence ${showName(op.name)}: ${inWords(op.owner.to)}`,
    apply: (schema, { name, owner: { to } }) => {
      const free = freeSequence(schema, name);
      return to === null ? free : ownSequence(free, name, to);
    },
    touches: ownerTouches,
    hazards: noHazards,
    compile: {
      postgres: ({ name, owner: { to } }) =>
        statements(`ALTER SEQUENCE ${quoteName(name)} OWNED BY ${to === null ? "NONE" : ownerSql(to)}`),
      sqlite: notOnSqlite("sequences"),
    },
  }),
};

function inWords(owner: SequenceOwner | null): string {
  return owner === null ? "owned by no column" : `owned by ${showName(owner.table)}.${owner.column}`;
}

/**
 * It leaves a column before that goes, and with it the sequence; it comes to one that is there. What a table owns is logged as the table is,
 * from the moment on when that changes: it leaves before, and comes after.
 */
function ownerTouches({ name, owner: { from, to } }: SetSequenceOwner): Touches {
  return {
    makes: to === null ? [] : [ref.owner(name)],
    breaks: from == null ? [] : [ref.owner(name)],
    needs: [ref.relation(name), ...ownerRefs(to), ...loggingOf(to)],
    needsOld: [...ownerRefs(from), ...loggingOf(from)],
  };
}

function loggingOf(owner: SequenceOwner | null | undefined): readonly Ref[] {
  return owner == null ? [] : [ref.logging(owner.table)];
}
