import { describe, expect, it } from "@jest/globals";

import { openOutput } from "./output.ts";
import { noProgress } from "./progress.ts";

describe("progress", () => {
  it.each([{ quiet: true }, { json: true }, { color: false }])("is not shown with %j", (options) => {
    expect(openOutput(options).progress).toBe(noProgress);
  });

  it("is not shown in a pipe or in CI, whatever stderr is", () => {
    const { CI } = process.env;
    process.env["CI"] = "true";
    try {
      expect(openOutput({}).progress).toBe(noProgress);
    } finally {
      if (CI === undefined) Reflect.deleteProperty(process.env, "CI");
      else process.env["CI"] = CI;
    }
  });
});
