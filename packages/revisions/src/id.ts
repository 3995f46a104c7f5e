import { randomBytes } from "node:crypto";
import { takenRevisionId, refusedRevisionId, revisionIdTooLong } from "./errors.ts";

/** Width of the version column, in characters: `revision varchar(64)`. */
export const REVISION_ID_LENGTH = 64;

const name = /^[\p{L}\p{N}_.]+$/u;
const symbols: ReadonlySet<string> = new Set(["head", "heads", "base", "current"]);

/** Whether a text can be an id or a branch label: letters, digits, `_` and `.`, and not a word that means something else. */
export function isName(text: string): boolean {
  return name.test(text) && !symbols.has(text);
}

/** 12 random hex digits that are no id of `taken`. */
export function randomRevisionId(taken: { has(id: string): boolean }): string {
  const id = randomBytes(6).toString("hex");
  return taken.has(id) ? randomRevisionId(taken) : id;
}

/** The number after the greatest of `ids`, four digits or more: `0001`, `0002`, … Ids that are not numbers are passed over. */
export function nextSequentialId(ids: Iterable<string>): string {
  let greatest = 0n;
  for (const id of ids) {
    if (!/^\d+$/.test(id)) continue;
    const number = BigInt(id);
    if (number > greatest) greatest = number;
  }
  return String(greatest + 1n).padStart(4, "0");
}

/**
 * Checks an id before a file is written with it. `revision-id-refused` (forbidden character or reserved word),
 * `revision-id-too-long`, `revision-id-taken`; exit 2. The length counts characters, as `varchar` does.
 */
export function checkNewRevisionId(
  id: string,
  taken: { has(id: string): boolean },
  maxLength: number = REVISION_ID_LENGTH,
): void {
  if (!isName(id)) throw refusedRevisionId(id);
  const length = Array.from(id).length;
  if (length > maxLength) throw revisionIdTooLong(id, length, maxLength);
  if (taken.has(id)) throw takenRevisionId(id);
}
