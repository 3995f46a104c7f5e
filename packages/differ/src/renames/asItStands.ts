import { type Schema, spelling } from "@limbeck/model";
import { applyAll, OPAQUE, type Operation, reverse } from "@limbeck/operations";

import { withMembers } from "../extensions.ts";
import { type Decided } from "./decide.ts";

/** Two sides as they are compared: of the database, and where it is taken to. */
interface Sides {
  readonly database: Schema;
  readonly models: Schema;
}

/** Two sides that are to be put into the same words, and what becomes of the one that was. */
export interface AsItStands extends Sides {
  readonly moved: (models: Schema) => Schema;
}

/**
 * Both sides as the server can be asked about them, on which extensions have yet to move: what they bring along is named where it stands now.
 * `moved` names it where it will stand; what is run is as its author wrote it, and what is compared has gone the way that `before` has gone, so that
 * operators, whose namespace no text without one tells, are equal where they are the same.
 */
export function asItStands({ before, moves }: Pick<Decided, "before" | "moves">, target: Schema): AsItStands {
  if (moves.length === 0) return { database: before, models: target, moved: (models) => models };
  const back = moves.map(reverse).reverse();
  const models = applied(withMembers(target, before), back);
  return {
    database: applied(before, back),
    models,
    moved: (settled) => asSaid(target, models, applied(settled, moves)) as Schema,
  };
}

function applied(schema: Schema, operations: readonly Operation[]): Schema {
  const next = applyAll(schema, operations);
  return next === OPAQUE ? schema : next;
}

/** The settled value with each text as its author said it, who may have said where it will stand; else that is said for him. */
function asSaid(said: unknown, asked: unknown, settled: unknown): unknown {
  if (!isObject(said) || !isObject(asked) || !isObject(settled)) return settled;
  if (Array.isArray(said) && Array.isArray(asked) && Array.isArray(settled))
    return settled.map((one, at) => asSaid(said[at], asked[at], one));
  const members = Object.entries(settled).map(
    ([key, one]) => [key, asSaid(said[key], asked[key], one)] as const,
  );
  return { ...Object.fromEntries(members), ...textOf(said, asked, settled) };
}

function textOf(said: Members, asked: Members, settled: Members): Members {
  const { written, canonical } = said;
  // The canonical form of a literal stands beside its value, which is what is run.
  if (said["kind"] === "literal" || (written === undefined && canonical === undefined)) return {};
  const same = settled.written === written && settled.canonical === canonical;
  return same || spelling(asked) === spelling(said) ? {} : { written: spelling(said) };
}

type Members = Readonly<Record<string, unknown>> & { readonly written?: string; readonly canonical?: string };

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null;
}
