import type { Identifier, ImportDeclaration, Node, SourceFile, VariableDeclaration } from "ts-morph";

import { type Library } from "./source.ts";

type Kinds = Library["Node"];

/** A name that a file gives to something at its top. */
export interface Binding {
  readonly name: string;
  readonly node: Identifier;
  /** Of something that is imported: from where, and what. Two files that import the same mean the same. */
  readonly imported?: Imported;
}

export interface Imported {
  readonly from: string;
  /** `default`, `*`, or the name there. */
  readonly what: string;
  readonly isTypeOnly: boolean;
  /** `with { type: "json" }` */
  readonly attributes: string;
}

export function sameImport(a: Imported | undefined, b: Imported | undefined): boolean {
  return a !== undefined && a.from === b?.from && a.what === b.what && a.attributes === b.attributes;
}

/** The names at the top of a file; one that is declared twice, as a type and as a value, comes once. */
export function bindingsOf(source: SourceFile, kinds: Kinds): readonly Binding[] {
  const found = [
    ...source.getImportDeclarations().flatMap(importsOf),
    ...source.getVariableDeclarations().flatMap((declaration) => variablesOf(declaration, kinds)),
    ...[
      ...source.getFunctions(),
      ...source.getClasses(),
      ...source.getInterfaces(),
      ...source.getTypeAliases(),
      ...source.getEnums(),
    ].flatMap((declared) => bindingOf(declared.getNameNode())),
  ];
  return [...new Map(found.map((binding) => [binding.name, binding])).values()];
}

function bindingOf(node: Identifier | undefined, imported?: Imported): readonly Binding[] {
  if (node === undefined) return [];
  return [{ name: node.getText(), node, ...(imported === undefined ? {} : { imported }) }];
}

function importsOf(declaration: ImportDeclaration): readonly Binding[] {
  const about = (what: string, isTypeOnly = false): Imported => ({
    from: declaration.getModuleSpecifierValue(),
    what,
    isTypeOnly: isTypeOnly || declaration.isTypeOnly(),
    attributes: declaration.getAttributes()?.getText() ?? "",
  });
  return [
    ...bindingOf(declaration.getDefaultImport(), about("default")),
    ...bindingOf(declaration.getNamespaceImport(), about("*")),
    ...declaration.getNamedImports().flatMap((named) => {
      const node = named.getAliasNode() ?? named.getNameNode();
      const what = named.getName();
      return node.getKindName() === "Identifier"
        ? bindingOf(node as Identifier, about(what, named.isTypeOnly()))
        : [];
    }),
  ];
}

function variablesOf(declaration: VariableDeclaration, kinds: Kinds): readonly Binding[] {
  const from = requiredFrom(declaration, kinds);
  const name = declaration.getNameNode();
  if (kinds.isIdentifier(name)) return bindingOf(name, from === undefined ? undefined : required(from, "="));
  return name.getElements().flatMap((element): readonly Binding[] => {
    if (!kinds.isBindingElement(element)) return [];
    const inner = element.getNameNode();
    const what = element.getPropertyNameNode()?.getText() ?? inner.getText();
    if (kinds.isIdentifier(inner))
      return bindingOf(inner, from === undefined ? undefined : required(from, what));
    return inner
      .getDescendants()
      .flatMap((node) => (isBound(node, kinds) ? bindingOf(node as Identifier) : []));
  });
}

function isBound(node: Node, kinds: Kinds): boolean {
  const parent = node.getParent();
  return kinds.isIdentifier(node) && kinds.isBindingElement(parent) && parent.getNameNode() === node;
}

/** `const … = require("…")` */
function requiredFrom(declaration: VariableDeclaration, kinds: Kinds): string | undefined {
  const call = declaration.getInitializer();
  if (!kinds.isCallExpression(call) || call.getExpression().getText() !== "require") return undefined;
  const [path] = call.getArguments();
  return kinds.isStringLiteral(path) ? path.getLiteralValue() : undefined;
}

function required(from: string, what: string): Imported {
  return { from, what, isTypeOnly: false, attributes: "" };
}
