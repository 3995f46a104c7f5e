import { type Connection } from "@limbeck/database";
import { introspect } from "@limbeck/introspector";
import { replay } from "@limbeck/proof";
import { type OfflineInput } from "@limbeck/runtime";

import { type Project } from "../project/project.ts";
import { openScratchFor } from "../project/scratch.ts";
import { locate, type Revisions } from "../project/revisions.ts";

type SchemaAfter = NonNullable<OfflineInput<unknown>["schemaAfter"]>;

/** A database that goes along with a script while it is written. */
export interface Follower {
  readonly schemaAfter: SchemaAfter;
  readonly close: () => Promise<void>;
}

/**
 * What there is behind each statement of a script that starts at `from`: a scratch database goes to the start by the revisions, and
 * then along. None is opened before it is asked.
 */
export function followScript(
  project: Project,
  revisions: Revisions,
  from: string | readonly string[] | undefined,
): Follower {
  let opened: Promise<Connection> | undefined;
  let done = 0;
  return {
    schemaAfter: async (statements) => {
      const scratch = await (opened ??= openAt(project, revisions, from));
      for (const sql of statements.slice(done)) await scratch.execute(sql);
      done = statements.length;
      return (await introspect(scratch)).schema;
    },
    close: async () => {
      await (await opened)?.close();
    },
  };
}

async function openAt(
  project: Project,
  revisions: Revisions,
  from: string | readonly string[] | undefined,
): Promise<Connection> {
  const scratch = await openScratchFor(project, revisions);
  try {
    const { graph, load } = revisions;
    const options = { x: project.x, locate };
    if (from !== undefined) await replay({ graph, load, target: from, scratch, options });
    // With them on, rows that revisions insert would keep a table from being made anew.
    await scratch.execute("PRAGMA foreign_keys = OFF");
    return scratch;
  } catch (error) {
    await scratch.close();
    throw error;
  }
}
