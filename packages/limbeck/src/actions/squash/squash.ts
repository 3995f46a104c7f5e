import { dirname } from "node:path";

import { type Proof } from "@limbeck/proof";
import { revisionOf } from "@limbeck/revisions";

import { refuseListed } from "../../project/listed.ts";
import { type Project } from "../../project/project.ts";
import { readRevisions, type Revisions } from "../../project/revisions.ts";
import { type DraftInput, draftOf } from "../draft.ts";
import { plural, type Report, stage } from "../event.ts";
import { keep } from "../keep.ts";
import { blocksOf } from "./block.ts";
import { collectSteps } from "./collect.ts";
import { squashRange, type SquashRange } from "./range.ts";
import { replayRange } from "./replayRange.ts";

export interface SquashOptions {
  /** Absent: `squash A to B`. */
  readonly message?: string;
  /** The id, instead of a new one. */
  readonly id?: string;
  /** Whether `execute`, `bulkInsert` and the like are kept. Absent: yes. */
  readonly data?: boolean;
  /** Absent: yes. */
  readonly prove?: boolean;
  readonly report?: Report;
}

export interface SquashResult {
  /** Absolute. */
  readonly file: string;
  readonly revision: string;
  /** The revisions in whose place it stands; full ids, oldest first. */
  readonly replaces: readonly string[];
  readonly downRevisions: readonly string[];
  readonly text: string;
  readonly proof?: Proof;
}

/**
 * Writes one revision that stands for a range `A:B`. Operations that rows could notice are kept as they are, in their order, and so
 * are functions of the files, with what these need; between them stands the difference between the schemas. The files of the range stay. Errors: those of the range, of replaying it and of the
 * draft, `carried-unmovable` (3), `squash-differs` (4); none leaves a file behind.
 */
export async function squash(
  project: Project,
  range: string,
  options: SquashOptions = {},
): Promise<SquashResult> {
  const { data = true, report } = options;
  refuseListed(project, "squash");
  const revisions = readRevisions(project);
  const found = squashRange(revisions.graph, range);
  const { order, place } = found;
  const blocks = blocksOf(await collectSteps({ project, revisions, order, data }));
  const replayed = await stage(
    report,
    "replayed",
    () => replayRange({ project, revisions, blocks, place }),
    () => plural(order.length, "revision"),
  );
  const draft = await draftSquash(project, revisions, found, options, replayed);
  const proof = options.prove === false ? undefined : await proven();
  await keep(project, draft, report);
  const { id, file, text } = draft;
  const { parents, replaces = [] } = place;
  const proved = proof === undefined ? {} : { proof };
  return { file, revision: id, replaces, downRevisions: parents, text, ...proved };

  async function proven(): Promise<Proof> {
    const { proveSquash } = await import("./proveSquash.ts");
    const start = performance.now();
    const answer = await proveSquash(project, draft, place, replayed);
    const words =
      answer.kind === "proved"
        ? ({
            stage: "proved",
            text: "the range and the one revision lead to the same schema, up and down",
          } as const)
        : ({ stage: "unproved", text: answer.reason } as const);
    report?.({ kind: "stage", ...words, duration: performance.now() - start });
    return answer;
  }
}

function draftSquash(
  project: Project,
  revisions: Revisions,
  { order, place }: SquashRange,
  { message, id }: SquashOptions,
  { upgrade, downgrade }: Pick<Awaited<ReturnType<typeof replayRange>>, "upgrade" | "downgrade">,
): ReturnType<typeof draftOf> {
  const [first] = order;
  const last = order.at(-1) ?? first;
  const { file } = revisionOf(revisions.graph, last);
  return draftOf({
    project,
    revisions,
    message: message ?? `squash ${first} to ${last}`,
    upgrade,
    downgrade,
    carried: carriedFrom(revisions, order),
    id,
    place,
    // Where no parent says so, it stands beside what it replaces.
    ...(place.parents.length > 0 || file === undefined ? {} : { versionPath: dirname(file) }),
  });
}

/** The files that the range stands in. */
function carriedFrom({ graph, files }: Revisions, order: readonly string[]): DraftInput["carried"] {
  const leaving = order.flatMap((id) => revisionOf(graph, id).file ?? []);
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return {
    leaving,
    files: order.flatMap((revision) => {
      const { file } = revisionOf(graph, revision);
      const text = file === undefined ? undefined : texts.get(file);
      return file === undefined || text === undefined ? [] : [{ revision, file, text }];
    }),
  };
}
