import { type Project } from "../project/project.ts";
import { readHeaders, revisionsOf } from "../project/revisions.ts";
import { withDraftFile } from "./draftFile.ts";
import { stepSql } from "./offline.ts";
import { type RevisionOptions, whatToWrite } from "./revision.ts";
import { makeRevisions } from "./write.ts";

/**
 * The SQL that a new revision would run, version row and history included; empty where nothing differs. No file is written.
 * Errors: those of `revision`, and of printing SQL.
 */
export async function revisionSql(project: Project, options: RevisionOptions): Promise<string> {
  const input = await whatToWrite(project, options);
  const made = input === undefined ? [] : await makeRevisions(input);
  const headed = [...readHeaders(project)];
  const scripts: string[] = [];
  for (const { draft } of made) {
    const script = await withDraftFile(draft, (path) => {
      const header = { ...draft.header, file: draft.file };
      headed.push({ header, file: { path, text: draft.text } });
      return stepSql(project, revisionsOf(project, headed), draft.id);
    });
    scripts.push(script);
  }
  return scripts.join("\n");
}
