import { randomUUID } from "node:crypto";

import { afterEach, beforeEach, expect, it } from "@jest/globals";

import { branchFile, branchProject } from "../testing/branches.ts";
import { type TestProject } from "../testing/project.ts";
import { type BegunReplay, beginReplay } from "./beginReplay.ts";
import { openProjects } from "./project.ts";
import { readRevisions } from "./revisions.ts";
import { placeForReplay } from "./placeFor.ts";

let folder: TestProject;
/** What others have kept in the cache is not of these revisions. */
let word: string;
beforeEach(async () => {
  word = randomUUID();
  folder = await branchProject({
    r1: branchFile("r1", undefined, 'op.execute("CREATE TABLE words (id serial, word text)");'),
    r2: branchFile("r2", "r1", `op.execute("INSERT INTO words (word) VALUES ('${word}')");`),
  });
});
afterEach(() => folder.remove());

/** Replays up to a revision; says which revisions were run, and what rows there are then. */
async function replay(
  target: string,
  keepFrom?: number,
): Promise<{ readonly ran: readonly string[]; readonly rows: readonly unknown[] }> {
  const [project] = await openProjects({ cwd: folder.folder });
  if (project === undefined) throw new Error("no project");
  const revisions = readRevisions(project);
  const ran: string[] = [];
  const begun: BegunReplay = await beginReplay({
    project,
    revisions,
    place: placeForReplay({ project, revisions }),
    target: [target],
    externals: [],
    options: {
      report: (event) => {
        if (event.kind === "stepStarted") ran.push(event.revision);
      },
    },
    ...(keepFrom === undefined ? {} : { keepFrom }),
  });
  try {
    await begun.finish();
    return { ran, rows: await begun.scratch.query("SELECT id, word FROM words ORDER BY id") };
  } finally {
    await begun.scratch.close();
  }
}

const add = (revision: string, parent: string): Promise<void> =>
  folder.write({
    [`revisions/${revision}.js`]: branchFile(
      revision,
      parent,
      `op.execute("INSERT INTO words (word) VALUES ('${revision}')");`,
    ),
  });

it("goes on where an earlier one has come to, with its rows and sequences", async () => {
  const rows = [{ id: 1, word }];
  expect(await replay("r2", 0)).toEqual({ ran: ["r1", "r2"], rows });
  expect(await replay("r2")).toEqual({ ran: [], rows });
  await add("r3", "r2");
  await add("r4", "r3");
  expect(await replay("r4")).toEqual({
    ran: ["r3", "r4"],
    rows: [...rows, { id: 2, word: "r3" }, { id: 3, word: "r4" }],
  });
});

it("begins anew where a file that it needs is another", async () => {
  await replay("r2", 0);
  await folder.write({ "revisions/r2.js": branchFile("r2", "r1", "") });
  expect(await replay("r2")).toEqual({ ran: ["r1", "r2"], rows: [] });
});

it("keeps nothing that was done quickly", async () => {
  await replay("r2", Infinity);
  expect((await replay("r2", Infinity)).ran).toEqual(["r1", "r2"]);
});

it("is whole for each of several at once", async () => {
  const all = await Promise.all([replay("r2", 0), replay("r2", 0), replay("r2", 0)]);
  for (const { rows } of [...all, await replay("r2")]) expect(rows).toEqual([{ id: 1, word }]);
});
