import { closest } from "fastest-levenshtein";

import { type SourcePosition } from "@limbeck/loader";
import { LimbeckError, reasonOf } from "@limbeck/model";

import { withPosition } from "./errors.ts";

// What can be wrong with a configuration and with what it names.

export function configOptionUnknown(file: string, option: string, known: readonly string[]): LimbeckError {
  return new LimbeckError({
    code: "config-option-unknown",
    message: `${file}: there is no option "${option}".`,
    hint: `Did you mean ${closest(option, known)}? The options are ${known.join(", ")}.`,
    facts: { file, option },
  });
}

export function configOptionWrong(file: string, option: string, expected: string): LimbeckError {
  return new LimbeckError({
    code: "config-invalid",
    message: `${file}: "${option}" must be ${expected}.`,
    hint: "Correct the configuration.",
    facts: { file, option, expected },
  });
}

/** What is wrong with one of the revisions that a program hands over. */
export interface ImportedFault {
  /** Which one of the list: `revisions[0]`. */
  readonly place: string;
  /** What of it; absent: all. */
  readonly part?: string;
  readonly expected: string;
  /** Its id, if it has one. */
  readonly revision?: unknown;
}

export function importedRevisionWrong({ place, part, expected, revision }: ImportedFault): LimbeckError {
  const said = typeof revision === "string" ? `${place} (${revision})` : place;
  return new LimbeckError({
    code: "imported-revision-wrong",
    message: `${part === undefined ? "" : `\`${part}\` of `}${said} must be ${expected}.`,
    hint: 'Import each revision file whole: import * as users from "./revisions/….ts", and revisions: [users].',
    facts: { place, part, expected, revision },
    exit: 3,
  });
}

/** A command that writes revision files, where the configuration names no folder for them. */
export function revisionsImported(command: string): LimbeckError {
  return new LimbeckError({
    code: "revisions-imported",
    message: `"${command}" works on revision files, and \`revisions\` is a list of imported ones.`,
    hint: "Name the folder in the configuration of this command, and import the file where the list is.",
    facts: { command },
  });
}

export function environmentUnknown(name: string, known: readonly string[]): LimbeckError {
  return new LimbeckError({
    code: "environment-unknown",
    message: `The configuration has no environment "${name}".`,
    hint: known.length === 0 ? "It names none; add `environments`." : `It names ${known.join(", ")}.`,
    facts: { environment: name, known },
  });
}

export function databaseNameUnknown(name: string, known: readonly string[]): LimbeckError {
  return new LimbeckError({
    code: "database-name-unknown",
    message: `The configuration has no database "${name}".`,
    hint: known.length === 0 ? "It names none; add `databases`." : `It names ${known.join(", ")}.`,
    facts: { database: name, known },
  });
}

export function databaseChoiceMissing(known: readonly string[]): LimbeckError {
  return new LimbeckError({
    code: "database-choice-missing",
    message: `The configuration names several databases (${known.join(", ")}), and one is meant here.`,
    hint: "Say which: --database NAME.",
    facts: { known },
  });
}

/** One document cannot tell of several databases, of which the named one is the first. */
export function documentOfOneDatabase(format: string, first: string): LimbeckError {
  return new LimbeckError({
    code: "database-choice-missing",
    message: `--format ${format} writes one document of one database, and the configuration has them by name (${first}, …).`,
    hint: "Say which: --database NAME, once for each.",
    facts: { format, first },
  });
}

export function schemaPathMissing(): LimbeckError {
  return new LimbeckError({
    code: "schema-path-missing",
    message: "Nothing says where the Drizzle models are.",
    hint: 'Run "limbeck init", or set `schema` in limbeck.config.ts or drizzle.config.ts, or pass --schema PATH.',
  });
}

/** A hook of the configuration threw. */
export function hookFailed(
  hook: string,
  cause: unknown,
  position: SourcePosition | undefined,
  root: string,
): LimbeckError {
  const error = new LimbeckError({
    code: "hook-failed",
    message: `${hook} of the configuration failed: ${reasonOf(cause)}`,
    hint: "Repair it; nothing was written.",
    facts: { hook },
    cause,
  });
  return position === undefined ? error : withPosition(error, position, root);
}

export function hookWrong(hook: string, expected: string): LimbeckError {
  return new LimbeckError({
    code: "hook-wrong",
    message: `${hook} of the configuration must give ${expected}.`,
    hint: "Correct it; nothing was written.",
    facts: { hook, expected },
  });
}

export function templateMissing(file: string, cause: unknown): LimbeckError {
  return new LimbeckError({
    code: "template-missing",
    message: `The revision template ${file} cannot be read: ${reasonOf(cause)}.`,
    hint: "Correct `template` in the configuration; the path is relative to it.",
    facts: { file },
    cause,
  });
}

export function templatePlaceholderUnknown(
  file: string,
  placeholder: string,
  known: readonly string[],
): LimbeckError {
  return new LimbeckError({
    code: "template-placeholder-unknown",
    message: `The revision template ${file} asks for {{${placeholder}}}, which is not known.`,
    hint: `Did you mean {{${closest(placeholder, known)}}}? Known are ${known.join(", ")}.`,
    facts: { file, placeholder, known },
  });
}

export function templateWrong(lost: string): LimbeckError {
  return new LimbeckError({
    code: "template-wrong",
    message: `A file that the template arranges would not say its ${lost}.`,
    hint: "Keep the parts `comment`, `header`, `upgrade` and `downgrade` as they are handed over; no file was written.",
    facts: { lost },
  });
}

/** A command for a new file failed; the file stays. */
export function postWriteFailed(command: string, file: string, reason: string, output: string): LimbeckError {
  return new LimbeckError({
    code: "post-write-failed",
    message: `${command} failed: ${reason}.${output === "" ? "" : `\n${output}`}`,
    hint: `The revision was written and stays: ${file}.`,
    facts: { command, file, reason, output },
  });
}

/** A configuration that is there is not written anew. */
export function templateNeedsConfig(template: string, file: string): LimbeckError {
  return new LimbeckError({
    code: "template-needs-config",
    message: `--template ${template} writes a configuration, and ${file} is there already.`,
    hint: "Nothing was written. Change the configuration by hand, or run init in a folder without one.",
    facts: { template, file },
    exit: 3,
  });
}
