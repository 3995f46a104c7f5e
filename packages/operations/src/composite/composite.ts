import { type Composite, nameOf, type QualifiedName, sameName } from "@limbeck/model";

import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { compositeDefinition, type CompositeInput, compositeInput } from "../input/compositeInput.ts";
import { defined } from "../input/defined.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { type IfExists, ifExistsOf, ifExistsSql, optionArgs } from "../ifExists.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, statements } from "../plan.ts";
import { arraysOf, ref, usesOf } from "../ref.ts";
import { removeOne } from "../schemaChange.ts";
import { createCompositeSql } from "../sql/composite.ts";
import { quoteType } from "../sql/identifier.ts";
import { namespaceRefs } from "../table/touches.ts";
import { heldTypes, show } from "./held.ts";

export interface CreateComposite {
  readonly kind: "createComposite";
  readonly composite: Composite;
}

export interface DropComposite extends IfExists {
  readonly kind: "dropComposite";
  readonly name: QualifiedName;
  readonly composite?: Composite;
}

export const compositeOperations = {
  /** Creates a composite type: `op.createComposite("address", { attributes: [{ name: "street", type: "text" }] })`. */
  createComposite: operation({
    directive: (name: NameInput, input: CompositeInput & { readonly comment?: string }): CreateComposite => ({
      kind: "createComposite",
      composite: defined({
        ...qualifiedName(name),
        ...compositeDefinition(input),
        comment: input.comment,
      }),
    }),
    args: ({ composite }): [NameInput, CompositeInput & { readonly comment?: string }] => [
      nameInput(composite),
      defined({ ...compositeInput(composite), comment: composite.comment }),
    ],
    reverse: (op): DropComposite => ({
      kind: "dropComposite",
      name: nameOf(op.composite),
      composite: op.composite,
    }),
    describe: (op) => `${show(op.composite)}: added`,
    apply: (schema, op) => ({ ...schema, composites: [...schema.composites, op.composite] }),
    touches: ({ composite }) => ({
      // Its attributes are those of a relation, which shares the names of tables and indexes.
      makes: [ref.type(composite), ref.relation(composite)],
      breaks: [],
      needs: [...namespaceRefs(composite), ...heldTypes(composite), ...heldTypes(composite).map(arraysOf)],
    }),
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(...createCompositeSql(op.composite)),
      sqlite: notOnSqlite("composite types"),
    },
  }),

  /** Drops a composite type that nothing uses any more. With `{ ifExists: true }` one that is not there is passed over. */
  dropComposite: operation({
    directive: (name: NameInput, options: IfExists = {}): DropComposite => ({
      kind: "dropComposite",
      name: qualifiedName(name),
      ...ifExistsOf(options),
    }),
    args: (op): [NameInput, IfExists?] => [nameInput(op.name), ...optionArgs(ifExistsOf(op))],
    reverse: (op): CreateComposite | Irreversible =>
      op.composite === undefined
        ? irreversible(`what ${show(op.name)} was is not known`)
        : { kind: "createComposite", composite: op.composite },
    describe: (op) => `${show(op.name)}: removed`,
    apply: (schema, op) => ({
      ...schema,
      composites: removeOne(schema.composites, (item) => sameName(item, op.name), show(op.name), op),
    }),
    // What leaves the type goes first, and then the type before what it stands on.
    touches: ({ name, composite }) => ({
      makes: [usesOf(ref.type(name))],
      breaks: [ref.type(name), ref.relation(name)],
      needs: namespaceRefs(name),
      leaves: composite === undefined ? [] : heldTypes(composite),
    }),
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(`DROP TYPE ${ifExistsSql(op)}${quoteType(op.name)}`),
      sqlite: notOnSqlite("composite types"),
    },
  }),
};
