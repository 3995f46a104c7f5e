import { describe, expect, it } from "@jest/globals";

import { buildGraph } from "./graph.ts";
import { nearestName } from "./nearest.ts";
import { resolve } from "./resolve.ts";
import { header } from "./testing/arbitraryGraph.ts";

describe("nearestName", () => {
  const names = ["shoppingcart", "networking", "head", "base", "1975ea83b712", "27c6a30d7c24"];

  it.each([
    ["shopingcart", "shoppingcart"],
    ["ShoppingCart", "shoppingcart"],
    ["networks", "networking"],
    ["haed", "head"],
    ["hed", "head"],
    ["1975ea83b721", "1975ea83b712"],
    ["1957ea83", "1975ea83b712"],
    ["1974", "1975ea83b712"],
    ["ffffffffffff", undefined],
    ["abc", undefined],
    ["x", undefined],
  ])("takes %s for %s", (written, meant) => {
    expect(nearestName(written, names)).toBe(meant);
  });

  it("takes the first of those that are equally near", () => {
    expect(nearestName("shop", ["shops", "shopx"])).toBe("shops");
  });
});

describe("an error of a name that is not there", () => {
  const graph = buildGraph([
    header("1975ea83b712"),
    header("27c6a30d7c24", ["1975ea83b712"], { branchLabels: ["shoppingcart"] }),
    header("ae1027a6acf0", ["1975ea83b712"]),
  ]);
  const hintOf = (symbol: string): unknown => {
    try {
      return resolve({ graph }, symbol);
    } catch (error) {
      return (error as { hint?: string }).hint;
    }
  };

  it("asks whether the nearest was meant", () => {
    expect(hintOf("shopingcart")).toMatch(/^Did you mean shoppingcart\? /);
    expect(hintOf("27c6a30d7c42")).toMatch(/^Did you mean 27c6a30d7c24\? /);
    expect(hintOf("shopingcart@head")).toMatch(/^Did you mean shoppingcart\? /);
    expect(hintOf("shopingcart@+1")).toMatch(/^Did you mean shoppingcart\? /);
  });

  it("means nothing outside the branch that was named", () => {
    expect(hintOf("shoppingcart@ae1027a6acf1")).not.toMatch("Did you mean");
    expect(hintOf("nothing")).not.toMatch("Did you mean");
  });
});
