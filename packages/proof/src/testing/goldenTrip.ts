import { join } from "node:path";

import { type Connection } from "@limbeck/database";
import {
  asItStands,
  decideRenames,
  diff,
  backForRows,
  forRows,
  meantBy,
  online,
  type Questioner,
  readRename,
  withRenames,
} from "@limbeck/differ";
import { emitRevision } from "@limbeck/emitter";
import { canonicalise, introspect } from "@limbeck/introspector";
import { type ModelSchema } from "@limbeck/metadata";
import { type Schema } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";
import { type RevisionHeader } from "@limbeck/revisions";

import { build } from "../build.ts";
import { madeRoles, withRoles } from "../roles.ts";
import { FIXTURES, type GoldenCase, type GoldenFiles, goldenRenames, goldenRows } from "./goldenCase.ts";
import { goldenModels } from "./goldenModels.ts";
import { goldenSql } from "./goldenSql.ts";

/** What a case is at each station between the models and the files. */
export interface GoldenTrip {
  readonly before: ModelSchema;
  readonly after: ModelSchema;
  /** The database that was built from `before`, read back. */
  readonly database: Schema;
  /** `after` with the server's words for whatever the database has too. */
  readonly canonical: Schema;
  readonly upgrade: readonly Operation[];
  readonly downgrade: readonly Operation[];
  readonly files: GoldenFiles;
}

/** Takes a case from its models to its files. The connection leads to an empty database, which is left as `before`. */
export async function goldenTrip(golden: GoldenCase, connection: Connection): Promise<GoldenTrip> {
  const before = await goldenModels(golden, "before");
  const after = await goldenModels(golden, "after");
  await build(connection, before.schema);
  await connection.execute(goldenRows(golden));
  const found = await introspect(connection, { allSchemas: true, roles: true });
  const { serverVersion } = found;
  const database = withRoles(found.schema, madeRoles([before.schema, after.schema]));
  const renamed = await decideRenames(database, after.schema, told(goldenRenames(golden)));
  const { moved, ...sides } = asItStands(renamed, after.schema);
  const canonical = moved((await canonicalise({ ...sides, connection })).models);
  const changes = diff(renamed.before, canonical, { comments: true, serverVersion });
  const steps = forRows(withRenames(renamed.operations, changes, database), database);
  // Cases of this noun are about how `online` changes a table.
  const inSteps = golden.name.startsWith("online/") ? online : (same: readonly Operation[]) => same;
  const upgrade = inSteps(steps, database);
  const downgrade = inSteps(backForRows(steps, canonical), canonical);
  const file = join(golden.folder, "revision.ts");
  const header = headerOf(golden);
  const revision = await emitRevision({
    header,
    upgrade,
    downgrade,
    language: "ts",
    file,
    projectRoot: FIXTURES,
  });
  const files = {
    "revision.ts": revision,
    "postgres.sql": goldenSql({ upgrade, downgrade }, connection.server),
  };
  return { before, after, database, canonical, upgrade, downgrade, files };
}

/** The header of every case, so that its file says the same each time. */
export function headerOf({ name }: GoldenCase): RevisionHeader {
  return {
    revision: "1a2b3c4d5e6f",
    downRevisions: [],
    branchLabels: [],
    dependsOn: [],
    message: name,
    created: "2026-01-01T00:00:00Z",
  };
}

function told(renames: readonly string[]): Questioner {
  return ({ possible, former }) =>
    Promise.resolve(renames.flatMap((text) => meantBy(readRename(text), possible, former) ?? []));
}
