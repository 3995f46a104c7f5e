import { basename, dirname, join } from "node:path";

import { editHeader, type HeaderChanges, readHeader } from "@limbeck/emitter";
import { nextSequentialId, randomRevisionId } from "@limbeck/revisions";

import { type HeadedFile } from "../../project/revisions.ts";
import { carriedBy, idOf, type MoveInput } from "./carried.ts";

/** A file before and after a move. */
export interface MovedFile {
  readonly before: HeadedFile;
  readonly after: HeadedFile;
}

/** A move that is planned; nothing is written yet. */
export interface Move {
  /** The revision that is moved and all that hangs on it, parents first. */
  readonly carried: readonly MovedFile[];
  /** The files that are written. */
  readonly changed: readonly MovedFile[];
  /** All files, as they are and as they will be. */
  readonly before: readonly HeadedFile[];
  readonly after: readonly HeadedFile[];
}

/**
 * Plans the new headers and, where two files have one id, the new ids and names of those that are moved. Errors: those of
 * `carriedBy` and of `readHeader`.
 */
export function planMove(input: MoveInput): Move {
  const { headed, named, onto } = input;
  const carried = carriedBy(input);
  const ids = newIds(input, carried);
  const files = headed.map((before): MovedFile => {
    const changes = {
      ...(carried.includes(before)
        ? carriedChanges(before, ids, carried)
        : strangerChanges(before, input, ids)),
      ...(before === named[0] ? { downRevisions: onto === undefined ? [] : [idOf(onto)] } : {}),
    };
    return { before, after: edited(before, changes) };
  });
  const byFile = new Map(files.map((one) => [one.before, one]));
  return {
    carried: carried.flatMap((one) => byFile.get(one) ?? []),
    changed: files.filter(({ before, after }) => before.file.text !== after.file.text),
    before: headed,
    after: files.map(({ after }) => after),
  };
}

type NewIds = ReadonlyMap<HeadedFile, string>;

/** Behind the first that shares its number, all get the next ones: along a line, numbers rise. */
function newIds({ headed }: MoveInput, carried: readonly HeadedFile[]): NewIds {
  const taken = new Set(headed.map(idOf));
  const ids = new Map<HeadedFile, string>();
  let shifted = false;
  for (const one of carried) {
    const isNumber = /^\d+$/.test(idOf(one));
    const shared = headed.some((other) => other !== one && idOf(other) === idOf(one));
    if (!shared && !(shifted && isNumber)) continue;
    shifted ||= isNumber;
    const id = isNumber ? nextSequentialId(taken) : randomRevisionId(taken);
    taken.add(id);
    ids.set(one, id);
  }
  return ids;
}

/** In what is carried, an id means the file that is carried along. */
function carriedChanges(one: HeadedFile, ids: NewIds, carried: readonly HeadedFile[]): HeaderChanges {
  const { revision, downRevisions, dependsOn } = one.header;
  const renamed = new Map(carried.map((other) => [idOf(other), ids.get(other) ?? idOf(other)]));
  const follow = (name: string): string => renamed.get(name) ?? name;
  return {
    revision: ids.get(one) ?? revision,
    downRevisions: downRevisions.map(follow),
    dependsOn: dependsOn.map(follow),
  };
}

/** Elsewhere, an id that two files have means the one that stays. */
function strangerChanges({ header }: HeadedFile, { headed }: MoveInput, ids: NewIds): HeaderChanges {
  const isShared = (id: string): boolean => headed.filter((one) => idOf(one) === id).length > 1;
  const renamed = new Map([...ids].map(([one, id]) => [idOf(one), id]));
  return {
    dependsOn: header.dependsOn.map((name) => (isShared(name) ? name : (renamed.get(name) ?? name))),
  };
}

function edited({ header, file }: HeadedFile, changes: HeaderChanges): HeadedFile {
  const text = editHeader(file.text, file.path, changes);
  if (text === file.text) return { header, file };
  const path = renamed(file.path, header.revision, changes.revision ?? header.revision);
  return { header: readHeader(text, path), file: { path, text } };
}

/** The path with the new id, where the name holds the old one as a word of its own. */
function renamed(path: string, old: string, now: string): string {
  const word = new RegExp(`(?<![\\p{L}\\p{N}])${old.replaceAll(".", "\\.")}(?![\\p{L}\\p{N}])`, "u");
  return join(dirname(path), basename(path).replace(word, now));
}
