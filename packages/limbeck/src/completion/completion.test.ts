import { spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";

import { program } from "../commands/program.ts";
import { WORKSPACE } from "../testing/docs.ts";
import { testProject, type TestProject } from "../testing/project.ts";
import { kindOf } from "./kinds.ts";

const revision = (id: string, down: string | null, label = ""): string => `/** message of ${id} */
export const revision = "${id}";
export const downRevision = ${JSON.stringify(down)};
export const branchLabels = ${JSON.stringify(label === "" ? [] : [label])};
throw new Error("this file was run");
`;

let project: TestProject;
beforeAll(async () => {
  project = await testProject({
    "revisions/a1.js": revision("a1", null),
    "revisions/b2.js": revision("b2", "a1", "shop"),
    "revisions/c3.js": revision("c3", "a1"),
    "other.config.mjs": `export default { revisions: "elsewhere" };`,
    "elsewhere/e5.js": revision("e5", null),
    "bin/limbeck": `#!/bin/sh
exec "${process.execPath}" --import "${pathToFileURL(join(WORKSPACE, "node_modules/tsx/dist/loader.mjs")).href}" "${join(WORKSPACE, "packages/limbeck/src/cli.ts")}" "$@"
`,
  });
  chmodSync(join(project.folder, "bin/limbeck"), 0o755);
});
afterAll(() => project.remove());

/** What is proposed for the last of the words, and whether names of files are. */
async function proposed(...words: readonly string[]): Promise<readonly string[]> {
  const { code, stdout, stderr } = await project.run("complete", "--", ...words);
  expect([code, stderr]).toEqual([0, ""]);
  const lines = stdout.trimEnd().split("\n");
  const files = lines.at(-1) === ":32" ? ["(files)"] : [];
  expect(lines.at(-1)).toMatch(/^:3[26]$/);
  return [...lines.slice(0, -1).map((line) => line.split("\t")[0] ?? ""), ...files];
}

const SYMBOLS = ["head", "heads", "base", "current"];
const NAMES = [...SYMBOLS, "shop", "shop@head", "b2", "c3", "a1"];

describe("limbeck complete", () => {
  it.each<[words: readonly string[], expected: readonly string[]]>([
    [["he"], ["heads", "help"]],
    [["-q", "show", ""], NAMES],
    [
      ["show", "b"],
      ["base", "b2"],
    ],
    [["show", "shop@"], [...SYMBOLS, "b2", "a1"].map((name) => `shop@${name}`)],
    [["show", "b2@c"], ["b2@current"]],
    [["show", "a1", ""], []],
    [
      ["squash", "a1:b"],
      ["a1:base", "a1:b2"],
    ],
    [
      ["merge", "b2", "c"],
      ["current", "c3"],
    ],
    [
      ["history", "-r", "a1:c"],
      ["a1:current", "a1:c3"],
    ],
    [
      ["history", "--rev-range", "c"],
      ["current", "c3"],
    ],
    [
      ["revision", "--head", "sh"],
      ["shop", "shop@head"],
    ],
    [
      ["revision", "--head=sh"],
      ["shop", "shop@head"],
    ],
    [
      ["revision", "--depends-on", "b2", "c"],
      ["current", "c3"],
    ],
    [["revision", "-m", ""], []],
    [
      ["revision", "--against", ""],
      ["database", "revisions"],
    ],
    [["revision", "--against=d"], ["database"]],
    [["revision", "--version-path", ""], ["(files)"]],
    [["init", ""], ["(files)"]],
    [["heads", "--config="], ["(files)"]],
    [
      ["upgrade", "--lock"],
      ["--lock-wait", "--lock-retries"],
    ],
    [["upgrade", "-1"], []],
    [
      ["downgrade", "--", "b"],
      ["base", "b2"],
    ],
    [["diff", "m"], ["models"]],
    [["diff", "models", "d"], ["database"]],
    [["show", "-c", "other.config.mjs", "e"], ["e5"]],
    [["show", "--config=other.config.mjs", "e"], ["e5"]],
    [["show", "--config", "missing.mjs", ""], []],
    [["show", "nothing@"], []],
    [["ensure_version", "--sq"], ["--sql"]],
    [
      ["completion", ""],
      ["bash", "zsh", "fish"],
    ],
    [
      ["nonsense", "c"],
      ["check", "current", "completion"],
    ],
  ])("proposes for %j", async (words, expected) => {
    expect(await proposed(...words)).toEqual(expected);
  });

  it("says what is proposed", async () => {
    const { stdout } = await project.run("complete", "--", "show", "a");
    expect(stdout).toBe("a1\tmessage of a1\n:36\n");
  });

  it("is no command that the help speaks of", async () => {
    expect((await project.run("--help")).stdout).not.toMatch(/^ *complete\b/m);
  });

  it("knows what stands in every place of the command line", () => {
    const root = program(() => Promise.resolve());
    const places = root.commands.flatMap((command) => [
      ...command.registeredArguments
        .filter(({ argChoices }) => argChoices === undefined)
        .map((one) => one.name()),
      ...command.options
        .filter(({ argChoices }) => argChoices === undefined)
        .flatMap(({ flags }) => /[<[]([^>\]]+)[>\]]/.exec(flags)?.[1] ?? []),
    ]);
    const free = [...new Set(places)].filter((place) => kindOf(place) === "free");
    // What only the person knows. A new word is to be put here, or among the kinds.
    expect(free.sort()).toEqual(FREE);
  });
});

