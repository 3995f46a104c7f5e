import { expect, it } from "@jest/globals";
import { emptySchema, type Extension, type Schema } from "@limbeck/model";

import { placesOfExtensions, withNamespaces } from "./externals.ts";

const having = (namespaces: readonly string[], ...extensions: readonly Extension[]): Schema => ({
  ...emptySchema("postgres"),
  namespaces: namespaces.map((name) => ({ name })),
  extensions,
});

it("an extension stands in a schema that nobody declares, unless it is made there", () => {
  const hosted = having([], { name: "citext", schema: "extensions" }, { name: "hstore" });
  const made = having(["tools"], { name: "citext", schema: "tools" });
  expect(placesOfExtensions([hosted, made])).toEqual(["extensions"]);
  expect(withNamespaces(made, ["extensions", "tools"]).namespaces).toEqual([
    { name: "tools" },
    { name: "extensions" },
  ]);
});
