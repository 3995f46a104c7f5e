import { type Argument, type Command, type Option } from "commander";

import { type Project } from "../project/project.ts";
import { type Candidate, type Proposal } from "./candidate.ts";
import { type Kind, kindOf } from "./kinds.ts";
import { type Place, readWords, type Typed } from "./words.ts";

/** Opens the project that the values of the options mean. */
export type OpenProject = (values: Typed["values"]) => Promise<Project>;

/**
 * What may stand in the place of the last word of a command line, `limbeck` itself left out. Revisions are read from the headers
 * of their files; no file is run and no database asked.
 */
export async function propose(root: Command, words: readonly string[], open: OpenProject): Promise<Proposal> {
  const { place, word, values } = readWords(root, words);
  const { candidates, paths } = await proposalAt(root, place, word, () => open(values));
  return { candidates: candidates.filter(({ value }) => value.startsWith(word)), paths };
}

async function proposalAt(
  root: Command,
  place: Place,
  word: string,
  open: () => Promise<Project>,
): Promise<Proposal> {
  switch (place.kind) {
    case "command":
      return list(root.createHelp().visibleCommands(root).map(commandCandidate));
    case "option":
      return list(place.command.createHelp().visibleOptions(place.command).flatMap(optionCandidates));
    case "value":
      return ofKind(placeholderOf(place.option), place.option.argChoices, word, open);
    case "argument": {
      const argument = argumentAt(place.command, place.index);
      return argument === undefined ? list([]) : ofKind(argument.name(), argument.argChoices, word, open);
    }
  }
}

async function ofKind(
  placeholder: string,
  choices: readonly string[] | undefined,
  word: string,
  open: () => Promise<Project>,
): Promise<Proposal> {
  if (choices !== undefined) return list(choices.map((value) => ({ value })));
  const kind: Kind = kindOf(placeholder);
  switch (kind) {
    case "path":
      return { candidates: [], paths: true };
    case "free":
      return list([]);
    case "revision":
    case "side":
    case "range": {
      const { revisionCandidates } = await import("./revisions.ts");
      return list(revisionCandidates(await open(), kind, word));
    }
  }
}

function list(candidates: readonly Candidate[]): Proposal {
  return { candidates, paths: false };
}

function commandCandidate(command: Command): Candidate {
  return { value: command.name(), description: command.description() };
}

/** The long name; a short one where there is no other. */
function optionCandidates({ long, short, description }: Option): readonly Candidate[] {
  const value = long ?? short;
  return value === undefined ? [] : [{ value, description }];
}

/** `--head <revision>` → `revision`. */
function placeholderOf({ flags }: Option): string {
  return /[<[]([^>\]]+)[>\]]/.exec(flags)?.[1] ?? "";
}

/** The last one may be said several times. */
function argumentAt({ registeredArguments }: Command, index: number): Argument | undefined {
  const last = registeredArguments.at(-1);
  return registeredArguments[index] ?? (last?.variadic === true ? last : undefined);
}
