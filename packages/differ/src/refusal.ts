import { type Failure, LimbeckError, type QualifiedName } from "@limbeck/model";

export type RefusalCode = "partition-key-changed" | "collation-in-use";

/** What of the target has to stay as it is, for everything else to be compared. */
export type Stays =
  | { readonly kind: "division" | "type" | "collation"; readonly name: QualifiedName }
  | { readonly kind: "column"; readonly name: QualifiedName; readonly column: string };

/** What is to change and cannot. For who asks no more, a `LimbeckError` like any other. */
export class Refusal extends LimbeckError {
  declare readonly code: RefusalCode;
  readonly stays: Stays;

  constructor(failure: Failure & { readonly code: RefusalCode }, stays: Stays) {
    super(failure);
    this.stays = stays;
  }
}

/** Several refusals as one failure, with the code of the first. */
export function together(refusals: readonly Refusal[]): LimbeckError {
  const [first, ...more] = refusals;
  if (first === undefined) throw new RangeError("No refusal");
  if (more.length === 0) return first;
  const hints = refusals.flatMap(({ hint }) => hint ?? []);
  return new LimbeckError({
    code: first.code,
    message: refusals.map(({ message }) => message).join("\n"),
    hint: [...new Set(hints)].join("\n"),
    facts: { refusals: refusals.map(({ code, facts }) => ({ code, ...facts })) },
    exit: first.exit,
  });
}
