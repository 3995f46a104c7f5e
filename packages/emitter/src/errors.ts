import { type ExitCode, LimbeckError, reasonOf } from "@limbeck/model";

const USAGE: ExitCode = 2;
const STATE: ExitCode = 3;

/** A file of the revisions folder that is no revision. */
export function headerMissing(file: string): LimbeckError {
  return new LimbeckError({
    code: "header-missing",
    message: `${file} stands among the revisions and has no revision header.`,
    hint: 'A revision says export const revision = "…" and export const downRevision = "…"; move other files elsewhere.',
    facts: { file },
    exit: STATE,
  });
}

export function headerNotLiteral(file: string, constant: string, line: number): LimbeckError {
  return new LimbeckError({
    code: "header-not-literal",
    message: `${constant} in ${file}:${line} is not a literal.`,
    hint: `Headers are read without running the file: write ${constant} as ${EXAMPLES[constant] ?? "a string"}.`,
    facts: { file, constant, line },
    exit: STATE,
  });
}

/** A constant that is exported by `let`, in a list, in an object: its value would only be known by running the file. */
export function headerElsewhere(file: string, constant: string, line: number): LimbeckError {
  return new LimbeckError({
    code: "header-not-literal",
    message: `${constant} in ${file}:${line} is not exported as a constant of its own.`,
    hint: `Headers are read without running the file: write export const ${constant} = …, or exports.${constant} = … in CommonJS, with ${EXAMPLES[constant] ?? "a string"}.`,
    facts: { file, constant, line },
    exit: STATE,
  });
}

const EXAMPLES: Readonly<Record<string, string>> = {
  revision: "a string",
  downRevision: "a string, an array of strings or null",
  branchLabels: "an array of strings",
  dependsOn: "an array of strings",
};

export function headerRepeated(file: string, constant: string, line: number): LimbeckError {
  return new LimbeckError({
    code: "header-repeated",
    message: `${constant} is said a second time in ${file}:${line}.`,
    hint: "Keep one of the two.",
    facts: { file, constant, line },
    exit: STATE,
  });
}

export function fileTemplateInvalid(template: string, token: string, known: readonly string[]): LimbeckError {
  return new LimbeckError({
    code: "file-template-invalid",
    message: `fileTemplate ${JSON.stringify(template)} asks for {${token}}, which is not known.`,
    hint: `Known are ${known.map((name) => `{${name}}`).join(" ")}.`,
    facts: { template, token, known },
    exit: USAGE,
  });
}

export function timezoneUnknown(timezone: string): LimbeckError {
  return new LimbeckError({
    code: "timezone-unknown",
    message: `There is no time zone ${JSON.stringify(timezone)}.`,
    hint: 'Write a name such as "UTC" or "Europe/Berlin", or "local".',
    facts: { timezone },
    exit: USAGE,
  });
}

export function layoutFailed(file: string, cause: unknown): LimbeckError {
  const reason = reasonOf(cause).split("\n")[0] ?? "";
  return new LimbeckError({
    code: "layout-failed",
    message: `prettier could not lay out ${file}: ${reason}`,
    hint: "Repair the prettier configuration that applies to the revisions folder; no file was written.",
    facts: { file, reason },
    exit: USAGE,
    cause,
  });
}

export function writerMissing(name: "prettier" | "ts-morph", cause: unknown): LimbeckError {
  return new LimbeckError({
    code: "writer-missing",
    message: `${name} is not installed, and a revision file cannot be written without it.`,
    hint: `Run npm install --save-dev ${name}, or install limbeck with its optional dependencies.`,
    facts: { name },
    exit: USAGE,
    cause,
  });
}

/** What stands in a revision file and cannot be taken over into another one. */
export function carriedUnmovable(place: {
  readonly revision: string;
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** A sentence about the file. */
  readonly why: string;
}): LimbeckError {
  const { revision, file, line, why } = place;
  return new LimbeckError({
    code: "carried-unmovable",
    message: `What revision ${revision} does cannot be written into another file: ${why} (${file}:${line}).`,
    hint: "Only imports, declarations and the two functions are taken over. Move it into one of these, squash what lies before it or behind it, or leave all data steps out with --without-data.",
    facts: place,
    exit: STATE,
  });
}
