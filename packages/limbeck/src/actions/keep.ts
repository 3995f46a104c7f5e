import { mkdir, readFile } from "node:fs/promises";
import { dirname, relative } from "node:path";

import { bodyChecksum } from "@limbeck/emitter";
import { writeFileAtomic } from "@limbeck/loader";

import { type Project } from "../project/project.ts";
import { type Draft } from "./draft.ts";
import { type Report } from "./event.ts";
import { postWrite } from "./postWrite.ts";

/** Writes the file of a draft, whole or not at all, and runs the commands for new files. Errors: `post-write-failed`. */
export async function keep(project: Project, { file, text }: Draft, report?: Report): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFileAtomic(file, text);
  const path = relative(project.root, file);
  report?.({ kind: "stage", stage: "wrote", text: path });
  await postWrite(project, file, report);
  if (bodyChecksum(await readFile(file, "utf8")) !== bodyChecksum(text))
    report?.({
      kind: "warning",
      text: `a postWrite command has changed what ${path} does; that is not proved`,
    });
}
