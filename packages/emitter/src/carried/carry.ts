import type { Node, SourceFile } from "ts-morph";

import { carriedUnmovable } from "../errors.ts";
import { type Language } from "../language.ts";
import { type CarriedCall, type CarriedFile } from "./carried.ts";
import { declarationsOf } from "./declarations.ts";
import { mergeImports } from "./imports.ts";
import { keepNamesApart } from "./names.ts";
import { rebasePaths } from "./paths.ts";
import { type CarriedSource, type Library, type Sources, sourcesOf } from "./source.ts";
import { commonExport, type Destination, refuseUnmovable } from "./unmovable.ts";

export interface CarryInput {
  /** The new file, which calls the functions. */
  readonly text: string;
  readonly language: Language;
  readonly files: readonly CarriedFile[];
  readonly calls: readonly CarriedCall[];
  readonly destination: Destination;
}

/**
 * Takes the functions that a new file calls over from the files in which they stand, with what they need: imports are merged, names that
 * mean two things are told apart. Not yet laid out. Fails with `carried-unmovable` (3) and `writer-missing`.
 */
export async function carry({ text, language, files, calls, destination }: CarryInput): Promise<string> {
  const sources = await sourcesOf(text, files);
  const { library, base, carried } = sources;
  for (const one of carried) {
    refuseUnmovable(one, library, destination);
    refuseOtherModules(one, library, language);
    rebasePaths(one, library, destination);
  }
  keepNamesApart(sources);
  if (language === "ts") for (const one of carried) declareParameters(one, library);
  const imports = mergeImports(sources, language);
  const declarations = carried.flatMap((one) => declarationsOf(one, library, calls));
  insertBefore(base, upgradeIn(base, library), declarations, "\n\n");
  const last = lastImport(sources);
  if (last === undefined) insertBefore(base, base.getStatements()[0], imports, "\n");
  else base.insertText(last.getEnd(), ["", ...imports].join("\n"));
  return base.getFullText();
}

/** `export` and `exports` do not go together. */
function refuseOtherModules(
  { source, revision, file }: CarriedSource,
  { Node }: Library,
  language: Language,
): void {
  const other = source.getStatements().find((statement) => {
    if (language !== "cjs") return commonExport(statement, Node) !== undefined;
    return Node.isImportDeclaration(statement) || (Node.isExportable(statement) && statement.isExported());
  });
  if (other === undefined) return;
  const why = "it is a module of another kind than the new file";
  throw carriedUnmovable({ revision, file, line: other.getStartLineNumber(), why });
}

/** A strict project wants to know what `op` is, which JavaScript could not say. */
function declareParameters({ source, file }: CarriedSource, { Node }: Library): void {
  if (/\.[cm]?ts$/.test(file)) return;
  source.forEachChild((statement) => {
    const functions = Node.isVariableStatement(statement)
      ? statement.getDeclarations().map((one) => one.getInitializer())
      : [statement];
    for (const one of functions) {
      if (!Node.isFunctionDeclaration(one) && !Node.isArrowFunction(one)) continue;
      const [op] = one.getParameters();
      if (op?.getName() === "op" && op.getTypeNode() === undefined) op.setType("Operations");
    }
  });
}

function upgradeIn(base: SourceFile, { Node }: Library): Node | undefined {
  return base.getStatements().find((statement) => {
    if (Node.isFunctionDeclaration(statement)) return statement.getName() === "upgrade";
    if (Node.isVariableStatement(statement)) return statement.getDeclarations()[0]?.getName() === "upgrade";
    return commonExport(statement, Node)?.name === "upgrade";
  });
}

/** In front of the comment of what comes next, except that at the head of the file. */
function insertBefore(
  base: SourceFile,
  node: Node | undefined,
  lines: readonly string[],
  between: string,
): void {
  if (lines.length === 0) return;
  const isFirst = node === base.getStatements()[0];
  const at = node === undefined ? base.getEnd() : node.getStart(!isFirst);
  base.insertText(at, `${lines.join(between)}\n\n`);
}

/** Of those at the head of the file. */
function lastImport({ base, library: { Node } }: Sources): Node | undefined {
  const statements = base.getStatements();
  const end = statements.findIndex(
    (statement) =>
      !Node.isImportDeclaration(statement) &&
      !(Node.isVariableStatement(statement) && /=\s*require\(/.test(statement.getText())),
  );
  return statements[end - 1];
}
