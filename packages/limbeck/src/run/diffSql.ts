import { type Dialect } from "@limbeck/model";
import { compile, describe, mayRebuild, type Operation } from "@limbeck/operations";
import { build, perform } from "@limbeck/proof";

import { type DiffResult } from "../actions/diff.ts";
import { withConnection } from "../project/connect.ts";
import { engineOf } from "../project/engine.ts";
import { type Project } from "../project/project.ts";

type SqlOf = (project: Project, result: DiffResult) => Promise<readonly string[]>;

const SQL_OF = { postgres: compiled, sqlite: tried } satisfies Record<Dialect, SqlOf>;

/** The statements of a comparison, each with its semicolon. */
export function diffSql(project: Project, result: DiffResult): Promise<readonly string[]> {
  return SQL_OF[result.before.dialect](project, result);
}

function compiled({ config, ...project }: Project, { operations }: DiffResult): Promise<readonly string[]> {
  const version = config.serverVersion ?? engineOf(project).version;
  const sql = (op: Operation): readonly string[] => {
    const plan = compile(op, "postgres", { version });
    return plan.kind === "statements" ? plan.statements.map((one) => `${one.sql};`) : [`-- ${describe(op)}`];
  };
  return Promise.resolve(operations.flatMap(sql));
}

/** How a table is made anew depends on what there is before it, so the changes are made on a database in memory. */
function tried({ root, cacheDir, ...project }: Project, result: DiffResult): Promise<readonly string[]> {
  const { before, operations } = result;
  return withConnection(
    () => engineOf(project).open({ root, cacheDir: cacheDir(), extensions: [] }),
    async (scratch) => {
      const lines: string[] = [];
      await build(scratch, before);
      await perform(scratch, operations, async (sql) => {
        lines.push(`${sql};`);
        await scratch.execute(sql);
      });
      return operations.some(mayRebuild) ? withoutForeignKeys(lines) : lines;
    },
  );
}

/** While they are on, a table that is made anew takes rows of others along; inside a transaction they cannot be switched. */
function withoutForeignKeys(lines: readonly string[]): readonly string[] {
  return ["PRAGMA foreign_keys = OFF;", "BEGIN;", ...lines, "COMMIT;", "PRAGMA foreign_keys = ON;"];
}
