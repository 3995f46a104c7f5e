import { type Connection } from "@limbeck/database";
import { isLimbeckError } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { statementsOf } from "../postgres/perform.ts";
import { prove } from "../prove.ts";
import { type GoldenCase } from "./goldenCase.ts";
import { type GoldenDatabase } from "./goldenDatabase.ts";
import { goldenTrip } from "./goldenTrip.ts";

/** A statement of the upgrade of a case that was left out without the proof's seeing it. */
export interface Survivor {
  readonly name: string;
  readonly sql: string;
}

/** What a case is tried with: each statement of its upgrade left out in turn. */
export interface Mutants {
  readonly tried: number;
  readonly survivors: readonly Survivor[];
}

/** Leaves out each statement of a case's upgrade in turn, and proves what is left. The whole upgrade must be proved. */
export async function tryMutants(golden: GoldenCase, database: GoldenDatabase): Promise<Mutants> {
  const connection = await database.emptied();
  const { database: before, canonical: after, upgrade, downgrade } = await goldenTrip(golden, connection);
  const isProved = async (operations: readonly Operation[]): Promise<boolean> =>
    holds(await database.emptied(), { before, after, upgrade: operations, downgrade });
  if (!(await isProved(upgrade))) throw new Error(`${golden.name}: the upgrade is not proved as it is`);
  const mutants = mutantsOf(upgrade, connection);
  const survivors: Survivor[] = [];
  for (const { sql, operations } of mutants)
    if (await isProved(operations)) survivors.push({ name: golden.name, sql });
  return { tried: mutants.length, survivors };
}

interface Mutant {
  /** What is left out. */
  readonly sql: string;
  readonly operations: readonly Operation[];
}

/** Of the operation that loses a statement the others remain as they are, as SQL. */
function mutantsOf(upgrade: readonly Operation[], connection: Connection): readonly Mutant[] {
  return upgrade.flatMap((op, at) => {
    const statements = statementsOf(op, connection.server);
    return statements.map((sql, gone): Mutant => {
      const rest = statements.filter((_, other) => other !== gone);
      const left = rest.map((one): Operation => ({ kind: "execute", sql: one }));
      return { sql, operations: upgrade.toSpliced(at, 1, ...left) };
    });
  });
}

type Revision = Omit<Parameters<typeof prove>[0], "scratch" | "comments">;

async function holds(scratch: Connection, revision: Revision): Promise<boolean> {
  try {
    // What cannot be built here says nothing against a statement.
    return (await prove({ scratch, ...revision, comments: true })).kind === "proved";
  } catch (error) {
    if (isLimbeckError(error)) return false;
    throw error;
  }
}
