import {
  foundName,
  nameOf,
  type QualifiedName,
  type Routine,
  routineKey,
  routineType,
  sameName,
  type Schema,
  showRoutine,
  type SqlText,
  type Trigger,
} from "@limbeck/model";

import { followCall } from "./followCall.ts";
import { meansRoutine } from "./meant.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { type TypeInput, typeInput } from "../input/typeInput.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, type Plan, statements } from "../plan.ts";
import { ref, type Touches } from "../ref.ts";
import { replaceOne } from "../schemaChange.ts";
import { functionName } from "../sql/function.ts";
import { quoteIdentifier } from "../sql/identifier.ts";
import { movedTo, namespaceOf } from "../table/moved.ts";
import { besideTable, namespaceRefs } from "../table/touches.ts";

interface OfFunction<K extends string> {
  readonly kind: K;
  readonly name: QualifiedName;
  /** The types of its input arguments. */
  readonly types: readonly SqlText[];
  readonly to: string;
}

export type RenameFunction = OfFunction<"renameFunction">;
export type SetFunctionSchema = OfFunction<"setFunctionSchema">;

export const renameFunctionOperations = {
  /** Gives a function or procedure another name; the types are those of its input arguments. What calls it follows, but for texts of bodies. */
  renameFunction: operation({
    directive: (name: NameInput, types: readonly TypeInput[], to: string): RenameFunction => ({
      kind: "renameFunction",
      name: qualifiedName(name),
      types: types.map(routineType),
      to,
    }),
    args: (op) => [nameInput(op.name), op.types.map(typeInput), op.to],
    reverse: (op): RenameFunction => ({ ...op, name: besideTable(op.name, op.to), to: op.name.name }),
    describe: (op) => `function ${showRoutine(op.name, op.types)}: renamed to ${op.to}`,
    apply: (schema, op) => functionTakes(schema, op, besideTable(op.name, op.to)),
    touches: (op) => takenUp(op, besideTable(op.name, op.to)),
    hazards: noHazards,
    compile: {
      postgres: (op) => alter(op, `RENAME TO ${quoteIdentifier(op.to)}`),
      sqlite: notOnSqlite("functions in SQL"),
    },
  }),

  /** Moves a function or procedure to another PostgreSQL schema; the types are those of its input arguments. */
  setFunctionSchema: operation({
    directive: (name: NameInput, types: readonly TypeInput[], to: string): SetFunctionSchema => ({
      kind: "setFunctionSchema",
      name: qualifiedName(name),
      types: types.map(routineType),
      to,
    }),
    args: (op) => [nameInput(op.name), op.types.map(typeInput), op.to],
    reverse: (op): SetFunctionSchema => ({
      ...op,
      name: movedTo(op.name, op.to),
      to: namespaceOf(op.name),
    }),
    describe: (op) => `function ${showRoutine(op.name, op.types)}: moved to schema ${op.to}`,
    apply: (schema, op) => functionTakes(schema, op, movedTo(op.name, op.to)),
    touches: (op) => takenUp(op, movedTo(op.name, op.to)),
    hazards: noHazards,
    compile: {
      postgres: (op) => alter(op, `SET SCHEMA ${quoteIdentifier(op.to)}`),
      sqlite: notOnSqlite("functions in SQL"),
    },
  }),
};

type Taken = Pick<RenameFunction, "name" | "types">;

function alter({ name, types }: Taken, action: string): Plan {
  return statements(`ALTER ROUTINE ${functionName(name, types)} ${action}`);
}

const keyOf = (name: QualifiedName, types: readonly SqlText[]): string =>
  routineKey({ ...name, arguments: types.map((type) => ({ type })), language: "" });

function takenUp({ name, types }: Taken, target: QualifiedName): Touches {
  return {
    makes: [ref.routine(keyOf(target, types)), ref.call(target)],
    breaks: [ref.routine(keyOf(name, types)), ref.call(name)],
    needs: [...namespaceRefs(name), ...namespaceRefs(target)],
  };
}

/** The schema after a function took another name: triggers and expressions follow. Errors: `object-missing`. */
function functionTakes(schema: Schema, { name, types }: Taken, target: QualifiedName): Schema {
  const isTaken = (routine: Routine): boolean => routineKey(routine) === keyOf(name, types);
  const functions = replaceOne(
    schema.functions,
    isTaken,
    ({ schema: _, ...routine }) => ({ ...routine, ...target }),
    `function ${showRoutine(name, types)}`,
  );
  const taken = schema.functions.find(isTaken);
  const isMeant = taken && meansRoutine(taken, name, schema.functions);
  // One that is called like one of the server's own is not surely found without the default schema.
  const followed = followCall({ ...schema, functions }, name, foundName("routine", nameOf(target)), isMeant);
  const executes = ({ function: executed }: Trigger): boolean =>
    executed !== undefined && types.length === 0 && sameName(executed, name);
  return {
    ...followed,
    triggers: followed.triggers.map((trigger) =>
      executes(trigger) ? { ...trigger, function: nameOf(target) } : trigger,
    ),
  };
}
