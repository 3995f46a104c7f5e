import { type Dialect } from "@limbeck/model";
import { type Operation, usesSql } from "@limbeck/operations";
import { type RevisionHeader } from "@limbeck/revisions";

import { bodyLines, type RenderOperation } from "./body.ts";
import { type BodyEntry, isOperation } from "./carried/carried.ts";
import { type CarryInput } from "./carried/carry.ts";
import { type Destination } from "./carried/unmovable.ts";
import { CONSTANTS, type ConstantName } from "./constant.ts";
import { headerComment } from "./headerComment.ts";
import { type Language } from "./language.ts";
import { layOut } from "./layout.ts";
import { newPages } from "./page.ts";
import { syntaxes } from "./syntax.ts";
import { builtInTemplate, type RevisionText, type Template } from "./template.ts";

export interface EmitInput {
  readonly header: RevisionHeader;
  readonly upgrade: readonly BodyEntry[];
  readonly downgrade: readonly BodyEntry[];
  /** The files in which the functions stand that the bodies call. */
  readonly carried?: Pick<CarryInput, "files"> & Pick<Destination, "leaving">;
  readonly language: Language;
  /** Of the database of which the comments speak. Absent: `postgres`. */
  readonly dialect?: Dialect;
  /** Where the file will stand; the prettier configuration that applies there lays it out. */
  readonly file: string;
  /** Where the user's own copy of prettier is looked for. */
  readonly projectRoot: string;
  /** Arranges the parts of the file. */
  readonly template?: Template;
  /** Writes the line of an operation. */
  readonly renderOperation?: RenderOperation;
  /** What else a reviewer should know of an operation of the upgrade; each is a comment above its line. */
  readonly notes?: (operation: Operation) => readonly string[];
}

/** The text of a revision file. Fails with `layout-failed`, `carried-unmovable` and `writer-missing`; writes nothing. */
export async function emitRevision(input: EmitInput): Promise<string> {
  const template = input.template ?? builtInTemplate;
  const text = template(await partsOf(input));
  return layOut(await withCarried(text, input), input);
}

async function withCarried(text: string, input: EmitInput): Promise<string> {
  const { upgrade, downgrade, carried, language, file } = input;
  const calls = [...upgrade, ...downgrade].filter((entry) => !isOperation(entry));
  if (carried === undefined || calls.length === 0) return text;
  const { carry } = await import("./carried/carry.ts");
  const { files, leaving } = carried;
  return carry({ text, language, files, calls, destination: { file, leaving } });
}

async function partsOf(input: EmitInput): Promise<RevisionText> {
  const { header, upgrade, downgrade, language, renderOperation, notes, dialect } = input;
  const { revision, downRevisions, message, created = "" } = header;
  const syntax = syntaxes[language];
  const entries = [...upgrade, ...downgrade];
  const [up, down] = [
    bodyLines(upgrade, renderOperation, notes, dialect),
    bodyLines(downgrade, renderOperation, undefined, dialect),
  ];
  // A line that a user's hook wrote may use the tag too.
  const sql =
    entries.filter(isOperation).some(usesSql) || [...up, ...down].some((line) => line.includes("sql`"));
  const write = await newPages();
  const values = headerValues(header);
  return {
    ...{ revision, downRevisions, message, created, language },
    comment: headerComment(header),
    imports: write((page) => {
      syntax.imports(page, { sql, operations: entries.length > 0 });
    }),
    header: write((page) => {
      for (const name of CONSTANTS)
        if (values[name] !== undefined) syntax.constant(page, name, JSON.stringify(values[name]));
    }),
    upgrade: write((page) => {
      syntax.body(page, "upgrade", up);
    }),
    downgrade: write((page) => {
      syntax.body(page, "downgrade", down);
    }),
  };
}

/** What a file need not say is undefined. */
function headerValues({ revision, downRevisions, replaces, branchLabels, dependsOn }: RevisionHeader) {
  const [parent = null, ...others] = downRevisions;
  return {
    revision,
    downRevision: others.length > 0 ? downRevisions : parent,
    replaces,
    branchLabels,
    dependsOn,
  } satisfies Record<ConstantName, unknown>;
}
