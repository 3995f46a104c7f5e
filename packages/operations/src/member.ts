import {
  type Named,
  type Placed,
  type QualifiedName,
  type Schema,
  showName,
  type Table,
} from "@limbeck/model";

import { irreversible, type Irreversible } from "./data/irreversible.ts";
import { type Hazard } from "./hazard.ts";
import { dropArgs, type IfExists, ifExistsOf } from "./ifExists.ts";
import { type NameInput, nameInput, qualifiedName } from "./input/nameInput.ts";
import { noHazards, operation } from "./operation.ts";
import { statements } from "./plan.ts";
import { type Ref, ref, reverseTouches, type Touches } from "./ref.ts";
import { changeTable } from "./schemaChange.ts";
import { inTablespace } from "./sql/tablespace.ts";
import { rebuilds } from "./rebuild/alter.ts";

/** A constraint or index is added to a table … */
export interface CreateMember<K extends string, M extends Named & Placed> {
  readonly kind: K;
  readonly table: QualifiedName;
  readonly definition: M;
}

/** … and dropped by its name; `definition` is known where autogenerate made the operation. */
export interface DropMember<K extends string, M extends Named & Placed> extends IfExists {
  readonly kind: K;
  readonly table: QualifiedName;
  readonly name: string;
  readonly definition?: M;
}

/** What a family of constraints or indexes answers for; the rows of both its operations follow from it. */
export interface MemberFamily<Create extends string, Drop extends string, M extends Named & Placed, I> {
  readonly create: Create;
  readonly drop: Drop;
  /** `unique constraint` */
  readonly noun: string;
  readonly read: (input: I) => M;
  readonly show: (member: M) => I;
  readonly add: (table: Table, member: M) => Table;
  readonly has: (table: Table, name: string) => boolean;
  readonly remove: (table: Table, name: string) => Table;
  readonly makes: (table: QualifiedName, member: M) => readonly Ref[];
  readonly needs: (table: QualifiedName, member: M) => readonly Ref[];
  readonly hazards?: (table: QualifiedName, member: M) => readonly Hazard[];
  readonly createSql: (table: QualifiedName, member: M) => readonly string[];
  readonly dropSql: (table: QualifiedName, name: string, options: IfExists) => readonly string[];
}

/** The row that adds a member. */
export function createMember<C extends string, D extends string, M extends Named & Placed, I>(
  family: MemberFamily<C, D, M, I>,
) {
  return operation({
    directive: (table: NameInput, definition: I): CreateMember<C, M> => ({
      kind: family.create,
      table: qualifiedName(table),
      definition: family.read(definition),
    }),
    args: (op): [NameInput, I] => [nameInput(op.table), family.show(op.definition)],
    reverse: (op): DropMember<D, M> => ({
      kind: family.drop,
      table: op.table,
      name: op.definition.name,
      definition: op.definition,
    }),
    describe: (op) => `${family.noun} ${op.definition.name} on ${showName(op.table)}: added`,
    apply: (schema: Schema, op) => changeTable(schema, op.table, (table) => family.add(table, op.definition)),
    touches: (op) => memberTouches(family, op.table, op.definition),
    hazards: (op) => family.hazards?.(op.table, op.definition) ?? noHazards(),
    compile: {
      postgres: (op) => statements(...inTablespace(op.definition, family.createSql(op.table, op.definition))),
      sqlite: rebuilds,
    },
  });
}

/** The row that drops a member. With `{ ifExists: true }` one that is not there is passed over. */
export function dropMember<C extends string, D extends string, M extends Named & Placed, I>(
  family: MemberFamily<C, D, M, I>,
) {
  return operation({
    directive: (table: NameInput, name: string, options: IfExists = {}): DropMember<D, M> => ({
      kind: family.drop,
      table: qualifiedName(table),
      name,
      ...ifExistsOf(options),
    }),
    args: dropArgs,
    reverse: (op): CreateMember<C, M> | Irreversible =>
      op.definition === undefined
        ? irreversible(`what ${family.noun} ${op.name} on ${showName(op.table)} was is not known`)
        : { kind: family.create, table: op.table, definition: op.definition },
    describe: (op) => `${family.noun} ${op.name} on ${showName(op.table)}: removed`,
    apply: (schema: Schema, op) =>
      changeTable(schema, op.table, (table) =>
        op.ifExists === true && !family.has(table, op.name) ? table : family.remove(table, op.name),
      ),
    touches: (op) =>
      op.definition === undefined
        ? { makes: [], breaks: [], needs: [ref.relation(op.table)] }
        : reverseTouches(memberTouches(family, op.table, op.definition)),
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(...family.dropSql(op.table, op.name, op)),
      sqlite: rebuilds,
    },
  });
}

function memberTouches<C extends string, D extends string, M extends Named & Placed, I>(
  family: MemberFamily<C, D, M, I>,
  table: QualifiedName,
  member: M,
): Touches {
  return {
    makes: family.makes(table, member),
    breaks: [],
    needs: [ref.relation(table), ...family.needs(table, member)],
  };
}
