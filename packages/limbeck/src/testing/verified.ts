import { type VerifyResult } from "../actions/verify/verify.ts";
import { branchFile } from "./branches.ts";
import { type TestProject } from "./project.ts";

export const TASKS = [
  `op.createTable("tasks", { columns: [
    { name: "id", type: "integer", nullable: false },
    { name: "title", type: "text", nullable: false },
    { name: "note", type: "text" },
  ], primaryKey: { name: "tasks_pkey", columns: ["id"] } });`,
  'op.dropTable("tasks");',
] as const;
export const INDEX = [
  'op.createIndex("tasks", { name: "tasks_title", columns: ["title"] });',
  'op.dropIndex("tasks", "tasks_title");',
] as const;
export const NO_NOTE = [
  'op.dropColumn("tasks", "note");',
  'op.addColumn("tasks", { name: "note", type: "text" });',
] as const;

/** Files of revisions r1, r2, …, each behind the one before. */
export function chainOf(...bodies: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    bodies.map(([up, down], at) => [
      `r${at + 1}`,
      branchFile(`r${at + 1}`, at === 0 ? undefined : `r${at}`, up, down),
    ]),
  );
}

/** What `limbeck verify` ends with, and its document. */
export async function verified(
  project: TestProject,
  ...args: readonly string[]
): Promise<readonly [number, VerifyResult]> {
  const { code, stdout, stderr } = await project.run("verify", ...args, "--json");
  if (stdout === "") throw new Error(stderr);
  return [code, JSON.parse(stdout) as VerifyResult];
}
