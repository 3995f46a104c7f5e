import { nameKey, nameOf, type Schema, type Sequence } from "@limbeck/model";
import { type AlterSequence, defined, type Operation } from "@limbeck/operations";

import { objectComment } from "./comments.ts";
import { comparable, type Fields } from "./fields.ts";

const SEQUENCE = {
  schema: "identity",
  name: "identity",
  type: "compared",
  options: "compared",
  ownedBy: "compared",
  comment: "separate",
} as const satisfies Fields<Sequence>;

export const sequenceFields: Fields<Sequence> = SEQUENCE;

export function diffSequences(before: Schema, after: Schema): readonly Operation[] {
  const old = new Map(before.sequences.map((sequence) => [nameKey(sequence), sequence]));
  const names = new Set(after.sequences.map(nameKey));
  return [
    ...after.sequences.flatMap((sequence) => {
      const was = old.get(nameKey(sequence));
      return was === undefined ? [create(sequence)] : changed(was, sequence);
    }),
    ...before.sequences.filter((sequence) => !names.has(nameKey(sequence))).map(drop),
  ];
}

const create = (sequence: Sequence): Operation => ({ kind: "createSequence", sequence });
const drop = (sequence: Sequence): Operation => ({ kind: "dropSequence", name: nameOf(sequence), sequence });

function changed(before: Sequence, after: Sequence): readonly Operation[] {
  // Another owner means another life: it goes when the owner goes.
  if (text(before.ownedBy) !== text(after.ownedBy)) return [drop(before), create(after)];
  const [from, to] = [optionsOf(before), optionsOf(after)];
  const altered: readonly Operation[] =
    text(from) === text(to) ? [] : [{ kind: "alterSequence", name: nameOf(after), options: { from, to } }];
  return [...altered, ...objectComment({ sequence: nameOf(after) }, before, after)];
}

function optionsOf({ type, options }: Sequence): AlterSequence["options"]["to"] {
  return defined({ type, ...options });
}

function text(value: unknown): string {
  return JSON.stringify(comparable(value));
}
