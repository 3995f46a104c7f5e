import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "@jest/globals";
import { operations } from "@limbeck/operations";
import { type Command } from "commander";

import { program } from "./commands/program.ts";
import { OPTIONS } from "./config/check.ts";
import { readDoc, section, WORKSPACE } from "./testing/docs.ts";

/** What fixtures/alembic/commands.json holds. */
interface Alembic {
  readonly options: readonly (readonly string[])[];
  readonly commands: Readonly<Record<string, { readonly options: readonly (readonly string[])[] }>>;
  readonly ini: readonly string[];
  readonly configure: readonly string[];
  readonly directives: readonly string[];
}

const alembic = JSON.parse(
  readFileSync(join(WORKSPACE, "fixtures/alembic/commands.json"), "utf8"),
) as Alembic;
const doc = readDoc("docs/coming-from-alembic.md");
const root = program(() => Promise.resolve());

interface Row {
  /** The code in each of the first two cells. */
  readonly alembic: readonly string[];
  readonly limbeck: readonly string[];
  readonly cells: readonly string[];
}

function rowsOf(heading: string): readonly Row[] {
  const lines = section(doc, heading)
    .split("\n")
    .filter((line) => /^\| `/.test(line));
  return lines.map((line) => {
    const cells = line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
    return { alembic: codeIn(cells[0]), limbeck: codeIn(cells[1]), cells };
  });
}

function codeIn(cell = ""): readonly string[] {
  return [...cell.matchAll(/(`+)(.+?)\1/g)].map(([, , code = ""]) => code);
}

/** `alembic revision --message`, `-m`: an option by all its names, the long one first. */
const optionRow = (command: string, names: readonly string[]): readonly string[] => {
  const [first = "", ...rest] = [...names].reverse();
  return [`${command} ${first}`, ...rest];
};

describe("coming-from-alembic.md", () => {
  it("has every option of Alembic that stands before a command, and no other", () => {
    const rows = rowsOf("## Options of every command").map((row) => row.alembic);
    expect([...rows].sort()).toEqual(alembic.options.map((names) => optionRow("alembic", names)).sort());
  });

  it("has every command of Alembic with every option, and no other", () => {
    const wanted = Object.entries(alembic.commands).flatMap(([command, { options }]) => [
      [`alembic ${command}`],
      ...options.map((names) => optionRow(`alembic ${command}`, names)),
    ]);
    expect([...rowsOf("## Commands").map((row) => row.alembic)].sort()).toEqual(wanted.sort());
  });

  it.each([
    ["## alembic.ini", alembic.ini],
    ["## env.py", alembic.configure],
    ["## Directives", alembic.directives.map((name) => `op.${name}`)],
  ])("has all of %s, and nothing else", (heading, names) => {
    expect(
      rowsOf(heading)
        .flatMap((row) => row.alembic)
        .sort(),
    ).toEqual([...names].sort());
  });

  const tables = [
    "## Options of every command",
    "## Commands",
    "## alembic.ini",
    "## env.py",
    "## Directives",
  ];
  const rows = tables.flatMap(rowsOf);

  it("says of everything where it is here, or why it is not", () => {
    const silent = rows.filter(({ limbeck, cells: [, place, words] }) =>
      place !== "–" ? limbeck.length === 0 : words === "",
    );
    expect(silent.map((row) => row.alembic)).toEqual([]);
  });

  it("names commands and options that Limbeck has", () => {
    const calls = rows.flatMap(({ limbeck }) => calledIn(limbeck));
    expect(calls.length).toBeGreaterThan(60);
    expect(calls.filter((call) => !exists(call))).toEqual([]);
  });

  it("names options of the configuration, and directives, that Limbeck has", () => {
    const linked = rows.flatMap(({ cells: [, place = ""] }) => [
      ...place.matchAll(/\[`(\w+)`\]\(configuration\.md/g),
    ]);
    expect(linked.map(([, name = ""]) => name).filter((name) => !(name in OPTIONS))).toEqual([]);
    const called = rowsOf("## Directives").flatMap(({ limbeck }) =>
      limbeck.flatMap((code) => /^op\.(\w+)/.exec(code)?.[1] ?? []),
    );
    expect(called.filter((name) => !(name in operations) && name !== "context")).toEqual([]);
  });

  it("is right that Alembic's own spelling is understood", () => {
    const names = root.commands.flatMap((command) => [command.name(), ...command.aliases()]);
    expect(Object.keys(alembic.commands).filter((name) => !names.includes(name))).toEqual([]);
  });
});

/** `limbeck revision --message`, `-m`: each call with one option; a short name belongs to the call before it. */
function calledIn(codes: readonly string[]): readonly string[] {
  let before = "";
  return codes.flatMap((code) => {
    if (code.startsWith("limbeck "))
      before = code
        .split(" ")
        .filter((word) => !word.startsWith("-"))
        .join(" ");
    return code.startsWith("limbeck ") ? [code] : code.startsWith("-") ? [`${before} ${code}`] : [];
  });
}

function exists(call: string): boolean {
  const [first = "", ...more] = call.split(" ").slice(1);
  if (first.startsWith("-")) return has(root, first) || first === "--help" || first === "-h";
  const command = root.commands.find((one) => one.name() === first);
  return command !== undefined && more.every((option) => has(command, option));
}

function has({ options }: Command, name: string): boolean {
  return options.some(({ short, long }) => name === short || name === long);
}
