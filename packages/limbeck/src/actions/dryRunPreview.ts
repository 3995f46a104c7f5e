import { type Connection } from "@limbeck/database";
import { isLimbeckError } from "@limbeck/model";
import { planDowngrade, planUpgrade, resolveAll } from "@limbeck/revisions";
import {
  type Loss,
  lossesOn,
  prepareSteps,
  type Preview,
  previewDowngrade,
  previewUpgrade,
  type RunOptions,
} from "@limbeck/runtime";

import { withConnection } from "../project/connect.ts";
import { engineOf } from "../project/engine.ts";
import { type Project } from "../project/project.ts";
import { type Revisions } from "../project/revisions.ts";
import { type RunInput, runOptions, withAccess } from "./access.ts";
import { type RunRange } from "./range.ts";

export interface DryRunInput extends Pick<RunInput, "lockWait" | "lockRetries" | "report" | "signal"> {
  /** `upgrade`, unless it says otherwise. */
  readonly direction?: "upgrade" | "downgrade";
  /** On the database itself, in a transaction that is rolled back; absent: on a scratch database. */
  readonly onDatabase?: boolean;
}

/** A dry run on a scratch database. */
export interface Trial {
  readonly project: Project;
  readonly revisions: Revisions;
  readonly range: RunRange;
  readonly direction: "upgrade" | "downgrade";
  readonly input: DryRunInput;
}

const PREVIEW = { upgrade: previewUpgrade, downgrade: previewDowngrade };

/** What there is to do, and from where. */
export async function previewOf(trial: Trial): Promise<Preview & { readonly lost?: readonly Loss[] }> {
  const { project, revisions, range, direction, input } = trial;
  const { database, client } = project;
  const isNamed = database !== undefined || client !== undefined;
  if (range.from !== undefined || !isNamed) return previewFrom(trial, range.from);
  const { graph, load } = revisions;
  try {
    const options = scratchOptions(trial);
    return await withAccess(project, input, direction, async (access) => {
      const preview = await PREVIEW[direction]({ ...access, graph, load, target: range.to, options });
      const count = (connection: Connection) => lossesOn(connection, options, preview.steps);
      const { connection, connect } = access;
      const lost = await (connection === undefined ? withConnection(connect, count) : count(connection));
      return { ...preview, lost };
    });
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    const start = direction === "upgrade" ? "base" : "the heads";
    const text = `${error.message.replace(/\.$/, "")}; so the dry run starts from ${start}`;
    input.report?.({ kind: "warning", text });
    return previewFrom(trial, undefined);
  }
}

async function previewFrom(
  { project, revisions, range, direction, ...trial }: Trial,
  from: string | undefined,
): Promise<Preview> {
  const { graph, load } = revisions;
  const start = from ?? (direction === "upgrade" ? undefined : "heads");
  const rows = start === undefined ? [] : resolveAll({ graph, current: [] }, [start]);
  const steps =
    direction === "upgrade" ? planUpgrade(graph, rows, [range.to]) : planDowngrade(graph, rows, range.to);
  const server = { version: project.config.serverVersion ?? engineOf(project).version };
  const options = scratchOptions({ project, ...trial });
  const { dialect } = project;
  return { rows, steps: await prepareSteps(steps, { graph, load, server, dialect, options }) };
}

/** Nobody answers, or nobody is let in; anything else is a mistake to be told. */
const UNREACHABLE = new Set([
  "database-unreachable",
  "host-unknown",
  "password-wrong",
  "access-refused",
  "database-unknown",
  "tls-refused",
]);

function isUnreachable(error: unknown): error is Error {
  return isLimbeckError(error) && UNREACHABLE.has(error.code);
}

export function scratchOptions({ project, input }: Pick<Trial, "project" | "input">): RunOptions {
  return { ...runOptions(project, input), replay: true };
}
