import { createHash } from "node:crypto";

import { type BodyPart, partsOf } from "./bodyPart.ts";
import { lineOf } from "./token.ts";

/**
 * The checksum of what a revision does: SHA-256, in hex, over the tokens of the file without comments and without the header
 * constants; and behind a colon a shorter one for each directive, by which a change is found. To lay the file out anew, to change its line
 * ends, its quotes or its message, or to move it onto another parent changes nothing; to change what it does changes all.
 */
export function bodyChecksum(text: string): string {
  const parts = partsOf(text);
  const whole = hashOf(parts.flatMap(({ words }) => words));
  return `${whole}:${parts.map(shortHash).join(".")}`;
}

/**
 * The line, counted from 1, of the first directive that is another than in the text of which `applied` is the checksum; undefined where
 * that checksum says nothing of directives, or nothing is another.
 */
export function changedLine(text: string, applied: string): number | undefined {
  const [, list] = applied.split(":");
  if (list === undefined) return undefined;
  const before = list.split(".");
  const now = partsOf(text);
  const at = now.findIndex((part, index) => shortHash(part) !== before[index]);
  if (at < 0 && now.length === before.length) return undefined;
  const part = now[at] ?? now.at(-1);
  return part === undefined ? 1 : lineOf(text, part.offset);
}

const SHORT = 8;

function shortHash({ words }: BodyPart): string {
  return hashOf(words).slice(0, SHORT);
}

function hashOf(words: readonly string[]): string {
  const hash = createHash("sha256");
  for (const word of words) hash.update(word).update("\0");
  return hash.digest("hex");
}
