import { type QualifiedName, type Routine, routineKey, spelling } from "@limbeck/model";

import { defined } from "../input/defined.ts";
import { type Operation } from "../operations.ts";
import { givenNames } from "../renames.ts";
import { namesIn } from "../sql/calls.ts";
import { movedTo } from "../table/moved.ts";
import { besideTable } from "../table/touches.ts";
import { declaredNames } from "./declared.ts";
import { followRename } from "./followRename.ts";

type MakesFunction = Extract<Operation, { readonly kind: "createFunction" | "replaceFunction" }>;

/**
 * The operations with each function whose body says a name behind the rename that gives it: the server looks into a body in SQL when the
 * function is made (PostgreSQL manual, `check_function_bodies`), and in one in PL/pgSQL at what its variables are declared after. On the way there renames come first anyway, on the way back last.
 * `touches` says whether an operation has to do with a function that another one makes: it stays behind that, unless it gives that function itself another name.
 */
export function behindRenames(
  ops: readonly Operation[],
  touches: (op: Operation, made: MakesFunction) => boolean,
): readonly Operation[] {
  const ordered = [...ops];
  for (const op of [...ops].reverse()) {
    if (op.kind !== "createFunction" && op.kind !== "replaceFunction") continue;
    const at = ordered.indexOf(op);
    const last = ordered.findLastIndex(givesTo(op));
    const passed = ordered.slice(at + 1, last + 1);
    if (last < at || passed.some((other) => touches(other, op) && !takesUp(other, op))) continue;
    ordered.splice(at, passed.length + 1, ...passed, passed.reduce(inWordsAfter, op));
  }
  return ordered;
}

/** The types that a function takes and gives may be called otherwise behind a rename, and so may one be that is replaced. */
function inWordsAfter(op: MakesFunction, rename: Operation): MakesFunction {
  if (op.kind === "createFunction") return { ...op, function: followRename(op.function, rename) };
  const { from, to } = op.change;
  const name = takesUp(rename, op) ? nameAfter(rename) : op.name;
  const after = (routine: Routine): Routine => called(followRename(routine, rename), name);
  return { ...op, name, change: defined({ from: from && after(from), to: after(to) }) };
}

type RenamesFunction = Extract<Operation, { readonly kind: "renameFunction" | "setFunctionSchema" }>;

/** Whether an operation gives another name to the function that another one replaces. */
function takesUp(op: Operation, made: MakesFunction): op is RenamesFunction {
  if (op.kind !== "renameFunction" && op.kind !== "setFunctionSchema") return false;
  if (made.kind !== "replaceFunction") return false;
  const key = routineKey({ ...op.name, arguments: op.types.map((type) => ({ type })), language: "" });
  return key === routineKey(routineOf(made));
}

function nameAfter(op: RenamesFunction): QualifiedName {
  return op.kind === "renameFunction" ? besideTable(op.name, op.to) : movedTo(op.name, op.to);
}

function called(routine: Routine, name: QualifiedName): Routine {
  const { schema: _, ...rest } = routine;
  return { ...rest, ...name };
}

function routineOf(op: MakesFunction): Routine {
  return op.kind === "createFunction" ? op.function : op.change.to;
}

function namesOf(op: MakesFunction): ReadonlySet<string> {
  const { language, body = "", standardBody } = routineOf(op);
  if (language === "plpgsql") return new Set(declaredNames(body));
  const plain = language === "sql" ? body : "";
  const text = standardBody === undefined ? plain : spelling(standardBody);
  return new Set(
    namesIn(text).flatMap(({ schema, name }) => (schema === undefined ? [name] : [schema, name])),
  );
}

/** Whether an operation gives a name that the body says. */
function givesTo(made: MakesFunction): (op: Operation) => boolean {
  const names = namesOf(made);
  return (op) => {
    if (op.kind === "alterExtension") return op.schema !== undefined && !isParsed(made);
    return givenNames(op).some((name) => names.has(name));
  };
}

/** What the server has parsed of a body follows; which names of a text an extension gives where it moves to, nobody knows here. */
function isParsed(made: MakesFunction): boolean {
  return routineOf(made).standardBody !== undefined;
}
