import { type Dialect, isLimbeckError } from "@limbeck/model";
import { compile, describe, type Plan, type Recorded, type ServerFacts } from "@limbeck/operations";
import { irreversibleRevision, type Lacking, unsupportedRevision } from "../errors.ts";
import { operationUnreadable } from "./itemErrors.ts";
import { type Locate } from "./loadedRevision.ts";
import { postgresItems } from "../postgres/items.ts";
import { type Item, type ItemOrigin } from "./preparedStep.ts";
import { sqliteItems } from "../sqlite/items.ts";

/** What the operations of one revision become. Errors: `revision-unsupported`, `irreversible` (3), `argument-wrong` (2). */
export type PlanItems = (entries: readonly Entry[], server: ServerFacts) => readonly Item[];

/** An operation, and what is told of it when it fails. */
export type Entry = ItemOrigin;

const planners = { postgres: postgresItems, sqlite: sqliteItems } satisfies Readonly<
  Record<Dialect, PlanItems>
>;

/** The items of a revision, from what its body recorded. */
export function itemsOf(
  recorded: readonly Recorded[],
  revision: string,
  { dialect, server, locate }: { dialect: Dialect; server: ServerFacts; locate: Locate | undefined },
): readonly Item[] {
  return planners[dialect](
    recorded.map((one, at) => entryOf(one, at + 1, revision, locate)),
    server,
  );
}

function entryOf(
  { operation, stack, autocommit }: Recorded,
  number: number,
  revision: string,
  locate: Locate | undefined,
): Entry {
  const place = locate?.(stack);
  return {
    revision,
    operation,
    number,
    ...(place === undefined ? {} : { place }),
    ...(autocommit === undefined ? {} : { autocommit }),
  };
}

/** What the server gets for one operation. Errors: `argument-wrong` (2) where it was recorded with less than it needs. */
export function compiled(entry: Entry, dialect: Dialect, server: ServerFacts): Plan {
  try {
    return compile(entry.operation, dialect, server);
  } catch (error) {
    throw isLimbeckError(error) ? error : operationUnreadable(entry, error);
  }
}

/** The items of one plan. */
export function planned(entry: Entry, plan: Plan): readonly Item[] {
  switch (plan.kind) {
    case "statements":
      return plan.statements.map((statement) => ({ ...entry, kind: "statement", statement }));
    case "call":
      return [{ ...entry, kind: "call", call: plan.call }];
    case "walk":
      return [{ ...entry, kind: "walk", walk: plan.walk }];
    case "rebuild":
      throw refused(entry, "foreign keys are switched off for it, so it must not stand alone");
    case "unsupported":
      throw refused(entry, plan.reason, plan);
  }
}

export function refused(
  { revision, operation, place }: Entry,
  reason: string,
  lacking: Lacking = {},
): ReturnType<typeof unsupportedRevision> {
  const refuse = operation.kind === "irreversible" ? irreversibleRevision : unsupportedRevision;
  return refuse(revision, describe(operation), reason, place, lacking);
}
