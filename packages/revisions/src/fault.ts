import { LimbeckError } from "@limbeck/model";
import type { RevisionHeader } from "./header.ts";
import { list, quote } from "./words.ts";

// What can be wrong with the graph itself. `facts.files` names the files of all revisions that take part.

export function invalidRevisionId(header: RevisionHeader): LimbeckError {
  return graphFault(
    "revision-id-invalid",
    [header],
    `The revision id ${quote(header.revision)} cannot be used${at(header)}.`,
    "An id holds letters, digits, _ and . only, and is not head, heads, base or current.",
  );
}

export function invalidLabel(label: string, header: RevisionHeader): LimbeckError {
  return graphFault(
    "branch-label-invalid",
    [header],
    `The branch label ${quote(label)} of revision ${header.revision} cannot be used${at(header)}.`,
    "A label holds letters, digits, _ and . only, and is not head, heads, base or current.",
    { label },
  );
}

export function duplicateRevision(id: string, headers: readonly RevisionHeader[]): LimbeckError {
  return graphFault(
    "revision-duplicate",
    headers,
    `Revision ${id} is defined ${headers.length} times: ${filesOf(headers).join(", ")}.`,
    /^\d+$/.test(id)
      ? "Branches took the same number: limbeck rebase FILE --onto REV moves one behind the other and gives it the next."
      : "Delete the copy, or give it an id of its own with limbeck rebase FILE --onto REV.",
    { revision: id },
  );
}

export function replacedTwice(id: string, headers: readonly RevisionHeader[]): LimbeckError {
  return graphFault(
    "replaced-twice",
    headers,
    `Revision ${id} is replaced twice: ${headers.map(spot).join(" and ")} claim it.`,
    "Delete one of the two files, or let one of them replace the other too.",
    { revision: id },
  );
}

export function replacesItself(header: RevisionHeader): LimbeckError {
  return graphFault(
    "replaces-itself",
    [header],
    `Revision ${header.revision}${at(header)} replaces itself, or what replaces it.`,
    "Take it out of the list in `replaces`.",
  );
}

export function duplicateLabel(label: string, headers: readonly RevisionHeader[]): LimbeckError {
  return graphFault(
    "branch-label-duplicate",
    headers,
    `The branch label ${quote(label)} is a name already: ${headers.map(spot).join(" and ")} claim it.`,
    "A label belongs to one revision only, and is not the id of any.",
    { label },
  );
}

export function missingParent(parent: string, header: RevisionHeader): LimbeckError {
  return graphFault(
    "parent-missing",
    [header],
    `Revision ${header.revision}${at(header)} names ${parent} as its parent, and no file has that revision.`,
    "Bring the file of the parent back, or change downRevision to a revision that exists.",
    { parent },
  );
}

export function missingDependency(name: string, header: RevisionHeader): LimbeckError {
  return graphFault(
    "dependency-missing",
    [header],
    `Revision ${header.revision}${at(header)} depends on ${name}, and no file has that revision or branch label.`,
    "Bring the file back, or change dependsOn to a revision that exists.",
    { dependency: name },
  );
}

export function ambiguousDependency(
  name: string,
  candidates: readonly string[],
  header: RevisionHeader,
): LimbeckError {
  return graphFault(
    "dependency-ambiguous",
    [header],
    `Revision ${header.revision}${at(header)} depends on ${name}, which begins several ids: ${list(candidates)}.`,
    "Write more characters of the id.",
    { dependency: name, candidates },
  );
}

export function revisionSelfLoop(header: RevisionHeader): LimbeckError {
  return graphFault(
    "revision-self-loop",
    [header],
    `Revision ${header.revision}${at(header)} names itself as its parent.`,
    "Change its downRevision.",
  );
}

export function revisionCycle(headers: readonly RevisionHeader[]): LimbeckError {
  return graphFault(
    "revision-cycle",
    headers,
    `Revisions are their own ancestors: ${circle(headers)} (each names the next as its parent).`,
    `Change the downRevision of one of them: ${filesOf(headers).join(", ")}.`,
  );
}

export function dependencySelfLoop(header: RevisionHeader): LimbeckError {
  return graphFault(
    "dependency-self-loop",
    [header],
    `Revision ${header.revision}${at(header)} depends on itself.`,
    "Change its dependsOn.",
  );
}

export function dependencyCycle(headers: readonly RevisionHeader[]): LimbeckError {
  return graphFault(
    "dependency-cycle",
    headers,
    `Revisions wait for each other: ${circle(headers)} (each needs the next, as parent or dependency).`,
    `Change the dependsOn of one of them: ${filesOf(headers).join(", ")}.`,
  );
}

function graphFault(
  code: string,
  headers: readonly RevisionHeader[],
  message: string,
  hint: string,
  facts: Readonly<Record<string, unknown>> = {},
): LimbeckError {
  const revisions = [...new Set(headers.map((header) => header.revision))];
  const all = { revisions, files: filesOf(headers), ...facts };
  return new LimbeckError({ code, message, hint, facts: all, exit: 3 });
}

function filesOf(headers: readonly RevisionHeader[]): readonly string[] {
  return [...new Set(headers.map((header) => header.file ?? header.revision))];
}

function at(header: RevisionHeader): string {
  return header.file === undefined ? "" : ` (${header.file})`;
}

function spot(header: RevisionHeader): string {
  return `${header.revision}${at(header)}`;
}

function circle(headers: readonly RevisionHeader[]): string {
  const ids = headers.map((header) => header.revision);
  return [...ids, ...ids.slice(0, 1)].join(" → ");
}
