import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";

import { GRAPH_PROJECT } from "./testing/graphProject.ts";
import { testProject, type TestProject } from "./testing/project.ts";

let project: TestProject;
beforeAll(async () => {
  project = await testProject(GRAPH_PROJECT);
});
afterAll(() => project.remove());

describe("a command line that is not whole", () => {
  it.each([
    ["an argument", ["upgrade"], "(limbeck upgrade --help shows its arguments, options and examples)"],
    ["an option", ["history", "--nothing"], "(limbeck history --help shows"],
    ["a message", ["revision"], 'Pass one: -m "add users"'],
    ["the only use of an option", ["revision", "-m", "x", "--online"], "Say --autogenerate --online."],
  ])("is told where to read on: %s", async (_, argv, answer) => {
    const ran = await project.run(...argv);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toContain(answer);
  });
});

describe("a command by the name that another tool gives it", () => {
  it.each([
    ["up", "(limbeck upgrade head runs what is new)"],
    ["rollback", "(limbeck downgrade -1 takes the last one back)"],
    ["generate", '(limbeck revision --autogenerate -m "…" writes what differs)'],
    ["status", "(limbeck current says where the database is, history what there is)"],
  ])("%s is told what it is called here", async (word, answer) => {
    expect(await project.run(word, "--url", "x")).toEqual({
      code: 2,
      stdout: "",
      stderr: `error: unknown command '${word}'\n${answer}\n(limbeck --help shows every command)\n`,
    });
  });
});

describe("a mistyped", () => {
  it.each([
    ["command", ["histroy"], 2, "(Did you mean history?)"],
    ["option", ["history", "--grpah"], 2, "(Did you mean --graph?)"],
    ["option of every command", ["heads", "--verbos"], 2, "(Did you mean --verbose?)"],
    ["label", ["show", "shopingcart"], 3, "Did you mean shoppingcart?"],
    ["label before the @", ["show", "networkin@head"], 3, "Did you mean networking?"],
    ["range", ["show", "head:base:base"], 2, "A range A:B is for --sql"],
    ["word", ["history", "-r", ":haed"], 3, "Did you mean head?"],
    ["id", ["show", "1975ea83b721"], 3, "Did you mean 1975ea83b712?"],
    ["beginning of an id", ["show", "1975ee"], 3, "Did you mean 1975ea83b712?"],
  ])("%s is answered with what was meant", async (_, argv, code, answer) => {
    const ran = await project.run(...argv);
    expect(ran).toMatchObject({ code, stdout: "" });
    expect(ran.stderr).toContain(answer);
  });
});
