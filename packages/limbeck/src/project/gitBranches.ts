import { relative } from "node:path";

import { type Project } from "./project.ts";

/** Of very many branches those that were worked on last. */
const MOST_BRANCHES = 100;
const MOST_MILLISECONDS = 5000;

/**
 * The git branches in whose tree a revision file has this id, local ones first, the newest first; none where git is missing,
 * slow, or not used here. Nothing is fetched.
 */
export async function branchesWith(project: Project, revision: string): Promise<readonly string[]> {
  try {
    const refs = await branchesOf(project);
    if (refs.length === 0) return [];
    const folders = project.locations.map((folder) => relative(project.root, folder).replaceAll("\\", "/"));
    const pattern = `[ .]revision *(: *string)? *= *["'\`]${revision.replaceAll(".", "\\.")}["'\`]`;
    const found = await git(project, ["grep", "-l", "-z", "-E", "-e", pattern, ...refs, "--", ...folders]);
    const having = new Set(found.split("\0").map((file) => file.slice(0, file.indexOf(":"))));
    return refs.filter((ref) => having.has(ref)).map((ref) => ref.replace(/^refs\/(heads|remotes)\//, ""));
  } catch {
    return [];
  }
}

async function branchesOf(project: Project): Promise<readonly string[]> {
  const list = ["for-each-ref", "--sort=-committerdate", `--count=${MOST_BRANCHES}`, "--format=%(refname)"];
  const local = await git(project, [...list, "refs/heads"]);
  const remote = await git(project, [...list, "refs/remotes"]);
  return `${local}${remote}`.split("\n").filter((ref) => ref !== "" && !ref.endsWith("/HEAD"));
}

async function git({ root }: Project, args: readonly string[]): Promise<string> {
  const { x } = await import("tinyexec");
  const { stdout } = await x("git", [...args], {
    timeout: MOST_MILLISECONDS,
    nodeOptions: {
      cwd: root,
      // A clone that lacks files would fetch them; nobody is there to be asked for a password.
      env: { GIT_NO_LAZY_FETCH: "1", GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0" },
    },
  });
  return stdout;
}