const FREE = [
  "count",
  "environment",
  "id",
  "key=value",
  "label",
  "name",
  "old:new",
  "seconds",
  "text",
  "time",
  "url",
];

const installed = (shell: string): boolean =>
  process.platform !== "win32" && spawnSync(shell, ["--version"]).status === 0;

/** Runs a script of a shell in the project, with `limbeck` on its PATH. */
function inShell(shell: string, args: readonly string[], script: string): string {
  const { stdout, stderr, status } = spawnSync(shell, [...args, "-c", script], {
    cwd: project.folder,
    encoding: "utf8",
    env: { ...process.env, PATH: [join(project.folder, "bin"), process.env["PATH"]].join(delimiter) },
  });
  expect([status, stderr]).toEqual([0, ""]);
  return stdout;
}

describe("limbeck completion", () => {
  (installed("bash") ? it : it.skip)("completes in bash, read twice, whatever divides its words", () => {
    const line = (text: string) =>
      `COMP_LINE='${text}'; COMP_POINT=${text.length}; _limbeck limbeck; echo "\${COMPREPLY[*]}"\n`;
    const lines = [
      "limbeck show b",
      "limbeck show shop@he",
      "limbeck history -r a1:c",
      "limbeck revision --head=sh",
    ];
    const script = `eval "$(limbeck completion bash)"; source <(limbeck completion bash); complete -p limbeck
${lines.map(line).join("")}COMP_WORDBREAKS=$' \\t\\n'\n${lines.map(line).join("")}`;
    expect(inShell("bash", ["--norc"], script).split("\n")).toEqual([
      "complete -o default -F _limbeck limbeck",
      ...["base b2", "head heads", "current c3", "shop shop@head"],
      ...["base b2", "shop@head shop@heads", "a1:current a1:c3", "--head=shop --head=shop@head"],
      "",
    ]);
  });

  (installed("zsh") ? it : it.skip)("gives zsh what it can read", () => {
    inShell("zsh", ["-f"], `limbeck completion zsh > _limbeck && zsh -n _limbeck`);
  });

  (installed("fish") ? it : it.skip)("completes in fish", () => {
    const script = `limbeck completion fish | source; complete -C "limbeck show b"; complete -C "limbeck show shop@he"`;
    expect(
      inShell("fish", ["--no-config"], script)
        .split("\n")
        .map((line) => line.split("\t")[0]),
    ).toEqual([...["base", "b2", "shop@head", "shop@heads"], ""]);
  });

  it.each([
    ["bash", "complete -o default -F _limbeck limbeck"],
    ["zsh", "#compdef limbeck"],
    ["fish", "complete -c limbeck"],
  ])("prints the script for %s, and answers with --json", async (shell, line) => {
    const { code, stdout } = await project.run("completion", shell);
    expect([code, stdout]).toEqual([0, expect.stringContaining(line)]);
    const { stdout: json } = await project.run("completion", shell, "--json");
    expect(JSON.parse(json)).toEqual({ shell, script: stdout });
  });

  it("refuses another shell", async () => {
    expect(await project.run("completion", "tcsh")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("bash, zsh, fish"),
    });
  });
});
