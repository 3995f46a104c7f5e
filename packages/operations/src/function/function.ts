import {
  inputTypes,
  nameOf,
  type QualifiedName,
  type Routine,
  routineKey,
  routineNoun,
  routineType,
  type Schema,
  showName,
  showRoutine,
  type SqlText,
} from "@limbeck/model";

import { type Change, reverseChange } from "../change.ts";
import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { keeping, type KeepRights } from "../input/keepRights.ts";
import { type ChangeInput, changeInput, readChange } from "../input/changeInput.ts";
import { defined } from "../input/defined.ts";
import { type FunctionInput, functionInput, routine } from "../input/functionInput.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { type TypeInput, typeInput } from "../input/typeInput.ts";
import { type IfExists, ifExistsOf, ifExistsSql, optionArgs } from "../ifExists.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, statements } from "../plan.ts";
import { removeOne, replaceOne } from "../schemaChange.ts";
import { commentSql, commentStatements, type CommentedObject } from "../sql/comment.ts";
import { createFunctionSql, functionName } from "../sql/function.ts";
import { giveRoutineRights, keepRoutineIfThere, keepRoutineRights } from "../sql/rights.ts";
import { droppedTouches, functionTouches, replacedTouches } from "./touches.ts";

export interface CreateFunction extends KeepRights {
  readonly kind: "createFunction";
  readonly function: Routine;
}

export interface ReplaceFunction {
  readonly kind: "replaceFunction";
  readonly name: QualifiedName;
  readonly change: Change<Routine>;
}

/** How a function is dropped. */
export interface FunctionDrop extends KeepRights, IfExists {}

export interface DropFunction extends FunctionDrop {
  readonly kind: "dropFunction";
  readonly name: QualifiedName;
  /** The types of its input arguments. */
  readonly types: readonly SqlText[];
  readonly function?: Routine;
}

const show = (item: Routine): string => `${routineNoun(item)} ${showRoutine(item, inputTypes(item))}`;

export const functionOperations = {
  /** Creates a function, procedure or aggregate: ``op.createFunction("one", { returns: "integer", language: "sql", body: sql`SELECT 1` })``. */
  createFunction: operation({
    directive: (name: NameInput, { keepRights, ...input }: FunctionInput & KeepRights): CreateFunction =>
      defined({
        kind: "createFunction" as const,
        function: routine(qualifiedName(name), input),
        keepRights,
      }),
    args: (op): [NameInput, FunctionInput & KeepRights] => [
      nameInput(op.function),
      { ...functionInput(op.function), ...keeping(op) },
    ],
    reverse: (op): DropFunction => ({
      kind: "dropFunction",
      name: nameOf(op.function),
      types: inputTypes(op.function),
      function: op.function,
      ...keeping(op),
    }),
    describe: (op) => `${show(op.function)}: added`,
    apply: (schema, op) => ({ ...schema, functions: [...schema.functions, op.function] }),
    touches: (op) => functionTouches(op.function),
    hazards: noHazards,
    compile: {
      postgres: (op) =>
        statements(
          createFunctionSql(op.function, false),
          ...commentStatements(targetOf(op.function), op.function.comment),
          ...(op.keepRights === true ? [giveRoutineRights(op.function)] : []),
        ),
      sqlite: notOnSqlite("functions in SQL"),
    },
  }),

  /** Puts another function in the place of one with the same arguments and the same result; what uses it stays. */
  replaceFunction: operation({
    directive: (name: NameInput, change: ChangeInput<FunctionInput>): ReplaceFunction => ({
      kind: "replaceFunction",
      name: qualifiedName(name),
      change: readChange(change, (input) => routine(qualifiedName(name), input)),
    }),
    args: (op): [NameInput, ChangeInput<FunctionInput>] => [
      nameInput(op.name),
      changeInput(op.change, functionInput),
    ],
    reverse: (op): ReplaceFunction | Irreversible => {
      const change = reverseChange(op.change);
      return change === undefined
        ? irreversible(`what ${show(op.change.to)} was is not known`)
        : { ...op, change };
    },
    describe: (op) => `${show(op.change.to)}: changed`,
    apply: (schema, op) => replaceIn(schema, op.change.to),
    touches: (op) => replacedTouches(op.change),
    hazards: noHazards,
    compile: {
      postgres: ({ change: { from, to } }) =>
        statements(
          createFunctionSql(to, true),
          ...(from === undefined || from.comment === to.comment
            ? []
            : [commentSql(targetOf(to), to.comment ?? null)]),
        ),
      sqlite: notOnSqlite("functions in SQL"),
    },
  }),

  /** Drops a function, procedure or aggregate that nothing uses any more; the types are those of its input arguments. With `{ ifExists: true }` one that is not there is passed over. */
  dropFunction: operation({
    directive: (
      name: NameInput,
      types: readonly TypeInput[] = [],
      options: FunctionDrop = {},
    ): DropFunction => ({
      kind: "dropFunction",
      name: qualifiedName(name),
      types: types.map(routineType),
      ...dropOf(options),
    }),
    args: (op): [NameInput, (readonly TypeInput[])?, FunctionDrop?] => {
      const options = optionArgs(dropOf(op));
      return op.types.length === 0 && options.length === 0
        ? [nameInput(op.name)]
        : [nameInput(op.name), op.types.map(typeInput), ...options];
    },
    reverse: (op): CreateFunction | Irreversible =>
      op.function === undefined
        ? irreversible(`what function ${showName(op.name)} was is not known`)
        : { kind: "createFunction", function: op.function, ...keeping(op) },
    describe: (op) => `${routineNoun(op.function ?? {})} ${showRoutine(op.name, op.types)}: removed`,
    apply: (schema, op) => ({
      ...schema,
      functions: removeOne(
        schema.functions,
        (item) => routineKey(item) === droppedKey(op),
        `function ${showRoutine(op.name, op.types)}`,
        op,
      ),
    }),
    touches: (op) => droppedTouches(droppedRoutine(op)),
    hazards: noHazards,
    compile: {
      postgres: (op) =>
        statements(...keptRights(op), `DROP ROUTINE ${ifExistsSql(op)}${functionName(op.name, op.types)}`),
      sqlite: notOnSqlite("functions in SQL"),
    },
  }),
};

function targetOf(routine: Routine): CommentedObject {
  return { routine: nameOf(routine), types: inputTypes(routine).map(typeInput) };
}

function dropOf(options: FunctionDrop): FunctionDrop {
  return { ...keeping(options), ...ifExistsOf(options) };
}

function keptRights(op: DropFunction): readonly string[] {
  if (op.keepRights !== true) return [];
  const keep = op.ifExists === true ? keepRoutineIfThere : keepRoutineRights;
  // What is known of it may say types in words of the way back.
  return [keep({ ...droppedRoutine(op), arguments: op.types.map((type) => ({ type })) })];
}

/** As much of the dropped routine as is known. */
function droppedRoutine({ name, types, function: known }: DropFunction): Routine {
  return known ?? { ...name, arguments: types.map((type) => ({ type })), language: "" };
}

/** By what is said: where a type comes back to another namespace, what is known of the routine names that one. */
const droppedKey = ({ name, types }: DropFunction): string =>
  routineKey({ ...name, arguments: types.map((type) => ({ type })), language: "" });

function replaceIn(schema: Schema, to: Routine): Schema {
  const functions = replaceOne(
    schema.functions,
    (item) => routineKey(item) === routineKey(to),
    () => to,
    show(to),
  );
  return { ...schema, functions };
}
