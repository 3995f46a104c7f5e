import {
  nameOf,
  type QualifiedName,
  sameValue,
  type Schema,
  showTrigger,
  spelling,
  type Trigger,
  triggerKey,
} from "@limbeck/model";

import { type Change, reverseChange } from "../change.ts";
import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { type ChangeInput, changeInput, readChange } from "../input/changeInput.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { trigger, type TriggerInput, triggerInput } from "../input/triggerInput.ts";
import {
  backFromCreate,
  backFromDrop,
  dropArgs,
  type IfExists,
  ifExistsOf,
  type IfNotExists,
  ifNotExistsOf,
  optionArgs,
} from "../ifExists.ts";
import { noHazards, operation } from "../operation.ts";
import { type Plan, statements } from "../plan.ts";
import { type Ref, ref, reverseTouches, type Touches } from "../ref.ts";
import { removeOne, replaceOne } from "../schemaChange.ts";
import { attributesRead } from "../sql/calls.ts";
import { textRefs } from "../sql/casts.ts";
import { commentSql, commentStatements, type CommentedObject } from "../sql/comment.ts";
import { createTriggerSql, dropTriggerSql, enabledSql } from "../sql/trigger.ts";
import { triggerIsMissing, unlessThereSql } from "../sql/unlessThere.ts";
import { columnRefs, everyColumn } from "../table/touches.ts";
import { createTriggerPlan } from "../rebuild/trigger.ts";
import { dropTriggerSql as dropSqliteTrigger } from "../sql/sqlite/trigger.ts";

export interface CreateTrigger extends IfNotExists {
  readonly kind: "createTrigger";
  readonly trigger: Trigger;
}

export interface ReplaceTrigger {
  readonly kind: "replaceTrigger";
  readonly change: Change<Trigger>;
}

export interface DropTrigger extends IfExists {
  readonly kind: "dropTrigger";
  readonly table: QualifiedName;
  readonly name: string;
  readonly trigger?: Trigger;
}

export const triggerOperations = {
  /** Creates a trigger: `op.createTrigger("users", { name: "touch", timing: "before", events: ["update"], forEach: "row", function: "touch" })`. With `{ ifNotExists: true }` last, one that is there stays as it is. */
  createTrigger: operation({
    directive: (table: NameInput, input: TriggerInput, options: IfNotExists = {}): CreateTrigger => ({
      kind: "createTrigger",
      trigger: trigger(qualifiedName(table), input),
      ...ifNotExistsOf(options),
    }),
    args: (op): [NameInput, TriggerInput, IfNotExists?] => [
      nameInput(op.trigger.table),
      triggerInput(op.trigger),
      ...optionArgs(ifNotExistsOf(op)),
    ],
    reverse: ({ trigger: item, ...op }): DropTrigger => ({
      kind: "dropTrigger",
      table: item.table,
      name: item.name,
      trigger: item,
      ...backFromCreate(op),
    }),
    describe: (op) => `trigger ${showTrigger(op.trigger)}: added`,
    apply: (schema, { trigger: item, ifNotExists }) =>
      ifNotExists === true && schema.triggers.some((one) => triggerKey(one) === triggerKey(item))
        ? schema
        : { ...schema, triggers: [...schema.triggers, item] },
    touches: (op) => triggerTouches(op.trigger),
    hazards: noHazards,
    compile: {
      postgres: (op) => (op.trigger.function === undefined ? NO_BODY : statements(...createSql(op))),
      sqlite: (op) => createTriggerPlan(op.trigger, [], op),
    },
  }),

  /** Puts another trigger in the place of one of the same name. Not for constraint triggers, which the server does not replace. */
  replaceTrigger: operation({
    directive: (table: NameInput, change: ChangeInput<TriggerInput>): ReplaceTrigger => ({
      kind: "replaceTrigger",
      change: readChange(change, (input) => trigger(qualifiedName(table), input)),
    }),
    args: (op): [NameInput, ChangeInput<TriggerInput>] => [
      nameInput(op.change.to.table),
      changeInput(op.change, triggerInput),
    ],
    reverse: (op): ReplaceTrigger | Irreversible => {
      const change = reverseChange(op.change);
      return change === undefined
        ? irreversible(`what trigger ${showTrigger(op.change.to)} was is not known`)
        : { ...op, change };
    },
    describe: (op) => `trigger ${showTrigger(op.change.to)}: changed`,
    apply: (schema, op) => replaceIn(schema, op.change.to),
    touches: ({ change: { from, to } }) => {
      const { makes, needs } = triggerTouches(to);
      return {
        makes,
        breaks: [triggerRef(to), ...written(from ?? to)],
        needs,
        needsOld: [
          ...(from?.function === undefined ? [] : [ref.oldCall(from.function)]),
          ...(from?.when === undefined ? [] : attributesRead(spelling(from.when))),
        ],
      };
    },
    hazards: noHazards,
    compile: {
      postgres: (op) =>
        op.change.to.function === undefined ? NO_BODY : statements(...replaceTriggerSql(op.change)),
      sqlite: (op) => createTriggerPlan(op.change.to, [dropSqliteTrigger(op.change.to.name)]),
    },
  }),

  /** Drops a trigger. With `{ ifExists: true }` one that is not there is passed over. */
  dropTrigger: operation({
    directive: (table: NameInput, name: string, options: IfExists = {}): DropTrigger => ({
      kind: "dropTrigger",
      table: qualifiedName(table),
      name,
      ...ifExistsOf(options),
    }),
    args: dropArgs,
    reverse: (op): CreateTrigger | Irreversible =>
      op.trigger === undefined
        ? irreversible(`what trigger ${showTrigger(op)} was is not known`)
        : { kind: "createTrigger", trigger: op.trigger, ...backFromDrop(op) },
    describe: (op) => `trigger ${showTrigger(op)}: removed`,
    apply: (schema, op) => ({
      ...schema,
      triggers: removeOne(
        schema.triggers,
        (item) => triggerKey(item) === triggerKey(op),
        `trigger ${showTrigger(op)}`,
        op,
      ),
    }),
    touches: (op) =>
      op.trigger === undefined
        ? { makes: [], breaks: [triggerRef(op)], needs: [ref.relation(op.table)] }
        : reverseTouches(triggerTouches(op.trigger)),
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(dropTriggerSql(op.table, op.name, op)),
      sqlite: (op) => statements(dropSqliteTrigger(op.name, op)),
    },
  }),
};

