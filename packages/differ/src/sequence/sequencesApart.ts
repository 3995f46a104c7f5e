import { nameOf, type Sequence } from "@limbeck/model";
import { type CreateSequence, type DropSequence, type Operation, type Ref, ref } from "@limbeck/operations";

/*
 * A sequence needs the column that owns it, and a default of that column or of another one of its table may need the sequence, as
 * `'INV-' || nextval('invoices')` does. Then it comes to its owner later than it comes, and leaves it before it goes.
 */

/** What has to be known to take a circle apart: the sequence that one comes or goes with an owner. */
export function ownedSequence(op: CreateSequence | DropSequence): readonly Ref[] {
  return op.sequence?.ownedBy === undefined ? [] : [ref.relation(op.sequence)];
}

/** The operations, where those sequences that are to come apart do so in two steps. */
export function sequencesApart(
  operations: readonly Operation[],
  apart: ReadonlySet<Ref>,
): readonly Operation[] {
  return apart.size === 0 ? operations : operations.flatMap((op) => inTwo(op, apart));
}

function inTwo(op: Operation, apart: ReadonlySet<Ref>): readonly Operation[] {
  if (op.kind !== "createSequence" && op.kind !== "dropSequence") return [op];
  const { sequence } = op;
  const owner = sequence?.ownedBy;
  if (sequence === undefined || owner === undefined || !apart.has(ref.relation(sequence))) return [op];
  const step = { kind: "setSequenceOwner", name: nameOf(sequence) } as const;
  const alone = { ...op, sequence: unowned(sequence) };
  return op.kind === "createSequence"
    ? [alone, { ...step, owner: { from: null, to: owner } }]
    : [{ ...step, owner: { from: owner, to: null } }, alone];
}

function unowned({ ownedBy: _, ...sequence }: Sequence): Sequence {
  return sequence;
}
