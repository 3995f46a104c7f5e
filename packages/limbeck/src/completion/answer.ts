import { type Globals, projectOptions } from "../commands/globals.ts";
import { program } from "../commands/program.ts";
import { type Project } from "../project/project.ts";
import { type Proposal } from "./candidate.ts";
import { propose } from "./propose.ts";
import { type Typed } from "./words.ts";

// The scripts of the shells read the lines of spf13/cobra: value, tab, description; in the last one the sum of these.
const NO_FILES = 4;
const KEEP_ORDER = 32;

/** Answers a shell: `limbeck complete -- WORD…`, the last word being typed. A failure is nothing to propose. */
export async function complete(words: readonly string[], cwd: string): Promise<void> {
  const proposal = await proposed(words, cwd);
  process.stdout.write(
    lines(proposal)
      .map((line) => `${line}\n`)
      .join(""),
  );
}

async function proposed(words: readonly string[], cwd: string): Promise<Proposal> {
  try {
    return await propose(
      program(() => Promise.resolve()),
      words,
      (values) => open(values, cwd),
    );
  } catch {
    // A person who has typed half a line is not told what is wrong with the project.
    return { candidates: [], paths: false };
  }
}

async function open(values: Typed["values"], cwd: string): Promise<Project> {
  const { openProjects } = await import("../project/project.ts");
  const globals: Globals = Object.fromEntries(
    ["config", "name", "database"].flatMap((name) => {
      const value = values.get(name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  const [project] = await openProjects(projectOptions(globals, cwd));
  if (project === undefined) throw new Error("a configuration without a project");
  return project;
}

function lines({ candidates, paths }: Proposal): readonly string[] {
  const directive = KEEP_ORDER + (paths ? 0 : NO_FILES);
  return [
    ...candidates.map(({ value, description = "" }) => `${value}\t${description.replaceAll(/\s+/g, " ")}`),
    `:${directive}`,
  ];
}
