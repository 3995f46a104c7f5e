import { type Operation, usesSql } from "@limbeck/operations";
import { type RevisionHeader } from "@limbeck/revisions";

import { bodyLines } from "./body.ts";
import { CONSTANTS, type ConstantName } from "./constant.ts";
import { headerComment } from "./headerComment.ts";
import { type Language } from "./language.ts";
import { layOut } from "./layout.ts";
import { type Page } from "./page.ts";
import { syntaxes } from "./syntax.ts";
import { tsMorph } from "./writers.ts";

export interface EmitInput {
  readonly header: RevisionHeader;
  readonly upgrade: readonly Operation[];
  readonly downgrade: readonly Operation[];
  readonly language: Language;
  /** Where the file will stand; the prettier configuration that applies there lays it out. */
  readonly file: string;
  /** Where the user's own copy of prettier is looked for. */
  readonly projectRoot: string;
}

/** The text of a revision file. Fails with `layout-failed` and `writer-missing`; writes nothing. */
export async function emitRevision(input: EmitInput): Promise<string> {
  const page = await emptyPage();
  const comment = headerComment(input.header);
  write(page, input);
  return layOut(`${comment}\n${page.source.getFullText()}`, input);
}

async function emptyPage(): Promise<Page> {
  const { Project, VariableDeclarationKind } = await tsMorph();
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  return { source: project.createSourceFile("revision.ts"), constKind: VariableDeclarationKind.Const };
}

function write(page: Page, { header, upgrade, downgrade, language }: EmitInput): void {
  const syntax = syntaxes[language];
  const operations = [...upgrade, ...downgrade];
  const values = headerValues(header);
  syntax.imports(page, { sql: operations.some(usesSql), operations: operations.length > 0 });
  page.source.addStatements("\n");
  for (const name of CONSTANTS) syntax.constant(page, name, JSON.stringify(values[name]));
  syntax.body(page, "upgrade", bodyLines(upgrade));
  syntax.body(page, "downgrade", bodyLines(downgrade));
}

function headerValues({ revision, downRevisions, branchLabels, dependsOn }: RevisionHeader) {
  const [parent = null, ...others] = downRevisions;
  return {
    revision,
    downRevision: others.length > 0 ? downRevisions : parent,
    branchLabels,
    dependsOn,
  } satisfies Record<ConstantName, unknown>;
}
