import { sql } from "@limbeck/operations";

import { ODD, say } from "./say.ts";

/** Those of `samples` that are of types beside enums, and of collations. */
export const typeSamples = {
  createDomain: say("createDomain", ODD, {
    type: "text",
    collation: "C",
    default: "it's",
    notNull: true,
    checks: [{ name: "c", expression: sql`VALUE <> '\`'`, notValid: true }],
    comment: "two\nlines",
  }),
  createCollation: say("createCollation", ODD, {
    provider: "icu",
    locale: "en-u-kn",
    deterministic: false,
    rules: "&V << 'w' <<< W",
    comment: "two\nlines",
  }),
  dropCollation: say("dropCollation", ODD),
  dropDomain: say("dropDomain", ODD),
  alterDomain: say("alterDomain", ODD, {
    from: { type: "text" },
    to: { type: "integer", checks: [{ name: "c", expression: sql`VALUE > ${1}` }] },
    throughText: true,
    columns: [{ table: "people", column: "age" }],
  }),
  createComposite: say("createComposite", ODD, {
    attributes: [
      { name: "it's", type: 'text COLLATE "C"', comment: "one" },
      { name: 'a"b', type: "numeric(10,2)" },
    ],
    comment: "two\nlines",
  }),
  dropComposite: say("dropComposite", ODD),
  alterComposite: say("alterComposite", ODD, {
    from: { attributes: [{ name: "zip", type: "text" }] },
    to: { attributes: [{ name: "zip", type: "integer" }] },
    types: [
      { domain: "home", type: "address", checks: [{ name: "c", expression: sql`(VALUE).zip > 0` }] },
      { composite: ODD, attributes: [{ name: "home", type: "home" }], comment: "three" },
    ],
    columns: [
      { table: "people", column: "home", of: "home" },
      { table: "people", column: "former", array: true },
    ],
  }),
  createRange: say("createRange", ODD, {
    subtype: "text",
    operatorClass: "text_pattern_ops",
    collation: '"C"',
    subtypeDiff: ODD,
    multirange: "many",
    comment: "it's",
  }),
  dropRange: say("dropRange", ODD),
  replaceRange: say("replaceRange", "speeds", {
    from: { subtype: "real" },
    to: { subtype: "double precision", subtypeDiff: "float8mi" },
    types: [{ range: "outer", subtype: "speeds" }],
    columns: [{ table: "cars", column: "speeds", of: "speeds_multirange" }],
    comment: "fast",
  }),
};
