import { type Dialect, type Schema } from "@limbeck/model";
import { type ServerFacts } from "@limbeck/operations";
import { type Graph, planDowngrade, planStamp, planUpgrade, resolveAll, type Step } from "@limbeck/revisions";
import { offlineImpossible } from "../steps/itemErrors.ts";
import { type LoadRevision } from "../steps/loadedRevision.ts";
import { offlineScript } from "./offlineScript.ts";
import { type ScriptOptions } from "./script.ts";
import { type PrepareOptions } from "../options.ts";
import { prepareStamp, prepareSteps } from "../steps/prepare.ts";
import { isCode, type Item, type LateItem, type PreparedStep } from "../steps/preparedStep.ts";
import { readyItems } from "../steps/readyItems.ts";

/** Where a script starts, and what it is written for. */
interface OfflineStart {
  readonly graph: Graph;
  /** Where the database is that the script will be run on (symbols); absent: at base. */
  readonly from?: string | readonly string[];
  /** `postgres`, if absent. */
  readonly dialect?: Dialect;
  readonly options?: OfflineOptions;
}

export type OfflineOptions = ScriptOptions & PrepareOptions;

export interface OfflineInput<Target> extends OfflineStart {
  readonly target: Target;
  readonly load: LoadRevision;
  /** The server that the script is written for. */
  readonly server: ServerFacts;
  /**
   * SQLite: what there is where the script starts, once the given statements of it were run. Asked where a table must be made anew;
   * absent: such a script cannot be written.
   */
  readonly schemaAfter?: SchemaAfter;
}

export type SchemaAfter = (statements: readonly string[]) => Promise<Schema>;

export interface OfflineStampInput extends OfflineStart {
  readonly target: string | readonly string[];
}

/**
 * The SQL that `upgrade` would run from `from` to `target`, for `psql -v ON_ERROR_STOP=1`: the same statements in the same
 * transactions, version rows and history included; it stops where the database is not at the revision that it starts from.
 * Name the version table's schema in `options` if a revision changes the search path. Nothing is connected.
 * Errors: those of `planUpgrade` and `prepareSteps`; `revision-not-offline` (3) if a revision calls `op.run` or `op.batches`.
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
  const { graph, target, dialect = "postgres", options = {} } = input;
  const steps = planStamp(graph, startRows(input), target).map((step) => prepareStamp(graph, step));
  return Promise.resolve(offlineScript(steps, { ...options, transaction: "all" }, dialect));
}

/** A database that is at a replaced revision is told to be at the one that replaces it. */
function startRows({ graph, from = [] }: OfflineStart): readonly string[] {
  const symbols = typeof from === "string" ? [from] : from;
  return symbols.flatMap((symbol) =>
    graph.replaced.has(symbol) ? [symbol] : resolveAll({ graph, current: [] }, [symbol]),
  );
}

async function scriptOf(input: OfflineInput<unknown>, steps: readonly Step[]): Promise<string> {
  const { graph, load, server, dialect = "postgres", options = {} } = input;
  const prepared = await prepareSteps(steps, { graph, load, server, dialect, options, offline: true });
  prepared.forEach(refuseCalls);
  return offlineScript(await unfoldedSteps(prepared, input), options, dialect);
}

function refuseCalls({ items }: PreparedStep): void {
  const code = items.find(isCode);
  if (code !== undefined) throw offlineImpossible(code, `op.${code.operation.kind} looks at a database`);
}

/** With every operation planned that could not be before it was known what stands in front of it. */
async function unfoldedSteps(
  steps: readonly PreparedStep[],
  { server: { version }, schemaAfter }: OfflineInput<unknown>,
): Promise<readonly PreparedStep[]> {
  const sent: string[] = [];
  const unfolded: PreparedStep[] = [];
  for (const step of steps) {
    const items: Item[] = [];
    for await (const item of readyItems(step.items, (late) => ({
      version,
      schemaNow: () => schemaOffline(late, schemaAfter, sent),
    }))) {
      if (item.kind === "statement") sent.push(item.statement.sql);
      items.push(item);
    }
    unfolded.push({ ...step, items });
  }
  unfolded.forEach(refuseCalls);
  return unfolded;
}

async function schemaOffline(
  late: LateItem,
  schemaAfter: SchemaAfter | undefined,
  sent: readonly string[],
): Promise<Schema> {
  if (schemaAfter === undefined)
    throw offlineImpossible(late, "how a table is made anew depends on what it is");
  return schemaAfter(sent);
}
