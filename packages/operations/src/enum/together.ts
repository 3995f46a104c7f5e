import { type Operation } from "../operations.ts";
import { type ReplaceEnum } from "./replaceEnum.ts";

/** What takes back several values of an enum type that were added, as one: every row is written once, not once for each. */
export function takenOutTogether(ops: readonly Operation[]): readonly Operation[] {
  let run: readonly ReplaceEnum[] = [];
  return ops.flatMap((op, at) => {
    if (op.kind !== "replaceEnum" || op.added === undefined) return [op];
    run = [...run, op];
    const next = ops[at + 1];
    if (next?.kind === "replaceEnum" && isNext(op, next)) return [];
    const whole = joined(run, op);
    run = [];
    return [whole];
  });
}

function isNext({ name, values, uses }: ReplaceEnum, next: ReplaceEnum): boolean {
  const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
  const follows = same(name, next.name) && same(values.to, next.values.from) && same(uses, next.uses);
  return next.added !== undefined && follows;
}

function joined([first]: readonly ReplaceEnum[], last: ReplaceEnum): ReplaceEnum {
  if (first === undefined || first === last) return last;
  const { added: _, ...rest } = last;
  return { ...rest, values: { ...first.values, to: last.values.to } };
}
