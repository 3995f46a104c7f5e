import { describe, type ServerFacts } from "@limbeck/operations";
import { type Graph, planDowngrade, planStamp, planUpgrade, resolveAll, type Step } from "@limbeck/revisions";
import { offlineImpossible } from "./errors.ts";
import { type LoadRevision } from "./loadedRevision.ts";
import { offlineScript, type ScriptOptions } from "./offlineScript.ts";
import { type PrepareOptions } from "./options.ts";
import { prepareStamp, prepareSteps } from "./prepare.ts";
import { type PreparedStep } from "./preparedStep.ts";

/** Where a script starts, and what it is written for. */
interface OfflineStart {
  readonly graph: Graph;
  /** Where the database is that the script will be run on (symbols); absent: at base. */
  readonly from?: string | readonly string[];
  readonly options?: OfflineOptions;
}

export type OfflineOptions = ScriptOptions & PrepareOptions;

export interface OfflineInput<Target> extends OfflineStart {
  readonly target: Target;
  readonly load: LoadRevision;
  /** The server that the script is written for. */
  readonly server: ServerFacts;
}

export interface OfflineStampInput extends OfflineStart {
  readonly target: string | readonly string[];
}

/**
 * The SQL that `upgrade` would run from `from` to `target`, for `psql -v ON_ERROR_STOP=1`: the same statements in the same
 * transactions, version rows and history included; it stops where the database is not at the revision that it starts from.
 * Name the version table's schema in `options` if a revision changes the search path. Nothing is connected.
 * Errors: those of `planUpgrade` and `prepareSteps`; `revision-not-offline` (3) if a revision calls `op.run`.
 */
export async function offlineUpgrade(input: OfflineInput<string | readonly string[]>): Promise<string> {
  const rows = startRows(input);
  return scriptOf(input, planUpgrade(input.graph, rows, input.target));
}

/** The SQL that `downgrade` would run; see `offlineUpgrade`. */
export async function offlineDowngrade(input: OfflineInput<string>): Promise<string> {
  return scriptOf(input, planDowngrade(input.graph, startRows(input), input.target));
}

/** The SQL that `stamp` would run; see `offlineUpgrade`. */
export function offlineStamp(input: OfflineStampInput): Promise<string> {
  const { graph, target, options = {} } = input;
  const steps = planStamp(graph, startRows(input), target).map((step) => prepareStamp(graph, step));
  return Promise.resolve(offlineScript(steps, { ...options, transaction: "all" }));
}

function startRows({ graph, from = [] }: OfflineStart): readonly string[] {
  return resolveAll({ graph, current: [] }, typeof from === "string" ? [from] : from);
}

async function scriptOf(
  { graph, load, server, options = {} }: OfflineInput<unknown>,
  steps: readonly Step[],
): Promise<string> {
  const prepared = await prepareSteps(steps, { graph, load, server, options, offline: true });
  prepared.forEach(refuseCalls);
  return offlineScript(prepared, options);
}

function refuseCalls({ items }: PreparedStep): void {
  const call = items.find(({ kind }) => kind === "call");
  if (call !== undefined) throw offlineImpossible(call.revision, describe(call.operation), call.place);
}
