import { join } from "node:path";

import { loadModels, loadRevision, type RevisionModule } from "@limbeck/loader";
import { type Dialect } from "@limbeck/model";
import { type ModelSchema, readModels, requireDrizzle } from "@limbeck/metadata";

import { FIXTURES, type GoldenCase } from "./goldenCase.ts";

/** What the files of a case import, as the command line hands it to the files of a user. */
const standIns = {
  limbeck: () => import("@limbeck/operations"),
  "limbeck/pg": () => import("@limbeck/metadata/pg"),
  "limbeck/sqlite": () => import("@limbeck/metadata/sqlite"),
};

export type Side = "before" | "after";

/** The models of one side of a case as a Schema, read as a user's are. */
export async function goldenModels(
  { folder }: GoldenCase,
  side: Side,
  dialect: Dialect = "postgres",
): Promise<ModelSchema> {
  const file = join(folder, `${side}.ts`);
  const { modules } = await loadModels({ schema: file, cwd: FIXTURES, standIns });
  return readModels(modules, { drizzle: requireDrizzle(file), dialect });
}

/** A revision file, loaded as a user's is. */
export function goldenRevision(file: string): Promise<RevisionModule> {
  return loadRevision(file, { cwd: FIXTURES, standIns });
}
