import { bodyChecksum } from "@limbeck/emitter";
import { reasonOf } from "@limbeck/model";
import { type HistoryRow, readHistory, readRows, versionTable } from "@limbeck/runtime";

import { connectTo, withConnection } from "../../project/connect.ts";
import { type Project } from "../../project/project.ts";
import { type HeadedFile } from "../../project/revisions.ts";
import { idOf } from "./carried.ts";

/** What the database says of the files that are to be moved. */
export type Answer =
  | { readonly kind: "asked"; readonly applied: readonly HeadedFile[] }
  | { readonly kind: "unreachable"; readonly reason: string }
  | { readonly kind: "none" };

/** Asks the named database which of these files it has applied. It is only looked at; one that cannot be reached says nothing. */
export async function appliedAmong(
  project: Project,
  headed: readonly HeadedFile[],
  moved: readonly HeadedFile[],
): Promise<Answer> {
  if (project.database === undefined && project.client === undefined) return { kind: "none" };
  try {
    const { rows, history } = await ask(project, moved);
    const ids = appliedIds(headed, rows);
    const isTwin = (one: HeadedFile): boolean =>
      headed.some((other) => other !== one && idOf(other) === idOf(one));
    const applied = moved.filter((one) => ids.has(idOf(one)) && (!isTwin(one) || ran(one, history)));
    return { kind: "asked", applied };
  } catch (error) {
    return { kind: "unreachable", reason: reasonOf(error) };
  }
}

function ask(project: Project, moved: readonly HeadedFile[]) {
  const table = versionTable(project.config.versionTable);
  return withConnection(
    () => connectTo(project, "rebase"),
    async (connection) => ({
      rows: await readRows(connection, table),
      history: await readHistory(connection, table, { revisions: moved.map(idOf) }),
    }),
  );
}

/** The rows and all below them. The files need not make a graph. */
function appliedIds(headed: readonly HeadedFile[], rows: readonly string[]): ReadonlySet<string> {
  const below = new Map<string, string[]>();
  for (const { header } of headed) {
    const dependencies = header.dependsOn.flatMap((name) => meant(headed, name));
    const known = below.get(header.revision) ?? [];
    below.set(header.revision, [...known, ...header.downRevisions, ...dependencies]);
  }
  const applied = new Set(rows);
  for (const id of applied) for (const next of below.get(id) ?? []) applied.add(next);
  return applied;
}

function meant(headed: readonly HeadedFile[], name: string): readonly string[] {
  const exact = headed.filter(({ header }) => header.revision === name || header.branchLabels.includes(name));
  return (exact.length > 0 ? exact : headed.filter((one) => idOf(one).startsWith(name))).map(idOf);
}

/**
 * Of two files with one id, the one that ran is the one whose checksum the history has. Where the history has none, because
 * the revision was stamped, it may be either.
 */
function ran(one: HeadedFile, history: readonly HistoryRow[]): boolean {
  const last = history.find(
    ({ revision, direction, outcome }) =>
      revision === idOf(one) && direction !== "downgrade" && outcome === "done",
  );
  return last?.checksum === undefined || last.checksum === bodyChecksum(one.file.text);
}
