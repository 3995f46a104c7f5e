import { type Connection } from "@limbeck/database";
import { isLimbeckError, LimbeckError } from "@limbeck/model";
import { describe } from "@limbeck/operations";

import { type FailedAt, migrationFailed } from "../steps/migrationFailed.ts";
import { type RunOptions } from "../options.ts";
import { losses } from "../losses/loss.ts";
import { contextOf, placeOf } from "../steps/prepare.ts";
import { isCode, type PreparedStep } from "../steps/preparedStep.ts";
import { type ReadyItem, readyItems } from "../steps/readyItems.ts";
import { keeperOf } from "../session/keeper.ts";
import { runItem } from "../steps/runItem.ts";
import { scopeOptions } from "../steps/runSegment.ts";
import { type TriedStatement, type TriedStep } from "./tried.ts";

/** A dry run, and how far it is. */
export interface Trial {
  readonly connection: Connection;
  readonly options: RunOptions;
  readonly steps: readonly PreparedStep[];
  readonly tried: Map<PreparedStep, TriedStatement[]>;
  at?: FailedAt;
}

export function newTrial(connection: Connection, options: RunOptions, steps: readonly PreparedStep[]): Trial {
  return { connection, options, steps, tried: new Map(steps.map((step) => [step, []])) };
}

/** The items as they come, each noted as the one in hand. */
export async function* itemsInHand(
  trial: Trial,
  step: PreparedStep,
  items: PreparedStep["items"],
): AsyncGenerator<ReadyItem> {
  const { connection } = trial;
  const { unfolding } = keeperOf(connection);
  const ready = readyItems(items, (late) => {
    trial.at = { step, item: late };
    return unfolding(connection, late);
  });
  for await (const item of ready) {
    trial.at = { step, item };
    yield item;
  }
  trial.at = { step };
}

/** Runs one item as a run would. */
export async function runTried(
  { connection, options }: Trial,
  step: PreparedStep,
  item: ReadyItem,
  transaction: boolean,
): Promise<void> {
  const context = contextOf(step.step.direction === "downgrade" ? "downgrade" : "upgrade", {
    dialect: connection.dialect,
    options,
  });
  await runItem(item, { connection, context, step, transaction, ...scopeOptions(options) });
}

export function noteTried(
  { tried }: Trial,
  step: PreparedStep,
  item: ReadyItem,
  found: Pick<TriedStatement, "locks" | "untried">,
): void {
  const statement = item.kind === "statement" ? { statement: item.statement.sql } : {};
  tried.get(step)?.push({ operation: describe(item.operation), ...statement, ...found });
}

export function tellStep({ options, steps }: Trial, step: PreparedStep): void {
  const { downRevisions, message } = step;
  const { revision, direction } = step.step;
  const number = steps.indexOf(step) + 1;
  options.report?.({
    kind: "stepStarted",
    revision,
    direction,
    downRevisions,
    message,
    number,
    total: steps.length,
  });
}

export function triedSteps({ tried }: Trial): readonly TriedStep[] {
  return [...tried].map(([prepared, statements]) => {
    const { downRevisions, message, step } = prepared;
    const { revision, direction } = step;
    const lost = losses([prepared]).map((loss) => loss.message);
    return { revision, direction, downRevisions, message, statements, losses: lost };
  });
}

/** The error of a run, said of a dry run: nothing is left, wherever it stood. */
export function trialFailed(trial: Trial, error: unknown, hint: string | undefined): unknown {
  const { at, options } = trial;
  if (at === undefined) return error;
  const place = at.item !== undefined && isCode(at.item) ? placeOf(error, options.locate) : undefined;
  const failed = { ...at, ...(place === undefined ? {} : { place }) };
  const outcome = { completed: [], takenBack: true, kept: [], resumable: false, attempts: 1 };
  const failure = migrationFailed(error, failed, outcome, options.signal?.aborted === true);
  if (!isLimbeckError(failure)) return failure;
  const { code, message, facts, exit } = failure;
  const untried = [...trial.tried.values()].flat().filter((each) => each.untried !== undefined);
  return new LimbeckError({
    code,
    message: `Dry run: ${message}`,
    hint: hintOf(hint ?? failure.hint, untried),
    facts: { ...facts, dryRun: true, untried: untried.map(({ operation }) => operation) },
    exit,
    cause: failure,
  });
}

function hintOf(hint: string | undefined, untried: readonly TriedStatement[]): string {
  const names = untried.map(({ operation }) => operation).join(", ");
  const without = names === "" ? "" : ` It may fail only because this was not tried: ${names}.`;
  return `${hint ?? ""}${without}`.trim();
}
