import { expect, it } from "@jest/globals";
import { postgresBinaries } from "./binaries.ts";
import { failure } from "./failure.ts";

it("says so when there is no such major", async () => {
  expect(await failure(postgresBinaries(9))).toMatchObject({
    code: "test-postgres-missing",
    facts: { major: 9 },
  });
});
