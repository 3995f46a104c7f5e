import { isLimbeckError, reasonOf } from "@limbeck/model";
import { describe, type Operation, touches } from "@limbeck/operations";
import { type PreparedStep } from "@limbeck/runtime";

/** A step of a revision that failed on a scratch database. */
export interface FailedStep {
  /** Absent where it failed before any step ran. */
  readonly revision?: string;
  /** The sentence of the failure, without a full stop. */
  readonly reason: string;
  /** What it did, in words, and where it stands: `add column …`, `file:12`. */
  readonly operation?: string;
  readonly place?: string;
}

/** What a failed run says of the step that failed. */
export function failedStep(error: unknown): FailedStep {
  if (!isLimbeckError(error)) return { reason: reasonOf(error) };
  const { revision, operation, reason, file, line } = error.facts;
  return {
    reason: (typeof reason === "string" ? reason : error.message).replace(/\.$/, ""),
    ...(typeof revision === "string" ? { revision } : {}),
    ...(typeof operation === "string" ? { operation } : {}),
    ...(typeof file === "string" ? { place: typeof line === "number" ? `${file}:${line}` : file } : {}),
  };
}

/** The revision, of those that ran before, that touched most of what the failed step touches; absent: none is to be seen. */
export function culpritOf(steps: readonly PreparedStep[], failed: FailedStep): string | undefined {
  const at = steps.findIndex(({ step }) => step.revision === failed.revision);
  const ops = steps[at]?.operations.filter((op) => describe(op) === failed.operation) ?? [];
  const wanted = new Set(ops.flatMap(touched));
  const shared = ({ operations }: PreparedStep): number =>
    new Set(operations.flatMap(touched).filter((ref) => wanted.has(ref))).size;
  const before = at < 0 ? [] : steps.slice(0, at);
  const most = Math.max(0, ...before.map(shared));
  return most === 0 ? undefined : before.findLast((step) => shared(step) === most)?.step.revision;
}

function touched(op: Operation): readonly string[] {
  const { makes, breaks } = touches(op);
  return [...makes, ...breaks];
}
