import { describe, expect, it } from "@jest/globals";

import { onPath } from "./onPath.ts";

const routine = { name: "total", arguments: [] };

describe("what a name in a body may mean", () => {
  it("is that name alone, without a path", () => {
    expect(onPath(routine)({ name: "items" })).toEqual([{ name: "items" }]);
  });

  it("is one of each namespace on the path of the routine", () => {
    const meant = onPath({ ...routine, set: { search_path: 'app, public, "My ""App"""' } });
    expect(meant({ name: "items" })).toEqual([
      { name: "items" },
      { schema: "app", name: "items" },
      { schema: 'My "App"', name: "items" },
    ]);
    expect(meant({ schema: "shop", name: "items" })).toEqual([{ schema: "shop", name: "items" }]);
  });

  it("is that name alone in a body in standard SQL", () => {
    const meant = onPath({ ...routine, set: { search_path: "app" }, standardBody: { written: "RETURN 1" } });
    expect(meant({ name: "items" })).toEqual([{ name: "items" }]);
  });
});
