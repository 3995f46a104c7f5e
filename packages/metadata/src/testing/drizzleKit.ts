import { fileURLToPath } from "node:url";
import { type Dialect } from "@limbeck/model";
import { askNode } from "@limbeck/testkit";
import { type Casing } from "../drizzle/drizzle.ts";
import { bundle } from "./models.ts";

// In a process of its own, because drizzle-kit ends the process that it runs in when it dislikes a model.
const PROGRAM = `
  const { compileFunction } = require("node:vm");
  const kit = require("drizzle-kit/api");
  const { code, casing, dialect } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
  const module_ = { exports: {} };
  compileFunction(code, ["require", "module"])(require, module_);
  const exported = Object.assign({}, ...Object.values(module_.exports));
  const made = {
    postgres: () => {
      const empty = kit.generateDrizzleJson({});
      return kit.generateMigration(empty, kit.generateDrizzleJson(exported, empty.id, undefined, casing));
    },
    sqlite: async () => {
      const empty = await kit.generateSQLiteDrizzleJson({});
      return kit.generateSQLiteMigration(empty, await kit.generateSQLiteDrizzleJson(exported, empty.id, casing));
    },
  };
  made[dialect]()
    .then((statements) => require("node:fs").writeSync(3, JSON.stringify(statements)));
`;

/** The statements with which drizzle-kit 0.31 would make an empty database into that of the models. */
export function drizzleKitSql(
  files: readonly string[],
  casing?: Casing,
  dialect: Dialect = "postgres",
): readonly string[] {
  const input = { code: bundle(files), dialect, ...(casing === undefined ? {} : { casing }) };
  const folder = fileURLToPath(new URL("../..", import.meta.url));
  const { answer, end } = askNode(PROGRAM, JSON.stringify(input), folder);
  if (answer === "") throw new Error(`drizzle-kit gave no statements: ${end}`);
  const statements: unknown = JSON.parse(answer);
  return Array.isArray(statements) ? statements.map(String) : [];
}
