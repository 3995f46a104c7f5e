import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { connect } from "@limbeck/database";
import { reasonOf } from "@limbeck/model";

import { type Doc, type Fence, fences, limbeckArguments, words } from "./docs.ts";
import { same, type Shown } from "./docsShown.ts";
import { testProject, type TestProject } from "./project.ts";

/** What a page is run with. */
export interface StoryOptions {
  readonly files?: Readonly<Record<string, string>>;
  /** Stands in for the database that the page names. */
  readonly url: string;
  /** Commands that are not run here, such as the installation; each must be told of. */
  readonly others: (command: string) => boolean;
}

interface Story extends StoryOptions {
  readonly project: TestProject;
  readonly shown: Shown;
  exit: number;
}

/**
 * Does what a page tells its reader to do, block by block: writes the files, runs the commands, and holds what they print
 * against what the page shows. Throws with the line of the page where something is otherwise.
 */
export async function runStory(doc: Doc, options: StoryOptions): Promise<void> {
  const project = await testProject({ "tsconfig.json": "{}", ...options.files });
  const story: Story = { ...options, project, shown: new Map(), exit: 0 };
  try {
    for (const fence of fences(doc)) await runFence(story, fence, doc.path);
    if (story.exit !== 0) throw new Error(`${doc.path} ends with a command that failed`);
  } finally {
    await project.remove();
  }
}

async function runFence(story: Story, fence: Fence, path: string): Promise<void> {
  try {
    await (BLOCKS[fence.language] ?? refuse)(story, fence.lines);
  } catch (error) {
    throw new Error(`${path}:${fence.line}: ${reasonOf(error)}`, { cause: error });
  }
}

type Block = (story: Story, lines: readonly string[]) => Promise<void>;

const refuse: Block = () => Promise.reject(new Error("a block of an unknown language"));

const BLOCKS: Readonly<Record<string, Block>> = {
  ts: writeBlock,
  json: writeBlock,
  diff: editBlock,
  sh: async (story, lines) => {
    for (const line of lines) if (line !== "" && !line.startsWith("#")) await type(story, line);
    if (story.exit !== 0) throw new Error(`the block ends with exit code ${story.exit}`);
  },
  console: consoleBlock,
  text: () => Promise.resolve(),
};

/**
 * `// src/schema.ts` says which file a block is; `(at the end)` that it is added to it; with a `*`, that the file was written by
 * a command and reads so. Other code is for reading only.
 */
async function writeBlock(story: Story, [first = "", ...lines]: readonly string[]): Promise<void> {
  const { project } = story;
  if (/^\/\/ \S+\*\S+$/.test(first)) {
    same(story.shown, lines, await readShown(story, first.slice(3)), first);
    return;
  }
  const [, file, added] = /^\/\/ ([\w./-]+\.\w+)( \(at the end\))?$/.exec(first) ?? [];
  if (file === undefined) return;
  const before = added === undefined ? "" : `${await readFile(join(project.folder, file), "utf8")}\n`;
  await project.write({ [file]: `${before}${lines.join("\n")}\n` });
}

/** `--- src/schema.ts`, then lines that stay, go and come. */
async function editBlock({ project }: Story, [first = "", ...lines]: readonly string[]): Promise<void> {
  const file = first.replace(/^--- /, "");
  const text = await readFile(join(project.folder, file), "utf8");
  const side = (mark: string): string =>
    lines.flatMap((line) => ([" ", mark].includes(line.slice(0, 1)) ? [line.slice(1)] : [])).join("\n");
  if (text.split(side("-")).length !== 2) throw new Error(`${file} does not hold these lines once`);
  await project.write({ [file]: text.replace(side("-"), side("+")) });
}

async function consoleBlock(story: Story, lines: readonly string[]): Promise<void> {
  const starts = lines.flatMap((line, at) => (line.startsWith("$ ") ? [at] : []));
  for (const [index, start] of starts.entries()) {
    const command = lines[start]?.slice(2) ?? "";
    const printed = await type(story, command);
    same(story.shown, lines.slice(start + 1, starts[index + 1] ?? lines.length), printed, command);
  }
  if (story.exit !== 0) throw new Error(`the block ends with exit code ${story.exit} and does not show it`);
}

/** Types a line into the shell of the story; gives what it prints. */
async function type(story: Story, typed: string): Promise<readonly string[]> {
  const command = inStory(story, typed);
  if (command === "echo $?") {
    const { exit } = story;
    story.exit = 0;
    return [String(exit)];
  }
  if (story.exit !== 0) throw new Error(`a command ended with ${story.exit}, and the page does not show it`);
  const args = limbeckArguments(command);
  if (args !== undefined) return runLimbeck(story, command, args);
  const [name, ...rest] = words(command);
  if (name === "cat") return readShown(story, rest[0] ?? "");
  if (name === "echo" && rest[1] === ">") return writeShown(story, rest);
  if (name === "psql" && rest[1] === "-qc") return runSql(story, rest[2] ?? "");
  if (!story.others(typed)) throw new Error(`nobody knows how to run ${typed}`);
  return [];
}

/** With the ids and the database that are real here in the place of those that the page shows. */
function inStory({ shown, url }: Story, typed: string): string {
  const known = [...shown].reduce((text, [there, here]) => text.replaceAll(there, here), typed);
  return known.replace(/postgres:\/\/[^\s"]+/, url);
}

async function runLimbeck(
  story: Story,
  command: string,
  args: readonly string[],
): Promise<readonly string[]> {
  const { code, stdout, stderr } = await story.project.run(...args);
  story.exit = code;
  const [, file] = /> (\S+)$/.exec(command) ?? [];
  if (file !== undefined) await story.project.write({ [file]: stdout });
  return linesOf(file === undefined ? stderr + stdout : stderr);
}

async function readShown({ project }: Story, pattern: string): Promise<readonly string[]> {
  const [folder = "", end = ""] = pattern.split("*");
  const names = pattern.includes("*") ? readdirSync(join(project.folder, folder)) : [""];
  const name = names.find((one) => one.endsWith(end)) ?? "";
  return linesOf(await readFile(join(project.folder, folder, name), "utf8"));
}

async function runSql({ url }: Story, sql: string): Promise<[]> {
  const connection = await connect(url);
  await connection.execute(sql);
  await connection.close();
  return [];
}

async function writeShown({ project }: Story, [text = "", , file = ""]: readonly string[]): Promise<[]> {
  await project.write({ [file]: `${text}\n` });
  return [];
}

function linesOf(text: string): readonly string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}
