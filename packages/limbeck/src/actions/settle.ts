import { type Connection } from "@limbeck/database";
import { type Questioner, type Refusal, type RenameCandidate } from "@limbeck/differ";
import { type Unverified } from "@limbeck/introspector";
import { type Schema } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { equalityOf } from "../project/equality.ts";
import { type Project } from "../project/project.ts";

/** The two sides of a comparison, and all that its outcome depends on. */
export interface Sides {
  readonly models: Schema;
  readonly database: Schema;
  readonly searchPath: string;
  /** Whether the models say which comments there are. */
  readonly comments: boolean;
  readonly serverVersion: number;
  /** The views of the database that are not the models' to decide, by `nameKey`. */
  readonly viewsOfOthers: readonly string[];
}

export interface Settled {
  readonly operations: readonly Operation[];
  /** What is to change and cannot; the operations leave it as it is. */
  readonly refusals: readonly Refusal[];
  readonly before: Schema;
  readonly after: Schema;
  readonly unverified: readonly Unverified[];
  /** What may be renames, and was not taken for such. */
  readonly candidates: readonly RenameCandidate[];
}

/**
 * Puts the models into the words of the other side and compares. Sides that were found equal before, to the letter, are
 * not compared again. `scratch` answers what the connection may not be asked. Renames are decided first; `before` is the other side without them. Errors: those of the questioner.
 */
export async function settle(
  project: Project,
  connection: Connection,
  sides: Sides,
  ask: Questioner,
  scratch?: () => Promise<Connection>,
): Promise<Settled> {
  const equality = equalityOf(project.cacheDir(), sides);
  if (equality.known) {
    await askNothing(ask);
    const none = { operations: [], refusals: [], unverified: [], candidates: [] };
    return { ...none, before: sides.database, after: sides.models };
  }
  // Where nothing has changed, as nearly always, nothing of what compares is loaded.
  const { settleAnew } = await import("./settleAnew.ts");
  const settled = await settleAnew({ project, connection, scratch }, sides, ask);
  const { operations, refusals, unverified } = settled;
  if (operations.length + refusals.length + unverified.length === 0) await equality.remember();
  return settled;
}

/** Nothing goes and nothing comes; whoever says that something was renamed is told so. */
export async function askNothing(ask: Questioner): Promise<void> {
  await ask({ possible: [], candidates: [], former: new Map(), last: true });
}
