import { type ConstantName } from "./constant.ts";
import { type Language } from "./language.ts";
import { type Direction, type Page, type Uses } from "./page.ts";

/** How the parts of a revision file are said in a language. */
interface Syntax {
  readonly imports: (page: Page, uses: Uses) => void;
  readonly constant: (page: Page, name: ConstantName, value: string) => void;
  /** Without lines there is no parameter: one that is not used fails strict projects. */
  readonly body: (page: Page, direction: Direction, lines: readonly string[]) => void;
}

export const syntaxes = {
  ts: {
    imports: (page, { sql, operations }) => {
      importNames(page, [...name(sql, "sql"), ...name(operations, "Operations", true)]);
    },
    constant: (page, constant, value) => {
      const type = TYPES[constant];
      exportConstant(page, { name: constant, initializer: value, ...(type === undefined ? {} : { type }) });
    },
    body: ({ source }, direction, lines) => {
      const parameters = lines.length > 0 ? [{ name: "op", type: "Operations" }] : [];
      source.addFunction({
        isExported: true,
        name: direction,
        parameters,
        returnType: "void",
        statements: [...lines],
      });
    },
  },
  js: {
    imports: (page, { sql }) => {
      importNames(page, name(sql, "sql"));
    },
    constant: (page, constant, value) => {
      exportConstant(page, { name: constant, initializer: value });
    },
    body: ({ source }, direction, lines) => {
      const parameters = lines.length > 0 ? [{ name: "op" }] : [];
      const docs = lines.length > 0 ? [PARAMETER] : [];
      source.addFunction({ isExported: true, name: direction, parameters, docs, statements: [...lines] });
    },
  },
  cjs: {
    imports: ({ source }, { sql }) => {
      if (sql) source.addStatements('const { sql } = require("limbeck");');
    },
    constant: ({ source }, constant, value) => {
      source.addStatements(`exports.${constant} = ${value};`);
    },
    body: ({ source }, direction, lines) => {
      const used = lines.length > 0;
      const comment = used ? `/** ${PARAMETER} */\n` : "";
      source.addStatements(
        `\n${comment}exports.${direction} = function ${direction}(${used ? "op" : ""}) {\n${lines.join("\n")}\n};`,
      );
    },
  },
} satisfies Record<Language, Syntax>;

const PARAMETER = '@param {import("limbeck").Operations} op';

/** An empty array would be one of `never`. */
const TYPES: Partial<Record<ConstantName, string>> = { branchLabels: "string[]", dependsOn: "string[]" };

interface ImportedName {
  readonly name: string;
  readonly isTypeOnly: boolean;
}

function name(used: boolean, imported: string, isTypeOnly = false): readonly ImportedName[] {
  return used ? [{ name: imported, isTypeOnly }] : [];
}

function importNames({ source }: Page, names: readonly ImportedName[]): void {
  if (names.length > 0) source.addImportDeclaration({ moduleSpecifier: "limbeck", namedImports: [...names] });
}

function exportConstant(
  { source, constKind }: Page,
  declaration: { readonly name: string; readonly initializer: string; readonly type?: string },
): void {
  source.addVariableStatement({ isExported: true, declarationKind: constKind, declarations: [declaration] });
}
