import type { ImportDeclaration, SourceFile } from "ts-morph";

import { type Language } from "../language.ts";
import { bindingsOf, type Imported, sameImport } from "./binding.ts";
import { type CarriedSource, type Sources } from "./source.ts";

/** Adds to the new file what carried files import; answers the lines that no import there could take in. */
export function mergeImports({ library, base, carried }: Sources, language: Language): readonly string[] {
  const pending: NamedImport[] = [];
  const known = new Map(bindingsOf(base, library.Node).map((binding) => [binding.name, binding.imported]));
  for (const one of carried.flatMap((source) => importedBy(source, library))) {
    const there = known.get(one.name);
    if (sameImport(there, one.imported)) {
      if (!one.imported.isTypeOnly) useValue(base, one.name);
      continue;
    }
    known.set(one.name, one.imported);
    if (!joinImport(base, one)) pending.push(one);
  }
  return [...linesOf(pending, language), ...carried.flatMap(({ source }) => effectsOf(source, base))];
}

interface NamedImport {
  /** In the file. */
  readonly name: string;
  readonly imported: Imported;
}

function importedBy({ source }: CarriedSource, { Node }: Sources["library"]): readonly NamedImport[] {
  return bindingsOf(source, Node).flatMap(({ name, imported }) =>
    imported === undefined ? [] : [{ name, imported }],
  );
}

/** Whether an import of the new file takes the name in. */
function joinImport(base: SourceFile, { name, imported }: NamedImport): boolean {
  const { what, from, isTypeOnly, attributes } = imported;
  if (isWhole(imported) || attributes !== "") return false;
  const open = base
    .getImportDeclarations()
    .find((one) => isOpen(one) && one.getModuleSpecifierValue() === from);
  open?.addNamedImport({ name: what, isTypeOnly, ...(name === what ? {} : { alias: name }) });
  return open !== undefined;
}

function isOpen(declaration: ImportDeclaration): boolean {
  return (
    declaration.getNamedImports().length > 0 &&
    !declaration.isTypeOnly() &&
    declaration.getAttributes() === undefined
  );
}

/** What is imported as a type so far is used as a value too. */
function useValue(base: SourceFile, name: string): void {
  for (const declaration of base.getImportDeclarations()) {
    const named = declaration
      .getNamedImports()
      .find((one) => (one.getAliasNode() ?? one.getNameNode()).getText() === name);
    if (named === undefined) continue;
    if (declaration.isTypeOnly()) declaration.setIsTypeOnly(false);
    named.setIsTypeOnly(false);
  }
}

function isWhole({ what }: Imported): boolean {
  return what === "default" || what === "*" || what === "=";
}

/** One line for what comes from one place. */
function linesOf(imports: readonly NamedImport[], language: Language): readonly string[] {
  const groups = new Map<string, NamedImport[]>();
  for (const one of imports) {
    const { from, attributes } = one.imported;
    const key = JSON.stringify([from, attributes, isWhole(one.imported) ? one.name : ""]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap(([first, ...more]) =>
    first === undefined ? [] : [lineOf[language](first, [first, ...more])],
  );
}

type Line = (first: NamedImport, all: readonly NamedImport[]) => string;

const importLine: Line = ({ name, imported }, all) => {
  const { from, what, isTypeOnly, attributes } = imported;
  const source = `from ${JSON.stringify(from)} ${attributes};`;
  if (!isWhole(imported)) return `import { ${all.map(importedName).join(", ")} } ${source}`;
  return `import ${isTypeOnly ? "type " : ""}${what === "*" ? `* as ${name}` : name} ${source}`;
};

function importedName({ name, imported: { what, isTypeOnly } }: NamedImport): string {
  return `${isTypeOnly ? "type " : ""}${what === name ? name : `${what} as ${name}`}`;
}

const requireLine: Line = ({ name, imported }, all) => {
  const names = all.map((one) =>
    one.imported.what === one.name ? one.name : `${one.imported.what}: ${one.name}`,
  );
  const pattern = isWhole(imported) ? name : `{ ${names.join(", ")} }`;
  return `const ${pattern} = require(${JSON.stringify(imported.from)});`;
};

const lineOf = { ts: importLine, js: importLine, cjs: requireLine } satisfies Record<Language, Line>;

/** `import "…"`, for what it does. */
function effectsOf(source: SourceFile, base: SourceFile): readonly string[] {
  const bare = (file: SourceFile): readonly string[] =>
    file
      .getImportDeclarations()
      .filter((one) => one.getImportClause() === undefined)
      .map((one) => one.getText());
  const there = new Set(bare(base));
  return bare(source).filter((line) => !there.has(line));
}
