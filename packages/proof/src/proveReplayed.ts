import { leadingRenames } from "@limbeck/differ";
import { introspect, type Introspection } from "@limbeck/introspector";
import { isLimbeckError, type Schema } from "@limbeck/model";
import { applyAll, describe, OPAQUE } from "@limbeck/operations";

import { differencesFrom } from "./compare.ts";
import { concerned, type Ends } from "./concerned.ts";
import { holdingDifferences } from "./holding.ts";
import { madeRoles, policyRolesOf, standInForRoles, withRoles } from "./roles.ts";
import { clearRows } from "./rows/clearRows.ts";
import { emptyOf } from "./rows/tableRows.ts";
import { type Proof, type ProofInput, unrunnable, upAndDown } from "./upAndDown.ts";
import { withoutOthers } from "./withoutOthers.ts";

/**
 * The same as `prove` on a scratch database on which the revisions below have run, with all that only they have made; what they
 * put into tables is taken out. Down and up again nothing at all may be otherwise than the first time. Answers nothing where what the
 * revision concerns is not there as `before` has it. Errors: as `prove`.
 */
export async function proveReplayed(input: ProofInput): Promise<Proof | undefined> {
  const { scratch, upgrade, downgrade } = input;
  const unproved = unrunnable(input);
  if (unproved !== undefined) return unproved;
  const ends = concerned(input);
  const { before, after } = ends;
  await standInForRoles(scratch, policyRolesOf([before, after ?? before], [...upgrade, ...downgrade]));
  const start = await look(input);
  if (!(await startsThere(input, start, before)) || !(await cleared(input, start.schema))) return undefined;
  return upAndDown(input, {
    before,
    leftOfStart: () => otherwiseThan(input, start),
    reached: async () => {
      const reached = await look(input);
      const differences = await short(input, start.schema, reached, ends);
      const leftOfReached = (): Promise<readonly string[]> => otherwiseThan(input, reached);
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

/** Whether the part that the revision concerns is as it should be, whatever else there is. */
async function startsThere({ scratch }: ProofInput, start: Introspection, before: Schema): Promise<boolean> {
  const own = { ...start, schema: withoutOthers(start.schema, start.schema, [before]) };
  return (await differencesFrom(scratch, own, before, true)).length === 0;
}

/** Takes all rows out: whether their values fit is not what is proved. Says whether they are gone. */
async function cleared({ scratch }: ProofInput, schema: Schema): Promise<boolean> {
  try {
    await clearRows(scratch, emptyOf(schema, []));
    return true;
  } catch (error) {
    if (isLimbeckError(error) && error.code === "cancelled") throw error;
    return false;
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

async function otherwiseThan(input: ProofInput, expected: Introspection): Promise<readonly string[]> {
  return holdingDifferences(await look(input), expected, expected.serverVersion);
}
