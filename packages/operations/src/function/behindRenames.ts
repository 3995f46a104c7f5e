import { type Routine, spelling } from "@limbeck/model";

import { type Operation } from "../operations.ts";
import { givenName } from "../renames.ts";
import { namesIn } from "../sql/calls.ts";

type MakesFunction = Extract<Operation, { readonly kind: "createFunction" | "replaceFunction" }>;

/**
 * The operations with each function whose body says a name behind the rename that gives it: the server looks into a body in SQL when the
 * function is made (PostgreSQL manual, `check_function_bodies`). On the way there renames come first anyway, on the way back last.
 * `touches` says whether an operation has to do with a function that another one makes: it stays behind that.
 */
export function behindRenames(
  ops: readonly Operation[],
  touches: (op: Operation, made: MakesFunction) => boolean,
): readonly Operation[] {
  const ordered = [...ops];
  for (const op of [...ops].reverse()) {
    if (op.kind !== "createFunction" && op.kind !== "replaceFunction") continue;
    const at = ordered.indexOf(op);
    const names = namesOf(op);
    const last = ordered.findLastIndex((other) => gives(other, names));
    if (last < at || ordered.slice(at + 1, last + 1).some((other) => touches(other, op))) continue;
    ordered.splice(last + 1, 0, op);
    ordered.splice(at, 1);
  }
  return ordered;
}

function namesOf(op: MakesFunction): ReadonlySet<string> {
  const { language, body, standardBody }: Routine = op.kind === "createFunction" ? op.function : op.change.to;
  const plain = language === "sql" ? (body ?? "") : "";
  const text = standardBody === undefined ? plain : spelling(standardBody);
  return new Set(
    namesIn(text).flatMap(({ schema, name }) => (schema === undefined ? [name] : [schema, name])),
  );
}

function gives(op: Operation, names: ReadonlySet<string>): boolean {
  const name = givenName(op);
  return name !== undefined && names.has(name);
}
