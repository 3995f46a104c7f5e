import { describe, expect, it } from "@jest/globals";

import {
  pgAggregate,
  pgCollation,
  pgComposite,
  pgDomain,
  pgExtension,
  pgFunction,
  pgPartition,
  pgProcedure,
  pgRange,
  pgTrigger,
} from "../pg.ts";
import { sqliteTrigger } from "../sqlite.ts";

type Declaring = (...args: readonly never[]) => unknown;

const call = (declare: Declaring, ...args: readonly unknown[]): unknown =>
  Reflect.apply(declare, undefined, args);

const table = { [Symbol.for("drizzle:Name")]: "users" };
const trigger = { timing: "after", events: ["insert"], execute: "f" };

describe("a declaration that is called otherwise than its types say is refused where it stands:", () => {
  it.each<readonly [string, Declaring, readonly unknown[]]>([
    ["pgTrigger without its table", pgTrigger, ["stamped", trigger]],
    [
      "pgTrigger with what it executes left out",
      pgTrigger,
      [table, "stamped", { ...trigger, execute: undefined }],
    ],
    ["pgTrigger of a table that is not there yet", pgTrigger, [undefined, "stamped", trigger]],
    ["pgPartition without a name", pgPartition, [table, { default: true }]],
    ["pgFunction without a body", pgFunction, ["f", { language: "sql" }]],
    ["pgProcedure without options", pgProcedure, ["f"]],
    ["pgAggregate without a state", pgAggregate, ["f", { sfunc: "int4pl" }]],
    ["pgDomain with its type alone", pgDomain, ["email", "text"]],
    ["pgComposite without attributes", pgComposite, ["pair"]],
    ["pgRange without a subtype", pgRange, ["span", {}]],
    ["pgCollation with options first", pgCollation, [{ locale: "de" }, "german"]],
    ["pgExtension without a name", pgExtension, []],
    ["sqliteTrigger without a body", sqliteTrigger, [table, "stamped", { timing: "after", event: "insert" }]],
  ])("%s", (_, declare, args) => {
    expect(() => call(declare, ...args)).toThrow(/^It is called as \w+\(.*"name", \{ .* \}\)/);
  });

  it("as it is meant, it is not", () => {
    expect(() => call(pgTrigger, table, "stamped", trigger)).not.toThrow();
    expect(() => call(pgExtension, "citext")).not.toThrow();
  });
});
