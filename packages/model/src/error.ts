/** What a failure carries. `facts` are data for programs and tests; `message` and `hint` are for people. */
export interface Failure {
  /** Stable, lower-case-with-dashes; programs may match on it. */
  readonly code: string;
  /** One sentence: what is wrong, and where. */
  readonly message: string;
  /** One sentence: what to do next. */
  readonly hint?: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  /** The exit code of the command line: 2 usage or configuration, 3 state, 4 migration or proof, 5 lock, 130 interrupted. */
  readonly exit?: ExitCode;
  readonly cause?: unknown;
}

export type ExitCode = 1 | 2 | 3 | 4 | 5 | 130;

/** The one error class of Limbeck. */
export class LimbeckError extends Error {
  readonly code: string;
  readonly hint: string | undefined;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly exit: ExitCode;

  constructor(failure: Failure) {
    super(failure.message, failure.cause === undefined ? undefined : { cause: failure.cause });
    this.name = "LimbeckError";
    this.code = failure.code;
    this.hint = failure.hint;
    this.facts = failure.facts ?? {};
    this.exit = failure.exit ?? 2;
  }
}

/**
 * Whether a value is a `LimbeckError`, of this copy of the class or of another (the published package is built twice, for
 * `import` and for `require`, and `instanceof` tells the two apart).
 */
export function isLimbeckError(value: unknown): value is LimbeckError {
  return value instanceof Error && value.name === "LimbeckError" && "code" in value;
}
