import { resolve } from "node:path";
import type { BuildFailure, Location, Message } from "esbuild";
import type { LimbeckError } from "@limbeck/model";
import { type FailedAt, fileFailed, type Purpose } from "./errors.ts";

interface FailureContext {
  readonly cwd: string;
  readonly purpose: Purpose;
}

type Shifts = ReadonlyMap<string, number>;

/** What esbuild says of a file, as a failure of that file; the first message counts, later ones mostly follow from it. */
export function buildFailure(
  error: unknown,
  files: readonly string[],
  context: FailureContext,
  shifts: Shifts,
): LimbeckError {
  const [first] = messages(error);
  const at = first?.location
    ? located(first.location, context.cwd, shifts)
    : { file: files[0] ?? context.cwd };
  const reason = first?.text ?? (error instanceof Error ? error.message : String(error));
  return fileFailed(context.purpose, context.cwd, at, reason, error);
}

/** esbuild counts columns from 0 and in bytes. */
function located({ file, line, column, lineText }: Location, cwd: string, shifts: Shifts): FailedAt {
  const path = resolve(cwd, file);
  const units = Buffer.from(lineText).subarray(0, column).toString().length;
  return { file: path, line, column: units + 1 - (line === 1 ? (shifts.get(path) ?? 0) : 0) };
}

function messages(error: unknown): readonly Message[] {
  return isBuildFailure(error) ? error.errors : [];
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors);
}
