import { connect } from "@limbeck/database";
import { diff } from "@limbeck/differ";
import { introspect } from "@limbeck/introspector";
import { type Schema } from "@limbeck/model";
import { type Operation, reverseAll } from "@limbeck/operations";
import { prove } from "@limbeck/proof";
import { freshDatabase } from "@limbeck/testkit";

import { createTables, roundTrips } from "./check.ts";
import { models } from "./lib/models.ts";
import { benchProject } from "./lib/project.ts";
import { countingProxy } from "./lib/roundTrips.ts";

const SIZES = [100, 1000];
const CHANGED = 20;

/** What a change of twenty objects costs, in waits and statements: neither should grow with what stays as it is. */
export async function benchmark(): Promise<void> {
  for (const tables of SIZES) {
    const project = benchProject(models(tables));
    const [database, target] = [await freshDatabase({}), await freshDatabase({})];
    try {
      await createTables(project, database);
      project.write(models(tables, CHANGED));
      const [first, next] = await roundTrips(project, database.url);
      console.log(`\nchange of ${CHANGED} objects, ${tables} tables`);
      console.log(`  check: round trips, greeting included: ${first}, then ${next}`);
      await createTables(project, target);
      await tellProof(await schemaOf(database.url), await schemaOf(target.url));
    } finally {
      await Promise.all([database.drop(), target.drop()]);
      project.remove();
    }
  }
}

async function schemaOf(url: string): Promise<Schema> {
  const connection = await connect(url);
  const { schema } = await introspect(connection);
  await connection.close();
  return schema;
}

/** The scratch database is a server here, because what goes to it can be counted on the wire. */
async function tellProof(before: Schema, after: Schema): Promise<void> {
  const upgrade: readonly Operation[] = diff(before, after);
  const database = await freshDatabase({});
  const proxy = await countingProxy(database.url);
  const scratch = await connect(proxy.url);
  const [waits, statements] = [proxy.waits(), proxy.statements()];
  const input = { scratch, before, after, upgrade, downgrade: reverseAll(upgrade), comments: true };
  const proof = await prove({ ...input, defaultSchema: "public" });
  console.log(
    `  proof of ${upgrade.length} operations: ${proof.kind}; on the scratch database ${proxy.statements() - statements} statements in ${proxy.waits() - waits} round trips, the start and both ways`,
  );
  await scratch.close();
  proxy.close();
  await database.drop();
}
