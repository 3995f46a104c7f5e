import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { diff } from "@limbeck/differ";
import { emptySchema, emptyTable, type Schema } from "@limbeck/model";
import { compile } from "@limbeck/operations";
import { postgresMajors } from "@limbeck/testkit";

import { type LawBench, serverBench } from "./testing/lawBench.ts";
import { breaches } from "./testing/serverLaw.ts";
import { tenth } from "./testing/tenth.ts";

const FOUND = fileURLToPath(new URL("../../../fixtures/found", import.meta.url));

const cases = readdirSync(FOUND, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(FOUND, entry.name, "a.json")))
  .map(({ name }) => ({ name, a: read(name, "a"), b: read(name, "b") }));

function read(name: string, side: "a" | "b"): Schema {
  // Written by scripts/score.ts from schemas, some before there were all the parts that there are today.
  const schema = JSON.parse(readFileSync(join(FOUND, name, `${side}.json`), "utf8")) as Schema;
  const tables = schema.tables.map((table) => ({ ...emptyTable(table), ...table }));
  return { ...emptySchema(schema.dialect), ...schema, tables };
}

/** Whether a server of a major has all that the schemas say. */
function isFor(major: number, schemas: readonly Schema[]): boolean {
  const plans = schemas
    .flatMap((schema) => diff(emptySchema("postgres"), schema))
    .map((op) => compile(op, "postgres", { version: major * 10_000 }));
  return plans.every((plan) => plan.kind !== "unsupported" || plan.since === undefined);
}

/** There from models and back from a database, or the other way round: the one in one tenth, the other in the next. */
const [there, back] = tenth % 2 === 0 ? (["models", "database"] as const) : (["database", "models"] as const);

describe.each(postgresMajors())("on PostgreSQL %i, a pair that once broke the law", (major) => {
  let bench: LawBench;
  beforeAll(async () => {
    bench = await serverBench(major);
  });
  afterAll(() => bench.drop());

  it.each(cases.filter(({ a, b }) => isFor(major, [a, b])))("$name", async ({ a, b }) => {
    expect(await breaches(bench, [a, b], there)).toEqual([]);
    expect(await breaches(bench, [b, a], back)).toEqual([]);
  });
});
