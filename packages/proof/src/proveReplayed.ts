import { leadingRenames } from "@limbeck/differ";
import { introspect, type Introspection } from "@limbeck/introspector";
import { isLimbeckError, reasonOf, type Schema } from "@limbeck/model";
import { applyAll, describe, OPAQUE } from "@limbeck/operations";

import { differencesFrom } from "./compare.ts";
import { concerned, type Ends } from "./concerned.ts";
import { holdingDifferences } from "./holding.ts";
import { madeRoles, policyRolesOf, standInForRoles, withRoles } from "./roles.ts";
import { clearRows } from "./rows/clearRows.ts";
import { emptyOf } from "./rows/tableRows.ts";
import { type Left, type Proof, type ProofInput, unrunnable, upAndDown } from "./upAndDown.ts";
import { withoutOthers } from "./withoutOthers.ts";

/** The scratch database is not where a revision starts, and why. */
export interface Elsewhere {
  readonly kind: "elsewhere";
  readonly reason: string;
}

/**
 * The same as `prove` on a scratch database on which the revisions below have run, with all that only they have made; what they
 * put into tables is taken out. Down and up again nothing at all may be otherwise than the first time. Nothing is proved where what the
 * revision concerns is not there as `before` has it. Errors: as `prove`.
 */
export async function proveReplayed(input: ProofInput): Promise<Proof | Elsewhere> {
  const { scratch, upgrade, downgrade } = input;
  const unproved = unrunnable(input);
  if (unproved !== undefined) return unproved;
  const ends = concerned(input);
  const { before, after } = ends;
  await standInForRoles(scratch, policyRolesOf([before, after ?? before], [...upgrade, ...downgrade]));
  const start = await look(input);
  const reason = (await besideStart(input, start, before)) ?? (await uncleared(input, start.schema));
  if (reason !== undefined) return { kind: "elsewhere", reason };
  return upAndDown(input, {
    place: "what the revisions have made",
    before,
    leftOfStart: () => otherwiseThan(input, start, [before]),
    reached: async () => {
      const reached = await look(input);
      const differences = await short(input, start.schema, reached, ends);
      const leftOfReached = (): Promise<Left> => otherwiseThan(input, reached, [before, after ?? before]);
      return { schema: after ?? reached.schema, differences, leftOfReached };
    },
  });
}

async function look({ scratch, defaultSchema = "public", ...input }: ProofInput): Promise<Introspection> {
  const found = await introspect(scratch, { allSchemas: true, defaultSchema, roles: true });
  const { before, after = before, upgrade, downgrade } = input;
  const roles = madeRoles([before, after], [...upgrade, ...downgrade]);
  return { ...found, schema: withRoles(found.schema, roles) };
}

/** Why the part that the revision concerns is not as it should be, if it is not, whatever else there is. */
async function besideStart(
  { scratch }: ProofInput,
  start: Introspection,
  before: Schema,
): Promise<string | undefined> {
  const own = { ...start, schema: withoutOthers(start.schema, start.schema, [before]) };
  const [first, ...others] = (await differencesFrom(scratch, own, before, true)).map(describe);
  if (first === undefined) return undefined;
  const more = others.length === 0 ? "" : `, and ${others.length} more`;
  return `the revisions lead to something else than was compared (${first}${more})`;
}

/** Takes all rows out: whether their values fit is not what is proved. Says why they stay, if they do. */
async function uncleared({ scratch }: ProofInput, schema: Schema): Promise<string | undefined> {
  try {
    await clearRows(scratch, emptyOf(schema, []));
    return undefined;
  } catch (error) {
    if (isLimbeckError(error) && error.code === "cancelled") throw error;
    return `the rows of the revisions cannot be taken out: ${reasonOf(error)}`;
  }
}

/** What the upgrade has not done of what it should have; what was there before, and is not its business, is passed over. */
async function short(
  { scratch, upgrade }: ProofInput,
  start: Schema,
  reached: Introspection,
  { before, after }: Ends,
): Promise<readonly string[]> {
  if (after === undefined) return [];
  const moved = (schema: Schema): Schema => {
    const renamed = applyAll(schema, leadingRenames(upgrade));
    return renamed === OPAQUE ? schema : renamed;
  };
  const own = withoutOthers(reached.schema, moved(start), [moved(before), after]);
  return (await differencesFrom(scratch, { ...reached, schema: own }, after, true)).map(describe);
}

async function otherwiseThan(
  input: ProofInput,
  expected: Introspection,
  parts: readonly Schema[],
): Promise<Left> {
  const found = await look(input);
  const { serverVersion } = expected;
  const own = ({ schema }: Introspection) => ({
    schema: withoutOthers(schema, schema, parts),
    unmodelled: [],
  });
  return {
    differences: holdingDifferences(found, expected, serverVersion),
    ofOthers: holdingDifferences(own(found), own(expected), serverVersion).length === 0,
  };
}
