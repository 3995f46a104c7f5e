import { scratchExtensions } from "@limbeck/database";
import { operations } from "@limbeck/operations";
import { describe, expect, it } from "@jest/globals";
import { type Command } from "commander";

import * as api from "./api.ts";
import { program } from "./commands/program.ts";
import { OPTIONS } from "./config/check.ts";
import { createAll } from "./createAll.ts";
import * as sqlApi from "./sqlApi.ts";
import {
  allDocs,
  type Doc,
  follow,
  headings,
  limbeckArguments,
  links,
  readDoc,
  rowNames,
  section,
  typedLines,
} from "./testing/docs.ts";
import { thrownCodes } from "./testing/docsCodes.ts";

const docs = allDocs();
const nothing = (): Promise<void> => Promise.resolve();
const root = program(nothing);
const common = flagsOf(root).filter((flags) => flags !== "--version");

function flagsOf(command: Command): readonly string[] {
  return command.options.map(({ flags }) => flags);
}

describe("commands.md", () => {
  const doc = readDoc("docs/commands.md");

  it("has every command, in the order of the help, and no other", () => {
    const named = headings(doc).filter((heading) => /^[a-z]/.test(heading));
    expect(named).toEqual(root.commands.map((command) => command.name()));
  });

  it("has the options of every command", () => {
    expect(rowNames(section(doc, "## Options of every command"))).toEqual(common);
  });

  it.each(root.commands.map((command) => [command.name(), command] as const))(
    "has the arguments and options of %s, and no others",
    (name, command) => {
      const text = section(doc, `## ${name}`);
      const [, usage = ""] = /^`(limbeck [^`]+)`$/m.exec(text) ?? [];
      const wanted = command.usage().replace("[options]", "").trim();
      expect(usage).toBe(["limbeck", name, wanted].filter((word) => word !== "").join(" "));
      const own = flagsOf(command).filter((flags) => !common.includes(flags));
      expect(rowNames(text)).toEqual(own);
    },
  );
});

describe("the help", () => {
  it.each(root.commands.map((command) => [command.name(), command] as const))(
    "of %s has an example",
    (name, command) => {
      let help = "";
      command.configureOutput({ writeOut: (text) => (help += text) });
      command.outputHelp();
      expect(help).toMatch(new RegExp(`Examples:\\n(?:  \\$ .*\\n)*  \\$ limbeck ${name}\\b`));
    },
  );
});

describe("configuration.md", () => {
  it("has every option, and no other", () => {
    const options = section(readDoc("docs/configuration.md"), "## Options");
    const named = [...options.matchAll(/^### (.+)$/gm)].map(([, name = ""]) => name);
    expect([...named].sort()).toEqual(Object.keys(OPTIONS).sort());
  });
});

describe("errors.md", () => {
  it("has every code that can be thrown with its exit code, and no other", () => {
    const { text } = readDoc("docs/errors.md");
    const rows = [...text.matchAll(/^\| `([a-z-]+)` +\| (\d+) +\|/gm)];
    const told = rows.map(([, code = "", exit]) => ({ code, exit: Number(exit) }));
    expect([...told].sort((a, b) => (a.code < b.code ? -1 : 1))).toEqual(thrownCodes());
  });
});

describe("the other pages", () => {
  it("name every directive of a revision file, and no other", () => {
    const text = section(readDoc("docs/revision-files.md"), "## Directives");
    const named = [...text.matchAll(/\[(`[^\]]+`)\]/g)].flatMap(([, names = ""]) => names.split(" "));
    expect(named.map((name) => name.replaceAll("`", "")).sort()).toEqual(Object.keys(operations).sort());
  });

  it("name every extension of the embedded PostgreSQL, and no other", () => {
    const text = section(readDoc("docs/no-database.md"), "## Extensions");
    const line = text.split("\n").find((one) => one.startsWith("`amcheck`")) ?? "";
    expect(line.split(" ").map((name) => name.replaceAll("`", ""))).toEqual(scratchExtensions);
  });

  it("name every function of the programming interface, and no other", () => {
    const rows = rowNames(section(readDoc("docs/programmatic.md"), "## Functions"));
    expect(rows.map((row) => row.replace(/\(.*/, "")).sort()).toEqual(
      Object.keys({ ...api, ...sqlApi, createAll }).sort(),
    );
  });
});

describe.each(docs.map((doc) => [doc.path, doc] as const))("%s", (_path, doc) => {
  it("links to what is there", () => {
    expect(links(doc).filter((link) => follow(doc, link) === undefined)).toEqual([]);
  });

  it("calls limbeck as it can be called", async () => {
    for (const line of typedLines(doc)) expect([line, await understood(line)]).toEqual([line, true]);
  });
});

it("every page can be reached from the README", () => {
  const reached = new Set<string>();
  const open = ["README.md", "CHANGELOG.md"];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path) || !path.endsWith(".md")) continue;
    reached.add(path);
    const doc: Doc = readDoc(path);
    open.push(...links(doc).flatMap((link) => follow(doc, link) ?? []));
  }
  expect(docs.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([]);
});

/** Whether the command line takes what is typed; lines of other programs are no matter of ours. */
async function understood(line: string): Promise<boolean> {
  const args = limbeckArguments(line);
  if (args === undefined) return true;
  let called = false;
  const command = program(() => {
    called = true;
    return Promise.resolve();
  });
  for (const one of [command, ...command.commands])
    one.exitOverride().configureOutput({ writeErr: () => "" });
  const steps = args.map((arg) => (/^-\d+$/.test(arg) ? "base" : arg));
  await command.parseAsync([...steps], { from: "user" }).catch(() => undefined);
  return called;
}
