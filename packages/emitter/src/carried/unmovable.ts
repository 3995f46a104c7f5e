import { dirname, resolve } from "node:path";

import type { Node, Statement } from "ts-morph";

import { carriedUnmovable } from "../errors.ts";
import { type CarriedSource, type Library } from "./source.ts";

export interface Destination {
  /** Where the new file will stand; absolute. */
  readonly file: string;
  /** Files that will be gone one day: nothing may be imported from them. */
  readonly leaving: readonly string[];
}

/**
 * Refuses what would mean something else in another file, or would run at another time: `carried-unmovable` (3), with file and line.
 * What is left is imports, declarations and constants.
 */
export function refuseUnmovable(carried: CarriedSource, { Node }: Library, destination: Destination): void {
  const { source, file, revision } = carried;
  const refuse = (node: Node, why: string): never => {
    throw carriedUnmovable({ revision, file, line: node.getStartLineNumber(), why });
  };
  for (const statement of source.getStatements()) {
    const why = whyNot(statement, Node);
    if (why !== undefined) refuse(statement, why);
  }
  const isMoved = dirname(resolve(file)) !== dirname(resolve(destination.file));
  source.forEachDescendant((node) => {
    const why = placed(node, Node, isMoved);
    if (why !== undefined) refuse(node, why);
  });
}

type Kinds = Library["Node"];

function whyNot(statement: Statement, kinds: Kinds): string | undefined {
  if (kinds.isExportAssignment(statement) || kinds.isExportDeclaration(statement))
    return "it exports something by a list or as default";
  if (kinds.isExpressionStatement(statement))
    return isDirective(statement) || commonExport(statement, kinds) !== undefined
      ? undefined
      : "it does something when the file is loaded";
  return DECLARATIONS.some((is) => kinds[is](statement))
    ? undefined
    : "it is neither an import nor a declaration";
}

const DECLARATIONS = [
  "isImportDeclaration",
  "isVariableStatement",
  "isFunctionDeclaration",
  "isClassDeclaration",
  "isInterfaceDeclaration",
  "isTypeAliasDeclaration",
  "isEnumDeclaration",
] as const satisfies readonly (keyof Kinds)[];

const isDirective = (statement: Statement): boolean => /^["']use strict["'];?$/.test(statement.getText());

/** `exports.NAME = …` of CommonJS, for a name that a revision has. */
export function commonExport(
  statement: Statement,
  kinds: Kinds,
): { readonly name: string; readonly value: Node } | undefined {
  const assignment = kinds.isExpressionStatement(statement) ? statement.getExpression() : undefined;
  if (!kinds.isBinaryExpression(assignment)) return undefined;
  const name = /^(?:module\.)?exports\.(\w+)$/.exec(assignment.getLeft().getText())?.[1];
  return name !== undefined && REVISION_EXPORTS.has(name)
    ? { name, value: assignment.getRight() }
    : undefined;
}

/** What the header says, which the new file says for itself, and the functions. */
export const REVISION_EXPORTS: ReadonlySet<string> = new Set([
  "revision",
  "downRevision",
  "replaces",
  "branchLabels",
  "dependsOn",
  "transaction",
  "upgrade",
  "downgrade",
]);

/** What speaks of the file's own place. */
function placed(node: Node, kinds: Kinds, isMoved: boolean): string | undefined {
  if (kinds.isIdentifier(node)) return ownName(node, isMoved) ?? readExports(node, kinds);
  if (kinds.isMetaProperty(node)) return metaProblem(node, kinds, isMoved);
  if (!isMoved || !kinds.isCallExpression(node)) return undefined;
  const callee = node.getExpression().getText();
  const isComputed = !kinds.isStringLiteral(node.getArguments()[0]);
  return (callee === "import" || callee === "require") && isComputed
    ? "it computes what it imports"
    : undefined;
}

function ownName(node: Node, isMoved: boolean): string | undefined {
  const text = node.getText();
  if (text === "__filename") return "it asks for its own name";
  return text === "__dirname" && isMoved ? "it asks for its own folder" : undefined;
}

/** Other than to fill them. */
function readExports(node: Node, kinds: Kinds): string | undefined {
  const access = node.getParent();
  if (node.getText() !== "exports" || !kinds.isPropertyAccessExpression(access)) return undefined;
  if (access.getExpression() !== node && access.getExpression().getText() !== "module") return undefined;
  const statement = access.getFirstAncestor((ancestor) => kinds.isExpressionStatement(ancestor));
  const filled = statement === undefined ? undefined : commonExport(statement, kinds);
  return filled !== undefined && node.getEnd() < filled.value.getPos()
    ? undefined
    : "it reads its own exports";
}

function metaProblem(node: Node, kinds: Kinds, isMoved: boolean): string | undefined {
  if (node.getText() !== "import.meta") return undefined;
  const parent = node.getParent();
  const asked = kinds.isPropertyAccessExpression(parent) ? parent.getName() : "";
  if (asked === "dirname" || asked === "url") return isMoved ? "it asks for its own place" : undefined;
  return "it asks what file it is";
}
