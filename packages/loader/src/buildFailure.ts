import { resolve } from "node:path";
import type { BuildFailure, Location } from "esbuild";
import type { LimbeckError } from "@limbeck/model";
import { bundlerFailed, type FailedAt, fileFailed, type Purpose } from "./errors.ts";

interface FailureContext {
  readonly cwd: string;
  readonly purpose: Purpose;
}

type Shifts = ReadonlyMap<string, number>;

/**
 * What esbuild says of a file, as a failure of that file; the first message counts, later ones mostly follow from it. Where it says
 * nothing of a file, esbuild itself failed.
 */
export function buildFailure(error: unknown, context: FailureContext, shifts: Shifts): LimbeckError {
  const [first] = isBuildFailure(error) ? error.errors : [];
  if (!first) return bundlerFailed(error);
  const at = first.location ? located(first.location, context.cwd, shifts) : { file: context.cwd };
  return fileFailed(context.purpose, context.cwd, at, first.text, error);
}

/** esbuild counts columns from 0 and in bytes. */
function located({ file, line, column, lineText }: Location, cwd: string, shifts: Shifts): FailedAt {
  const path = resolve(cwd, file);
  const units = Buffer.from(lineText).subarray(0, column).toString().length;
  return { file: path, line, column: units + 1 - (line === 1 ? (shifts.get(path) ?? 0) : 0) };
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors);
}
