import { expect, it } from "@jest/globals";
import { scratchPglite } from "@limbeck/testkit";

import { isBuiltinType } from "./builtinType.ts";

it("knows every type of a server, but for those of its own tables", async () => {
  const scratch = await scratchPglite({});
  const { rows } = await scratch.pglite.query<{ name: string }>(
    `SELECT typname AS name FROM pg_type
     WHERE typnamespace = 'pg_catalog'::regnamespace AND typname NOT LIKE '\\_%' AND typname NOT LIKE 'pg\\_%'`,
  );
  await scratch.close();
  expect(rows.length).toBeGreaterThan(90);
  expect(rows.map(({ name }) => name).filter((name) => !isBuiltinType(name))).toEqual([]);
  expect(isBuiltinType("mood")).toBe(false);
});
