import { relative } from "node:path";
import { type ExitCode, isLimbeckError, LimbeckError, reasonOf } from "@limbeck/model";

/** A place in a file of the user. Lines and columns count from 1, columns in UTF-16 units, as editors do. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What a file is loaded as; it decides the code and the exit code of a failure. */
export type Purpose = "config" | "model" | "revision";

const failures = {
  config: {
    code: "config-failed",
    exit: 2,
    hint: "Repair the configuration file, or name another one with --config.",
  },
  model: {
    code: "model-failed",
    exit: 2,
    hint: "Repair the model; running the file with your own tools shows the same failure.",
  },
  revision: {
    code: "revision-failed",
    exit: 3,
    hint: "Repair the revision file; it must load without a database.",
  },
} satisfies Record<Purpose, { code: string; exit: ExitCode; hint: string }>;

/** Where a file failed: the position if it is known, else the file alone. */
export type FailedAt = SourcePosition | { readonly file: string };

/** A file of the user that does not compile, or that throws while it is loaded. `reason` may hold several lines; the first is shown. */
export function fileFailed(
  purpose: Purpose,
  cwd: string,
  at: FailedAt,
  reason: string,
  cause?: unknown,
): LimbeckError {
  const { code, exit, hint } = failures[purpose];
  const safe = withoutPasswords(reason);
  const place = "line" in at ? `:${at.line}:${at.column}` : "";
  return new LimbeckError({
    code,
    exit,
    hint: (isLimbeckError(cause) ? cause.hint : undefined) ?? hint,
    message: `${shown(cwd, at.file)}${place}: ${firstLine(safe)}`,
    facts: { ...at, reason: safe },
    cause,
  });
}

/** esbuild is absent, or was installed for another platform, as when node_modules was copied into a container. */
export function bundlerFailed(cause: unknown): LimbeckError {
  const reason = reasonOf(cause).trim();
  return new LimbeckError({
    code: "bundler-failed",
    message: `esbuild, which compiles your TypeScript, did not start: ${firstLine(reason)}`,
    hint: "Install the dependencies on this machine, with optional ones: `npm ci`.",
    facts: { reason },
    cause,
  });
}

export function modelsNotFound(cwd: string, pattern: string): LimbeckError {
  return new LimbeckError({
    code: "models-not-found",
    message: `No model file is found at ${pattern} (looked up from ${cwd}).`,
    hint: "Correct `schema` in the configuration: a file, a folder or a glob, relative to the folder of the configuration.",
    facts: { pattern, cwd },
  });
}

export function configNotFound(file: string): LimbeckError {
  return new LimbeckError({
    code: "config-not-found",
    message: `There is no configuration file ${file}.`,
    hint: "Correct the path, or run `limbeck init`.",
    facts: { file },
  });
}

export function configWithoutDefault(cwd: string, file: string): LimbeckError {
  return new LimbeckError({
    code: "config-without-default",
    message: `${shown(cwd, file)} has no default export.`,
    hint: "Write `export default defineConfig({ … })`.",
    facts: { file },
  });
}

export function configInvalid(file: string, option: string, expected: string): LimbeckError {
  return new LimbeckError({
    code: "config-invalid",
    message: `\`${option}\` in ${file} must be ${expected}.`,
    facts: { file, option, expected },
  });
}

export function dialectUnsupported(file: string, dialect: string): LimbeckError {
  return new LimbeckError({
    code: "dialect-unsupported",
    message: `The dialect "${dialect}" in ${file} is not supported; Limbeck works with PostgreSQL and SQLite.`,
    hint: 'Set dialect: "postgresql" or "sqlite", or name another configuration with --config.',
    facts: { file, dialect },
  });
}

export function revisionsNotFound(folder: string): LimbeckError {
  return new LimbeckError({
    code: "revisions-not-found",
    message: `There is no revisions folder ${folder}.`,
    hint: "Run `limbeck init`, or correct the folder in the configuration.",
    facts: { folder },
  });
}

/** The system's own words are kept: permission denied, too many links. */
export function revisionsUnreadable(path: string, cause: unknown): LimbeckError {
  const reason = reasonOf(cause);
  return new LimbeckError({
    code: "revisions-unreadable",
    message: `${path} cannot be read: ${firstLine(reason)}`,
    hint: "Every file of a revisions folder is read, so that the history is whole; make it readable, or move it elsewhere.",
    facts: { path, reason },
    cause,
  });
}

export function revisionIncomplete(cwd: string, file: string, missing: string): LimbeckError {
  return new LimbeckError({
    code: "revision-incomplete",
    exit: 3,
    message: `${shown(cwd, file)} exports no function \`${missing}\`.`,
    hint: `Write \`export function ${missing}(op: Operations): void { … }\`.`,
    facts: { file, missing },
  });
}

export function fileExists(path: string): LimbeckError {
  return new LimbeckError({
    code: "file-exists",
    message: `${path} exists already and is left as it is.`,
    hint: "Remove the file, or choose another name.",
    facts: { path },
  });
}

/** A file that the system does not let this user write: no rights, no room, no such folder. */
export function fileUnwritable(file: string, cause: unknown): LimbeckError {
  return new LimbeckError({
    code: "file-unwritable",
    message: `${file} cannot be written: ${reasonOf(cause)}`,
    hint: "All files are as they were. May this user write there?",
    facts: { file },
    cause,
  });
}

function shown(cwd: string, file: string): string {
  const short = relative(cwd, file);
  return short.startsWith("..") ? file : short.replaceAll("\\", "/");
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? text;
}

function withoutPasswords(text: string): string {
  return text.replaceAll(/:\/\/([^\s:/@]*):[^\s@]*@/g, "://$1:***@");
}
