import { rebaseAmbiguous, rebaseMerge, rebaseOntoItself, rebaseUnconnected } from "../../graphErrors.ts";
import { type HeadedFile } from "../../project/revisions.ts";

/** What is to be moved where. Two files may have one id, so it is files that are spoken of. */
export interface MoveInput {
  readonly headed: readonly HeadedFile[];
  /** The revision that is moved; then files behind it, where the ids alone do not say that they belong to it. */
  readonly named: readonly [HeadedFile, ...HeadedFile[]];
  /** Absent: base. */
  readonly onto: HeadedFile | undefined;
}

/**
 * The revision that is moved and all that hangs on it, parents first. Errors, exit 3: `rebase-onto-itself`, `rebase-merge` for
 * a revision with several parents, `rebase-ambiguous` where files share an id and no header says which of them belong
 * together, `rebase-unconnected` for a named file that does not hang on the revision.
 */
export function carriedBy(input: MoveInput): readonly HeadedFile[] {
  const { named, onto } = input;
  const [root] = named;
  if (root.header.downRevisions.length > 1) throw rebaseMerge(idOf(root), root.header.downRevisions);
  const family = familyOf(input);
  const carried = new Set<HeadedFile>([root]);
  for (const one of carried) for (const child of childrenOf(family, one)) carried.add(child);
  if (onto !== undefined && (family.line.has(root) || carried.has(onto)))
    throw rebaseOntoItself(idOf(root), idOf(onto));
  const stray = named.find((one) => !carried.has(one));
  if (stray !== undefined) throw rebaseUnconnected(idOf(root), stray.file.path);
  return parentsFirst(carried);
}

export function idOf({ header }: HeadedFile): string {
  return header.revision;
}

/** Who belongs to whom. */
interface Family {
  readonly byId: ReadonlyMap<string, readonly HeadedFile[]>;
  readonly byParent: ReadonlyMap<string, readonly HeadedFile[]>;
  readonly named: readonly HeadedFile[];
  /** Where it goes to, and all below that. */
  readonly line: ReadonlySet<HeadedFile>;
}

function familyOf({ headed, named, onto }: MoveInput): Family {
  const byId = grouped(headed, (one) => [idOf(one)]);
  const byParent = grouped(headed, ({ header }) => header.downRevisions);
  const family = { byId, byParent, named };
  return { ...family, line: onto === undefined ? new Set() : lineOf(family, onto) };
}

function grouped(
  headed: readonly HeadedFile[],
  keys: (one: HeadedFile) => readonly string[],
): ReadonlyMap<string, readonly HeadedFile[]> {
  const groups = new Map<string, HeadedFile[]>();
  for (const one of headed) {
    for (const key of new Set(keys(one))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [one]);
      else group.push(one);
    }
  }
  return groups;
}

/** Of files that share an id, one that is to be moved is not the one on which the others stand. */
function lineOf({ byId, byParent, named }: Omit<Family, "line">, onto: HeadedFile): ReadonlySet<HeadedFile> {
  const perhaps = idsAbove(byParent, named.map(idOf));
  const line = new Set([onto]);
  for (const one of line) {
    for (const id of one.header.downRevisions) {
      const all = byId.get(id) ?? [];
      const others = all.filter((file) => !named.includes(file));
      const mixed = others.some(({ header }) => header.downRevisions.some((parent) => perhaps.has(parent)));
      if (others.length > 1 && mixed) throw rebaseAmbiguous(id, pathsOf(others));
      for (const parent of others.length > 0 ? others : all) line.add(parent);
    }
  }
  return line;
}

/** The ids and all that may hang on them, whichever file they mean. */
function idsAbove(byParent: Family["byParent"], ids: readonly string[]): ReadonlySet<string> {
  const above = new Set(ids);
  for (const id of above) for (const child of byParent.get(id) ?? []) above.add(idOf(child));
  return above;
}

/**
 * The children of a file. Those of an id that several files have are the ones that are named, and those beside the line
 * that goes on from another of these files; else nothing says whose they are.
 */
function childrenOf({ byId, byParent, named, line }: Family, parent: HeadedFile): readonly HeadedFile[] {
  const children = byParent.get(idOf(parent)) ?? [];
  const alone = byId.get(idOf(parent))?.length === 1;
  if (alone) return children;
  const beside = children.filter((child) => !line.has(child));
  const sure = beside.length < children.length || beside.every((child) => named.includes(child));
  if (!sure) throw rebaseAmbiguous(idOf(parent), pathsOf(beside));
  return beside;
}

function pathsOf(files: readonly HeadedFile[]): readonly string[] {
  return files.map(({ file }) => file.path);
}

function parentsFirst(carried: ReadonlySet<HeadedFile>): readonly HeadedFile[] {
  const waiting = new Set(carried);
  const ordered: HeadedFile[] = [];
  while (waiting.size > 0) {
    const ids = new Set([...waiting].map(idOf));
    const free = [...waiting].filter(({ header }) => !header.downRevisions.some((id) => ids.has(id)));
    // Where the headers go round in a circle, the graph that is built of them says so.
    const next = free.length > 0 ? free : [...waiting];
    for (const one of next) waiting.delete(one);
    ordered.push(...next);
  }
  return ordered;
}
