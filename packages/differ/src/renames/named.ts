import { renameAmbiguous, renameUnknown, renameUnreadable } from "../errors.ts";
import { type Pair } from "./pairs.ts";
import { type Rename, renamedPath, renamePath } from "./rename.ts";
import { kindInWords, renameText } from "./renameWords.ts";

/** A rename as a person says it, taken apart. */
export interface SaidRename {
  readonly text: string;
  readonly path: readonly string[];
  readonly to: string;
  /** What stands in front of the new name: a PostgreSQL schema, or the table or type that it is in. */
  readonly into?: string;
}

const NAME = '(?:"(?:[^"]|"")+"|[^".:]+)';
const SAID = new RegExp(`^(${NAME}(?:\\.${NAME})*):(?:(${NAME})\\.)?(${NAME})$`, "u");

/**
 * Reads `old:new`, where the old one is `table`, `table.column`, `enum.value`, `table.constraint` or `table.index`, with
 * its PostgreSQL schema in front where that is not the default one, and the new one is a name alone, or behind what it is in or the
 * schema that it is moved to. A name with a point or a colon in it stands in double quotes. Errors: `rename-unreadable`.
 */
export function readRename(text: string): SaidRename {
  const [, old, into, to] = SAID.exec(text.trim()) ?? [];
  if (old === undefined || to === undefined) throw renameUnreadable(text);
  const path = [...old.matchAll(new RegExp(NAME, "gu"))].map(([part]) => plain(part));
  return { text, path, to: plain(to), ...(into === undefined ? {} : { into: plain(into) }) };
}

const plain = (part: string): string =>
  part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part.trim();

/** The other names of tables and types that were renamed, as keys of their new paths. */
export type FormerPaths = ReadonlyMap<string, readonly string[]>;

/** The pair that is meant; undefined where none is. Errors: `rename-ambiguous` where several are. */
export function meantBy(
  said: SaidRename,
  pairs: readonly Pair[],
  former: FormerPaths = new Map(),
): Rename | undefined {
  const [first, ...others] = pairs
    .map(({ rename }) => rename)
    .filter((rename) => comesTo(rename, said))
    .filter((rename) => pathsOf(rename, former).includes(JSON.stringify(said.path)));
  if (first !== undefined && others.length > 0)
    throw renameAmbiguous(said.text, [first, ...others].map(kindAndText));
  return first;
}

/** Where only the name is said, it stays where it is; its own schema, or the table or type that it is in, may be said too. */
function comesTo(rename: Rename, { to, into }: SaidRename): boolean {
  const moved = "into" in rename ? rename.into : undefined;
  const own = "name" in rename ? (rename.name.schema ?? "public") : renamedPath(rename).at(-2);
  return rename.to === to && (into === moved || (moved === undefined && into === own));
}

const kindAndText = (rename: Rename): string => `${kindInWords(rename)} ${renameText(rename)}`;

function pathsOf(rename: Rename, former: FormerPaths): readonly string[] {
  const path = renamePath(rename);
  const owner = path.slice(0, -1);
  const before = former.get(JSON.stringify(owner));
  const paths = [path, ...(before === undefined ? [] : [[...before, ...path.slice(-1)]])];
  const inDefault = !hasSchema(rename);
  return [...paths, ...(inDefault ? paths.map((one) => ["public", ...one]) : [])].map((one) =>
    JSON.stringify(one),
  );
}

function hasSchema(rename: Rename): boolean {
  const name = "name" in rename ? rename.name : "table" in rename ? rename.table : rename.type;
  return name.schema !== undefined;
}

/** Errors: `rename-unknown`. */
export function refuseUnmeant(said: SaidRename, pairs: readonly Pair[]): never {
  const texts = (each: (rename: Rename) => string): readonly string[] => [
    ...new Set(pairs.map(({ rename }) => each(rename))),
  ];
  throw renameUnknown(
    said.text,
    texts((rename) => `${kindInWords(rename)} ${renamePath(rename).join(".")}`),
    texts((rename) => `${kindInWords(rename)} ${renamedPath(rename).join(".")}`),
  );
}
