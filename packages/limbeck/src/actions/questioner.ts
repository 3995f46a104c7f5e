import {
  meantBy,
  type Questioner,
  readRename,
  refuseUnmeant,
  type Rename,
  type RenameCandidate,
  renamedPath,
  renamePath,
  type RenameQuestion,
} from "@limbeck/differ";

/** Who says which drops and adds are renames. */
export interface Answers {
  /** As `--rename` says them; each must fit. */
  readonly said?: readonly string[] | undefined;
  /** The list of the configuration; what happened already, or not yet, fits nothing. */
  readonly committed?: readonly string[] | undefined;
  /** A person who can be asked. */
  readonly person?: AskPerson | undefined;
}

/** Asks a person about candidates; with each, everything that the same thing could have become. */
export type AskPerson = (questions: readonly PersonQuestion[]) => Promise<readonly Rename[]>;

export interface PersonQuestion {
  readonly candidate: RenameCandidate;
  /** All that it could have become, the likeliest first. */
  readonly choices: readonly Rename[];
}

/**
 * The one place where renames are decided: flags first, then the configuration, then a person; whatever is left is none. Errors:
 * `rename-unreadable`, `rename-unknown`, `rename-ambiguous`.
 */
export function questionerOf({ said = [], committed = [], person }: Answers): Questioner {
  const open = new Set(said.map(readRename));
  const listed = committed.map(readRename);
  const seen: RenameQuestion["possible"][number][] = [];
  return async (question) => {
    const { possible, former, last } = question;
    seen.push(...possible);
    const answers: Rename[] = [];
    for (const one of open) {
      const meant = meantBy(one, free(possible, answers), former);
      if (meant !== undefined) answers.push(meant);
      if (meant !== undefined) open.delete(one);
    }
    const [unmeant] = open;
    if (last && unmeant !== undefined) refuseUnmeant(unmeant, seen);
    for (const one of listed) {
      const meant = meantBy(one, free(possible, answers), former);
      if (meant !== undefined) answers.push(meant);
    }
    return person === undefined ? answers : [...answers, ...(await askRest(question, answers, person))];
  };
}

function askRest(
  { possible, candidates }: RenameQuestion,
  answers: readonly Rename[],
  person: AskPerson,
): Promise<readonly Rename[]> {
  const rest = free(possible, answers).map(({ rename }) => rename);
  const questions = candidates
    .filter(({ rename }) => rest.some((one) => sameEnds(one, rename)))
    .map((candidate) => ({ candidate, choices: choicesFor(candidate.rename, rest) }));
  return questions.length === 0 ? Promise.resolve([]) : person(questions);
}

/** The pairs of which neither side is part of a rename already. */
function free(possible: RenameQuestion["possible"], answers: readonly Rename[]): RenameQuestion["possible"] {
  return possible.filter(
    ({ rename }) => !answers.some((one) => sameOld(one, rename) || sameNew(one, rename)),
  );
}

function choicesFor(likeliest: Rename, rest: readonly Rename[]): readonly Rename[] {
  return [likeliest, ...rest.filter((one) => sameOld(one, likeliest) && !sameNew(one, likeliest))];
}

const key = (parts: unknown): string => JSON.stringify(parts);
const oldOf = (rename: Rename): string => key([rename.kind, renamePath(rename)]);
const newOf = (rename: Rename): string => key([rename.kind, renamedPath(rename)]);
const sameOld = (a: Rename, b: Rename): boolean => oldOf(a) === oldOf(b);
export const sameNew = (a: Rename, b: Rename): boolean => newOf(a) === newOf(b);
const sameEnds = (a: Rename, b: Rename): boolean => sameOld(a, b) && sameNew(a, b);