/** PostgreSQL has no CREATE TRIGGER IF NOT EXISTS. */
function createSql({ trigger: item, ifNotExists }: CreateTrigger): readonly string[] {
  const all = [...createTriggerSql(item, false), ...commentStatements(targetOf(item), item.comment)];
  return ifNotExists === true ? [unlessThereSql(triggerIsMissing(item.table, item.name), all)] : all;
}

const NO_BODY: Plan = {
  kind: "unsupported",
  reason: "a trigger of PostgreSQL executes a function and has no statements",
};

const triggerRef = ({ table, name }: Pick<Trigger, "table" | "name">): Ref => ref.trigger(table, name);

function triggerTouches(item: Trigger): Touches {
  return {
    makes: [triggerRef(item), ...written(item)],
    breaks: [],
    needs: [
      ref.relation(item.table),
      ...(item.function === undefined ? [] : [ref.call(item.function), ref.oldCall(item.function)]),
      ...(item.from === undefined ? [] : [ref.relation(item.from)]),
      ...columnRefs(item.table, item.updateOf ?? []),
      ...(item.when === undefined ? [] : [everyColumn(item.table), ...textRefs(item.when)]),
    ],
  };
}

/** What may be written to a view because of it. */
function written({ table, timing, events }: Trigger): readonly Ref[] {
  return timing === "insteadOf" ? events.map((event) => ref.written(table, event)) : [];
}

/** A trigger that is replaced fires like a new one, whatever it did before; and one that only fires otherwise is not replaced. */
function replaceTriggerSql({ from, to }: Change<Trigger>): readonly string[] {
  const { enabled: before, comment: said, ...old } = from ?? { ...to, name: "" };
  const { enabled: _, comment, ...wanted } = to;
  const says = said === comment ? [] : [commentSql(targetOf(to), comment ?? null)];
  if (sameValue(old, wanted)) return [enabledSql(to), ...says];
  const plain = before !== undefined && to.enabled === undefined ? [enabledSql(to)] : [];
  return [...createTriggerSql(to, true), ...plain, ...says];
}

function targetOf({ table, name }: Trigger): CommentedObject {
  return { table: nameOf(table), trigger: name };
}

function replaceIn(schema: Schema, to: Trigger): Schema {
  const triggers = replaceOne(
    schema.triggers,
    (item) => triggerKey(item) === triggerKey(to),
    () => to,
    `trigger ${showTrigger(to)}`,
  );
  return { ...schema, triggers };
}
