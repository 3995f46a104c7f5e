import { type QualifiedName, type Schema, showName } from "@limbeck/model";

import { type NameInput, nameInput, qualifiedName } from "./input/nameInput.ts";
import { noHazards, operation } from "./operation.ts";
import { notOnSqlite, statements } from "./plan.ts";
import { type Ref, ref, type Touches } from "./ref.ts";
import { quoteIdentifier, quoteName } from "./sql/identifier.ts";
import { movedTo, namespaceOf } from "./table/moved.ts";
import { besideTable, namespaceRefs } from "./table/touches.ts";

/** Something in a schema takes another name … */
export interface RenameRoot<K extends string> {
  readonly kind: K;
  readonly name: QualifiedName;
  readonly to: string;
}

/** … or comes to another PostgreSQL schema, the default one by its name too. */
export type MoveRoot<K extends string> = RenameRoot<K>;

/** What a kind of thing answers for; the rows of both its operations follow from it. */
export interface RootFamily<Rename extends string, Move extends string> {
  readonly rename: Rename;
  readonly move: Move;
  /** `composite type` */
  readonly noun: string;
  /** What SQL calls it behind ALTER. */
  readonly word: string;
  /** How its name is found. */
  readonly quote?: (name: QualifiedName) => string;
  /** What SQLite has none of. */
  readonly lacking: string;
  readonly refs: (name: QualifiedName) => readonly Ref[];
  /** The schema after it took another name, in another namespace perhaps. Errors: `object-missing`. */
  readonly follow: (schema: Schema, name: QualifiedName, target: QualifiedName) => Schema;
  /** What else has to take another name. */
  readonly along?: (name: QualifiedName, target: QualifiedName) => readonly string[];
}

/** The row that gives something another name. */
export function renameRoot<R extends string, M extends string>(family: RootFamily<R, M>) {
  const { rename, noun, word, lacking, refs, follow, quote = quoteName, along = () => [] } = family;
  return operation({
    directive: (name: NameInput, to: string): RenameRoot<R> => ({
      kind: rename,
      name: qualifiedName(name),
      to,
    }),
    args: (op): [NameInput, string] => [nameInput(op.name), op.to],
    reverse: (op): RenameRoot<R> => ({ ...op, name: besideTable(op.name, op.to), to: op.name.name }),
    describe: (op) => `${noun} ${showName(op.name)}: renamed to ${op.to}`,
    apply: (schema, op) => follow(schema, op.name, besideTable(op.name, op.to)),
    touches: (op) => takenUp(op.name, besideTable(op.name, op.to), refs, namespaceRefs(op.name)),
    hazards: noHazards,
    compile: {
      postgres: (op) =>
        statements(
          ...along(op.name, besideTable(op.name, op.to)),
          `ALTER ${word} ${quote(op.name)} RENAME TO ${quoteIdentifier(op.to)}`,
        ),
      sqlite: notOnSqlite(lacking),
    },
  });
}

/** The row that moves something to another PostgreSQL schema. */
export function moveRoot<R extends string, M extends string>(family: RootFamily<R, M>) {
  const { move, noun, word, lacking, refs, follow, quote = quoteName, along = () => [] } = family;
  return operation({
    directive: (name: NameInput, to: string): MoveRoot<M> => ({ kind: move, name: qualifiedName(name), to }),
    args: (op): [NameInput, string] => [nameInput(op.name), op.to],
    reverse: (op): MoveRoot<M> => ({ ...op, name: movedTo(op.name, op.to), to: namespaceOf(op.name) }),
    describe: (op) => `${noun} ${showName(op.name)}: moved to schema ${op.to}`,
    apply: (schema, op) => follow(schema, op.name, movedTo(op.name, op.to)),
    touches: (op) => {
      const target = movedTo(op.name, op.to);
      return takenUp(op.name, target, refs, [...namespaceRefs(op.name), ...namespaceRefs(target)]);
    },
    hazards: noHazards,
    compile: {
      postgres: (op) =>
        statements(
          ...along(op.name, movedTo(op.name, op.to)),
          `ALTER ${word} ${quote(op.name)} SET SCHEMA ${quoteIdentifier(op.to)}`,
        ),
      sqlite: notOnSqlite(lacking),
    },
  });
}

function takenUp(
  name: QualifiedName,
  target: QualifiedName,
  refs: (name: QualifiedName) => readonly Ref[],
  needs: readonly Ref[],
): Touches {
  return { makes: refs(target), breaks: refs(name), needs };
}

export const relationAndType = (name: QualifiedName): readonly Ref[] => [ref.relation(name), ref.type(name)];
