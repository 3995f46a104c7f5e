import { type Dialect } from "@limbeck/model";
import {
  type Operations,
  record,
  type Recorded,
  type RevisionContext,
  type ServerFacts,
} from "@limbeck/operations";
import { checkNewRevisionId, type Graph, headerOf, type Step } from "@limbeck/revisions";
import { bodyAsynchronous, bodyFailed } from "../errors.ts";
import { type LoadedRevision, type LoadRevision, type Locate, type SourcePlace } from "./loadedRevision.ts";
import { type PrepareOptions } from "../options.ts";
import { itemsOf } from "./preparedItems.ts";
import { type PreparedStep } from "./preparedStep.ts";

/** What is needed to turn steps into statements; no database is. */
export interface PrepareInput {
  readonly graph: Graph;
  readonly load: LoadRevision;
  /** `postgres`, if absent. */
  readonly dialect?: Dialect;
  readonly server: ServerFacts;
  readonly offline?: boolean;
  readonly options?: PrepareOptions;
}

/**
 * Loads, records and compiles steps, all of them before any runs. Errors, exit 3: `revision-unsupported`, `irreversible`,
 * `revision-body-asynchronous`; `revision-body-failed` (4) and `argument-wrong` (2) with file and line; those of the loader;
 * `revision-id-too-long` (2) if an id does not fit into the version table.
 */
export async function prepareSteps(
  steps: readonly Step[],
  input: PrepareInput,
): Promise<readonly PreparedStep[]> {
  for (const { revision } of steps) checkNewRevisionId(revision, { has: () => false });
  const prepared: PreparedStep[] = [];
  // One after the other, so that of several faults the first is told, whichever file is read faster.
  for (const step of steps)
    prepared.push(
      step.direction === "stamp"
        ? prepareStamp(input.graph, step)
        : prepareStep(step, await input.load(step.revision), input),
    );
  return prepared;
}

/** A stamp has nothing to load and nothing to send but its rows. */
export function prepareStamp(graph: Graph, step: Step): PreparedStep {
  const { message = "", downRevisions = [] } = graph.revisions.get(step.revision) ?? {};
  return { step, downRevisions, message, transaction: true, operations: [], items: [] };
}

function prepareStep(step: Step, loaded: LoadedRevision, input: PrepareInput): PreparedStep {
  const recorded = recordStep(step, loaded, input);
  const { dialect = "postgres" } = input;
  const locate = input.options?.locate;
  const { downRevisions, message } = headerOf(input.graph, step.revision);
  return {
    step,
    downRevisions,
    message,
    ...(loaded.checksum === undefined ? {} : { checksum: loaded.checksum }),
    ...(loaded.file === undefined ? {} : { file: loaded.file }),
    transaction: loaded.transaction ?? true,
    operations: recorded.map(({ operation }) => operation),
    ...(loaded.operations === undefined ? {} : { own: loaded.operations }),
    items: itemsOf(recorded, step.revision, { dialect, server: input.server, locate }),
  };
}

function recordStep(step: Step, loaded: LoadedRevision, input: PrepareInput): readonly Recorded[] {
  const direction = step.direction === "downgrade" ? "downgrade" : "upgrade";
  const context = contextOf(direction, input);
  // A body that was written with `async` gives a promise in spite of its type.
  const body = (op: Operations): unknown => loaded[direction](op);
  let answer: unknown;
  let recorded: readonly Recorded[];
  try {
    recorded = record(
      (op) => {
        answer = body(op);
      },
      context,
      loaded.operations,
    );
  } catch (error) {
    throw bodyFailed(step, error, placeOf(error, input.options?.locate));
  }
  if (!(answer instanceof Promise)) return recorded;
  answer.catch(() => undefined);
  throw bodyAsynchronous(step, loaded.file);
}

/** What a revision may ask about the run that it is part of. */
export function contextOf(
  direction: RevisionContext["direction"],
  {
    dialect = "postgres",
    offline = false,
    options = {},
  }: Pick<PrepareInput, "dialect" | "offline" | "options">,
): RevisionContext {
  const { replay = false, dryRun, x = {} } = options;
  return { dialect, direction, offline, replay, ...(dryRun === undefined ? {} : { dryRun }), x };
}

/** The user's line in an error that was thrown. */
export function placeOf(error: unknown, locate: Locate | undefined): SourcePlace | undefined {
  return error instanceof Error ? locate?.(error.stack ?? "") : undefined;
}
