import { withoutPrints } from "@limbeck/loader";
import { type Operation, record } from "@limbeck/operations";
import { revisionOf } from "@limbeck/revisions";

import { type Project } from "./project.ts";
import { type Revisions } from "./revisions.ts";

const OPAQUE: ReadonlySet<string> = new Set<Operation["kind"]>(["execute", "run", "batches", "own"]);

/** What says nothing like this, and calls nothing of other files, is known not to be opaque without being run: nearly all revisions. */
const MAYBE =
  /\b(?:execute|run|batches)\b|\bfrom\s*["'](?!limbeck\b|drizzle-orm\b)|\b(?:require|import)\s*\(\s*["'](?!limbeck\b|drizzle-orm\b)/;

/** Whether one of the revisions does on its way up what only a run can tell. */
export async function anyOpaque(
  project: Project,
  revisions: Revisions,
  ids: Iterable<string>,
): Promise<boolean> {
  const texts = new Map(revisions.files.map(({ path, text }) => [path, text]));
  // The project's own operations may have any name.
  const isClear = (text = "run"): boolean => project.config.operations === undefined && !MAYBE.test(text);
  for (const id of ids) {
    const { file = "" } = revisionOf(revisions.graph, id);
    if (!isClear(texts.get(file)) && (await withoutPrints(() => isOpaque(project, revisions, id))))
      return true;
  }
  return false;
}

/** What cannot be recorded cannot be replayed either. */
async function isOpaque(
  { config, dialect, x }: Project,
  { load }: Revisions,
  revision: string,
): Promise<boolean> {
  const context = { dialect, direction: "upgrade", offline: false, replay: true, x } as const;
  try {
    const body = await load(revision);
    const recorded = record(
      (op) => {
        body.upgrade(op);
      },
      context,
      config.operations,
    );
    return recorded.some(({ operation }) => OPAQUE.has(operation.kind));
  } catch {
    return false;
  }
}
