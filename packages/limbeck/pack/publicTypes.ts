import { join } from "node:path";

import ts from "typescript";

/** What is long, and guarded elsewhere: each operation has its page and its law, and their options are listed from the types. */
const GUARDED: ReadonlySet<string> = new Set(["LiveOperations", "Operation", "Operations", "Schema"]);

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.Node16,
  target: ts.ScriptTarget.ES2022,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
};

interface Reading {
  readonly checker: ts.TypeChecker;
  readonly folder: string;
  /** What is told of each type that has a name. */
  readonly told: Map<string, readonly string[]>;
}

/**
 * The types that the declarations in a folder give to programs, as text: for each entry what it exports, functions with their parameters, and each type
 * that these name with its properties.
 */
export function publicTypes(folder: string, entries: readonly string[]): string {
  const files = entries.map((entry) => join(folder, `${entry}.d.ts`));
  const program = ts.createProgram(files, options);
  const reading: Reading = { checker: program.getTypeChecker(), folder, told: new Map() };
  const exported = files.map((file, at) => {
    const source = program.getSourceFile(file);
    const module = source && reading.checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${file} exports nothing`);
    return [`# ${entries[at]}`, ...exportsOf(module, reading)];
  });
  const types = [...reading.told].sort(([a], [b]) => (a < b ? -1 : 1));
  const told = types.flatMap(([name, lines]) => ["", name, ...lines]);
  return `${[...exported.flatMap((lines) => [...lines, ""]), "# types", ...told].join("\n")}\n`;
}

function exportsOf(module: ts.Symbol, reading: Reading): readonly string[] {
  const { checker } = reading;
  const all = checker.getExportsOfModule(module).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return all.map((one) => {
    const symbol = one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one;
    if (symbol.flags & ts.SymbolFlags.Value)
      return `${one.name}: ${told(checker.getTypeOfSymbol(symbol), reading)}`;
    tell(one.name, checker.getDeclaredTypeOfSymbol(symbol), reading);
    return `type ${one.name}`;
  });
}

/** The type in the compiler's words; what it names is told of too. */
function told(type: ts.Type, reading: Reading): string {
  for (const part of partsOf(type, reading.checker)) {
    const name = nameOf(part);
    if (name !== undefined && isOurs(part, reading)) tell(name, part, reading);
  }
  const { NoTruncation, UseAliasDefinedOutsideCurrentScope } = ts.TypeFormatFlags;
  return reading.checker.typeToString(type, undefined, NoTruncation | UseAliasDefinedOutsideCurrentScope);
}

/** Of a type that nobody has named there is none, whatever the types of the compiler say. */
function symbolOf(type: ts.Type): ts.Symbol | undefined {
  return type.aliasSymbol ?? type.symbol;
}

function underAlias({ symbol }: ts.Type): ts.Symbol | undefined {
  return symbol;
}

function nameOf(type: ts.Type): string | undefined {
  return symbolOf(type)?.name;
}

function tell(name: string, type: ts.Type, reading: Reading): void {
  if (reading.told.has(name) || GUARDED.has(name)) return;
  reading.told.set(name, []); // Before its own: some are made of themselves.
  const { checker } = reading;
  const parts = type.isUnion() ? type.types : [type];
  const objects = parts.filter((part) => isObject(part, reading));
  const others = parts.filter((part) => !objects.includes(part)).map((part) => told(part, reading));
  const lines = objects.flatMap((part) => [
    ...checker.getPropertiesOfType(part).map((property) => lineOf(property, reading)),
    ...part.getCallSignatures().map((call) => `  ${checker.signatureToString(call)}`),
  ]);
  const plain = others.length === 0 ? [] : [`  ${others.sort().join(" | ")}`];
  reading.told.set(name, [...plain, ...[...new Set(lines)].sort()]);
}

/** One whose properties tell what it is; those of a list or a date are told elsewhere. */
function isObject(type: ts.Type, { folder }: Reading): boolean {
  if (type.isIntersection()) return true;
  const declared = underAlias(type)?.declarations ?? [];
  return (
    (type.flags & ts.TypeFlags.Object) !== 0 &&
    declared.some((one) => one.getSourceFile().fileName.startsWith(folder))
  );
}

function lineOf(property: ts.Symbol, reading: Reading): string {
  const mark = property.flags & ts.SymbolFlags.Optional ? "?" : "";
  return `  ${property.name}${mark}: ${told(reading.checker.getTypeOfSymbol(property), reading)}`;
}

/** The type, and those that it is made of: of a function those that go in and come out. */
function partsOf(type: ts.Type, checker: ts.TypeChecker): readonly ts.Type[] {
  if (GUARDED.has(nameOf(type) ?? "")) return [];
  const calls = type.getCallSignatures();
  const inner = [
    ...(type.isUnionOrIntersection() ? type.types : []),
    ...checker.getTypeArguments(type as ts.TypeReference),
    ...calls.flatMap((call) => [
      call.getReturnType(),
      ...call.getParameters().map((parameter) => checker.getTypeOfSymbol(parameter)),
    ]),
  ];
  return [type, ...inner.flatMap((one) => partsOf(one, checker))];
}

/** Declared in the package, and not in a library. */
function isOurs(type: ts.Type, { folder }: Reading): boolean {
  const declared = symbolOf(type)?.declarations ?? [];
  return declared.some(
    (one) =>
      (ts.isInterfaceDeclaration(one) || ts.isTypeAliasDeclaration(one)) &&
      one.getSourceFile().fileName.startsWith(folder),
  );
}
