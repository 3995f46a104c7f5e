import type { Node, Statement, VariableStatement } from "ts-morph";

import { bindingsOf } from "./binding.ts";
import { apart, type CarriedCall, carriedName } from "./carried.ts";
import { type CarriedSource, type Library } from "./source.ts";
import { commonExport, REVISION_EXPORTS } from "./unmovable.ts";

type Kinds = Library["Node"];

/** What a carried file says at its top without its imports and its header, as text of the new file: the functions that are called, and what they need. */
export function declarationsOf(
  { source, revision }: CarriedSource,
  { Node: kinds }: Library,
  calls: readonly CarriedCall[],
): readonly string[] {
  const called = new Set(calls.filter((call) => call.revision === revision).map(carriedName));
  const isDropped = (name: string): boolean =>
    [...REVISION_EXPORTS].some((known) => apart(known, revision) === name) &&
    !called.has(name) &&
    timesUsed(source, name, kinds) < 2;
  return source.getStatements().flatMap((statement): readonly string[] => {
    const common = commonExport(statement, kinds);
    if (common !== undefined) {
      const name = apart(common.name, revision);
      return called.has(name) ? [`const ${name} = ${common.value.getText()};`] : [];
    }
    if (isImport(statement, source, kinds) || kinds.isExpressionStatement(statement)) return [];
    if (namesOf(statement, kinds).some(isDropped)) return [];
    if (kinds.isExportable(statement)) statement.setIsExported(false);
    return [statement.getText(true)];
  });
}

function timesUsed(source: Node, name: string, kinds: Kinds): number {
  let times = 0;
  source.forEachDescendant((node) => {
    if (kinds.isIdentifier(node) && node.getText() === name) times += 1;
  });
  return times;
}

function isImport(statement: Statement, source: CarriedSource["source"], kinds: Kinds): boolean {
  if (kinds.isImportDeclaration(statement)) return true;
  if (!kinds.isVariableStatement(statement)) return false;
  const names = namesOf(statement, kinds);
  const imported = bindingsOf(source, kinds).filter((binding) => binding.imported !== undefined);
  return names.length > 0 && names.every((name) => imported.some((binding) => binding.name === name));
}

function namesOf(statement: Statement, kinds: Kinds): readonly string[] {
  if (kinds.isVariableStatement(statement)) return variableNames(statement, kinds);
  return kinds.isFunctionDeclaration(statement) ? [statement.getName() ?? ""] : [];
}

function variableNames(statement: VariableStatement, kinds: Kinds): readonly string[] {
  return statement.getDeclarations().flatMap((declaration) => {
    const name = declaration.getNameNode();
    return kinds.isIdentifier(name)
      ? [name.getText()]
      : name.getElements().map((one) => (kinds.isBindingElement(one) ? one.getName() : ""));
  });
}
