import { testProject, type TestProject } from "./project.ts";

const CONFIG = { "limbeck.config.mjs": "export default {};\n", "package.json": '{ "type": "module" }' };

/** A revision file that no formatter has laid out. */
export function branchFile(
  revision: string,
  parent: string | undefined,
  up = "",
  down = "",
  more = "",
): string {
  return `// @ts-check
/**
 * what ${revision} does
 *
 * Revision: ${revision}
 * Revises: ${parent ?? "<base>"}
 */
export const revision = '${revision}'
export const downRevision = ${parent === undefined ? "null" : `'${parent}'`} // the parent
${more}
export function upgrade(op) { ${up} }
export function downgrade(op) { ${down} }
`;
}

export function columnBodies(name: string): readonly [string, string] {
  return [
    `op.addColumn("tasks", { name: "${name}", type: "text", nullable: true });`,
    `op.dropColumn("tasks", "${name}");`,
  ];
}

export const TABLE_BODIES = [
  'op.createTable("tasks", { columns: [{ name: "id", type: "integer" }] });',
  'op.dropTable("tasks");',
] as const;
/** Two developers: `b1` and `b2`, `c1` and `c2`, all on `a0`. */
export const TWO_BRANCHES = {
  a0: branchFile("a0", undefined, ...TABLE_BODIES),
  b1: branchFile("b1", "a0", ...columnBodies("b")),
  b2: branchFile("b2", "b1", ...columnBodies("bb")),
  c1: branchFile("c1", "a0", ...columnBodies("c")),
  c2: branchFile("c2", "c1", ...columnBodies("cc")),
};

/** A project in plain JavaScript with these revisions, by the names of their files. */
export function branchProject(
  revisions: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
): Promise<TestProject> {
  const named = Object.entries(revisions).map(([name, text]) => [`revisions/${name}.js`, text] as const);
  return testProject({ ...CONFIG, ...Object.fromEntries(named), ...more });
}

/** What a command refuses with; throws if it changed a file. */
export async function refusalOf(project: TestProject, ...args: readonly string[]) {
  const before = JSON.stringify(await project.revisions());
  const { code, stdout } = await project.run(...args, "--json");
  if (JSON.stringify(await project.revisions()) !== before) throw new Error("files have changed");
  const { error } = JSON.parse(stdout) as { error: { code: string; message: string; facts: object } };
  return { exit: code, ...error };
}

/** The ids of the history, newest first. */
export async function idsOf(project: TestProject): Promise<string> {
  const revisions = JSON.parse((await project.run("history", "--json")).stdout) as { revision: string }[];
  return revisions.map(({ revision }) => revision).join(" ");
}
