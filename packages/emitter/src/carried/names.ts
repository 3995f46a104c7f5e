import type { Identifier, Node, SourceFile } from "ts-morph";

import { apart } from "./carried.ts";
import { type Binding, bindingsOf, sameImport } from "./binding.ts";
import { type CarriedSource, type Sources } from "./source.ts";
import { REVISION_EXPORTS } from "./unmovable.ts";

type Kinds = Sources["library"]["Node"];

/**
 * Gives each name at the top of a carried file another one wherever the same name means, or would come to mean, something else in one of
 * the other files. What a file calls its own header and functions is always renamed.
 */
export function keepNamesApart({ library: { Node: kinds }, base, carried }: Sources): void {
  const all = [base, ...carried.map(({ source }) => source)].map((source) => ({
    source,
    bindings: new Map(bindingsOf(source, kinds).map((binding) => [binding.name, binding])),
    mentions: mentionsIn(source, kinds),
  }));
  for (const one of carried) {
    const own = all.find(({ source }) => source === one.source);
    for (const binding of own?.bindings.values() ?? []) {
      const others = all.filter((other) => other !== own && other.mentions.has(binding.name));
      const isApart = others.every(({ bindings }) =>
        sameImport(binding.imported, bindings.get(binding.name)?.imported),
      );
      if (!isApart || REVISION_EXPORTS.has(binding.name))
        rename(kinds, binding, freeName(one, binding.name, own?.mentions));
    }
  }
}

function freeName(
  { revision }: CarriedSource,
  name: string,
  mentions: ReadonlySet<string> = new Set(),
): string {
  let free = apart(name, revision);
  while (mentions.has(free)) free += "_";
  return free;
}

function rename(kinds: Kinds, { node }: Binding, name: string): void {
  const specifier = node.getParent();
  if (kinds.isImportSpecifier(specifier)) specifier.renameAlias(name);
  else node.rename(name);
}

/** The names that a file uses as such: not the keys of objects. */
function mentionsIn(source: SourceFile, kinds: Kinds): ReadonlySet<string> {
  const found = new Set<string>();
  source.forEachDescendant((node) => {
    if (kinds.isIdentifier(node) && !isKey(node, kinds)) found.add(node.getText());
  });
  return found;
}

function isKey(node: Identifier, kinds: Kinds): boolean {
  const parent: Node | undefined = node.getParent();
  if (kinds.isPropertyAccessExpression(parent)) return parent.getNameNode() === node;
  if (kinds.isPropertyAssignment(parent) || kinds.isMethodDeclaration(parent))
    return parent.getNameNode() === node;
  return kinds.isBindingElement(parent) && parent.getPropertyNameNode() === node;
}
