import { type Connection } from "@limbeck/database";
import { introspect } from "@limbeck/introspector";
import { reasonOf, type Schema, type Table } from "@limbeck/model";
import { describe, type Operation } from "@limbeck/operations";

import { build } from "./build.ts";
import { differences } from "./compare.ts";
import { concerned, type Ends } from "./concerned.ts";
import { externalsOf, placesOfExtensions, withExternals, withNamespaces } from "./externals.ts";
import { hostedIn, withHosted } from "./hosted.ts";
import { madeRoles, policyRolesOf, standInForRoles, withRoles } from "./roles.ts";
import { type Left, type Proof, type ProofInput, unrunnable, upAndDown } from "./upAndDown.ts";

/**
 * Runs a revision on an empty scratch database, where what it starts from is built: up, then nothing differs from what it should lead to; down, then nothing differs
 * from the start; up again; and with rows, of which it says which come back. Throws `proof-refused` where a statement fails and `proof-failed` where something differs.
 */
export async function prove(input: ProofInput): Promise<Proof> {
  const { scratch, upgrade, downgrade } = input;
  const ops = [...upgrade, ...downgrade];
  const unproved = unrunnable(input);
  if (unproved !== undefined) return unproved;
  const ends = standing(concerned(input), ops);
  const starts = ends.after === undefined ? [ends.before] : [ends.before, ends.after];
  await standInForRoles(scratch, policyRolesOf(starts, ops));
  const { before, after } = await withinReach(scratch, ends);
  const lacking = await buildStart(scratch, before);
  if (lacking !== undefined) return { kind: "unproved", reason: lacking };
  return upAndDown(input, {
    place: "the scratch database",
    before,
    leftOfStart: () => left(input, before),
    reached: async () => {
      const schema = after ?? (await found(input));
      const leftOfReached = (): Promise<Left> => left(input, schema);
      return { schema, ...(await leftOfReached()), leftOfReached };
    },
  });
}

/** Both ends with what stands in for the user's server. */
function standing({ before, after }: Ends, ops: readonly Operation[]): Ends {
  const schemas = after === undefined ? [before] : [before, after];
  const externals: readonly Table[] = externalsOf(schemas);
  const hosted = hostedIn([JSON.stringify([schemas, ops])], schemas);
  const places = placesOfExtensions(schemas);
  const on = (schema: Schema): Schema =>
    withHosted(withExternals(withNamespaces(schema, places), externals), hosted);
  return after === undefined ? { before: on(before) } : { before: on(before), after: on(after) };
}

/** Without the extensions that stay as they are and that the scratch database cannot have: perhaps nothing here needs them. */
async function withinReach(scratch: Connection, { before, after }: Ends): Promise<Ends> {
  const stay = new Set((after ?? before).extensions.map(({ name }) => name));
  if (stay.size === 0) return after === undefined ? { before } : { before, after };
  const rows = await scratch.query<{ name: string }>("SELECT name FROM pg_available_extensions()");
  const available = new Set(rows.map(({ name }) => name));
  const without = (schema: Schema): Schema => ({
    ...schema,
    extensions: schema.extensions.filter(({ name }) => available.has(name) || !stay.has(name)),
  });
  return after === undefined
    ? { before: without(before) }
    : { before: without(before), after: without(after) };
}

async function found(input: ProofInput): Promise<Schema> {
  const { scratch, defaultSchema = "public" } = input;
  const { schema } = await introspect(scratch, {
    ...ALL_OF_IT,
    allSchemas: true,
    defaultSchema,
    roles: true,
  });
  return withRoles(schema, rolesConcerned(input));
}

/** All that there is on a scratch database, the revision has made. */
const ALL_OF_IT = { othersBookkeeping: true };

function rolesConcerned({ before, after = before, upgrade, downgrade }: ProofInput): readonly string[] {
  return madeRoles([before, after], [...upgrade, ...downgrade]);
}

async function buildStart(scratch: Connection, before: Schema): Promise<string | undefined> {
  try {
    await build(scratch, before);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

async function left(input: ProofInput, expected: Schema): Promise<Left> {
  const { defaultSchema } = input;
  const operations = await differences(input.scratch, expected, {
    ...ALL_OF_IT,
    comments: true,
    roles: rolesConcerned(input),
    ...(defaultSchema === undefined ? {} : { defaultSchema }),
  });
  return { differences: operations.map(describe) };
}
