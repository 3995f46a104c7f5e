import ts from "typescript";

/** The options of an object: under each name that of the object that its value is, or holds in a list; `null` where anything may stand. */
type Names = Readonly<Record<string, string | null>>;

export interface OptionNames {
  readonly objects: Readonly<Record<string, Names>>;
  /** For each directive, what each of its arguments is. */
  readonly directives: Readonly<Record<string, readonly (string | null)[]>>;
}

interface Reading {
  readonly checker: ts.TypeChecker;
  readonly objects: Map<string, { readonly of: readonly ts.Type[]; readonly names: Names }>;
}

/** Which options the directives of a table of operations take, read from its types. `table` is the name under which the file exports it. */
export function optionNames(file: string, table: string, options: ts.CompilerOptions): OptionNames {
  const program = ts.createProgram([file], { ...options, noEmit: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  const found = module && checker.getExportsOfModule(module).find(({ name }) => name === table);
  if (found === undefined) throw new Error(`${file} does not export ${table}`);
  const reading: Reading = { checker, objects: new Map() };
  const rows = checker.getPropertiesOfType(checker.getTypeOfSymbol(found));
  const directives = rows.map((row) => [row.name, argumentsOf(row, reading)] as const);
  const objects = [...reading.objects].map(([name, { names }]) => [name, names] as const);
  return { objects: sorted(objects), directives: sorted(directives) };
}

function argumentsOf(row: ts.Symbol, reading: Reading): readonly (string | null)[] {
  const { checker } = reading;
  const directive = checker.getPropertyOfType(checker.getTypeOfSymbol(row), "directive");
  if (directive === undefined) throw new Error(`${row.name} has no directive`);
  const [call] = checker.getTypeOfSymbol(directive).getCallSignatures();
  const types = (call?.getParameters() ?? []).flatMap((parameter) => {
    const type = checker.getTypeOfSymbol(parameter);
    return checker.isTupleType(type) ? checker.getTypeArguments(type as ts.TypeReference) : [type];
  });
  return types.map((type, at) => nameOf([type], `${row.name}.${at + 1}`, reading));
}

/** The name of the object that a type, or one of several, is, or holds in lists; `null` where it is none, or its keys are the author's. */
function nameOf(types: readonly ts.Type[], place: string, reading: Reading): string | null {
  const parts = [...new Set(together(types.map((type) => objectsIn(type, reading))))];
  const [first] = parts;
  if (first === undefined) return null;
  const known = [...reading.objects].find(([, { of }]) => isSame(of, parts));
  if (known !== undefined) return known[0];
  const own = parts.length > 1 ? undefined : symbolOf(first)?.name;
  const name = own === undefined || own.startsWith("__") || reading.objects.has(own) ? place : own;
  reading.objects.set(name, { of: parts, names: {} }); // Before its own names: a partition has partitions.
  reading.objects.set(name, { of: parts, names: namesOf(parts, name, reading) });
  return name;
}

function isSame(one: readonly ts.Type[], other: readonly ts.Type[]): boolean {
  return one.length === other.length && one.every((type) => other.includes(type));
}

function namesOf(parts: readonly ts.Type[], place: string, reading: Reading): Names {
  const properties = parts.flatMap((part) => reading.checker.getPropertiesOfType(part));
  const namesOnce = [...new Set(properties.map(({ name }) => name))];
  return sorted(
    namesOnce.map((name) => {
      const types = properties
        .filter((property) => property.name === name)
        .map((property) => reading.checker.getTypeOfSymbol(property));
      return [name, nameOf(types, `${place}.${name}`, reading)] as const;
    }),
  );
}

/** The object types that a type is made of, through unions and lists; undefined where one of them takes any key. */
function objectsIn(type: ts.Type, reading: Reading): readonly ts.Type[] | undefined {
  const { checker } = reading;
  if (type.isUnion()) return together(type.types.map((part) => objectsIn(part, reading)));
  if (checker.isArrayLikeType(type))
    return together(
      checker.getTypeArguments(type as ts.TypeReference).map((part) => objectsIn(part, reading)),
    );
  if ((type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) === 0) return [];
  if (type.getCallSignatures().length > 0 || symbolOf(type)?.name === "Sql") return [];
  return checker.getIndexInfosOfType(type).length > 0 ? undefined : [type];
}

/** An intersection has none, whatever the types of the compiler say. */
function symbolOf(type: ts.Type): ts.Symbol | undefined {
  return type.aliasSymbol ?? type.symbol;
}

function together(parts: readonly (readonly ts.Type[] | undefined)[]): readonly ts.Type[] | undefined {
  return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? []);
}

function sorted<T>(entries: Iterable<readonly [string, T]>): Readonly<Record<string, T>> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
