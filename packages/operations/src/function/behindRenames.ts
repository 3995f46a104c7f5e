import { nameOf, type QualifiedName, type Routine, routineKey, spelling } from "@limbeck/model";

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
    const gives = givesTo(op);
    const last = ordered.findLastIndex((other) => gives(other) && !takesUp(other, op));
    const behind = last < at ? undefined : behindAll(op, ordered.slice(at + 1, last + 1), touches);
    if (behind !== undefined) ordered.splice(at, last + 1 - at, ...behind);
  }
  return ordered;
}

/** A function behind operations that have nothing to do with it, or give it another name: undefined where one has more. One that is only made then has that name at once. */
function behindAll(
  op: MakesFunction,
  passed: readonly Operation[],
  touches: (op: Operation, made: MakesFunction) => boolean,
): readonly Operation[] | undefined {
  let made = op;
  const left: Operation[] = [];
  for (const other of passed) {
    const isTaken = takesUp(other, made);
    if (!isTaken && touches(other, made)) return undefined;
    if (!isTaken || made.kind === "replaceFunction") left.push(other);
    made = inWordsAfter(made, other);
  }
  return [...left, made];
}

/** The types that a function takes and gives may be called otherwise behind a rename, and so may the function be. */
function inWordsAfter(op: MakesFunction, rename: Operation): MakesFunction {
  const name = takesUp(rename, op) ? nameAfter(rename) : nameOf(routineOf(op));
  const after = (routine: Routine): Routine => called(followRename(routine, rename), name);
  if (op.kind === "createFunction") return { ...op, function: after(op.function) };
  const { from, to } = op.change;
  return { ...op, name, change: defined({ from: from && after(from), to: after(to) }) };
}

type RenamesFunction = Extract<Operation, { readonly kind: "renameFunction" | "setFunctionSchema" }>;

/** Whether an operation gives another name to the function that another one makes. */
function takesUp(op: Operation, made: MakesFunction): op is RenamesFunction {
  if (op.kind !== "renameFunction" && op.kind !== "setFunctionSchema") return false;
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
