import { dirname, extname, relative, resolve } from "node:path";

import type { Node, StringLiteral } from "ts-morph";

import { carriedUnmovable } from "../errors.ts";
import { type CarriedSource, type Library } from "./source.ts";
import { type Destination } from "./unmovable.ts";

/** Makes relative paths of imports right for the new file. Fails with `carried-unmovable` (3) where one names a file that leaves. */
export function rebasePaths(carried: CarriedSource, library: Library, destination: Destination): void {
  const [from, to] = [dirname(resolve(carried.file)), dirname(resolve(destination.file))];
  const leaving = new Set(destination.leaving.map((file) => withoutExtension(resolve(file))));
  for (const literal of pathsIn(carried, library)) {
    const path = literal.getLiteralValue();
    if (!/^\.\.?(?:\/|$)/.test(path)) continue;
    const target = resolve(from, path);
    if (leaving.has(withoutExtension(target)))
      throw carriedUnmovable({
        revision: carried.revision,
        file: carried.file,
        line: literal.getStartLineNumber(),
        why: "it imports from another revision of the range",
      });
    if (from !== to) literal.setLiteralValue(relativePath(to, target));
  }
}

function pathsIn({ source }: CarriedSource, { Node: kinds }: Library): readonly StringLiteral[] {
  const found: StringLiteral[] = source.getImportDeclarations().map((one) => one.getModuleSpecifier());
  source.forEachDescendant((node) => {
    const path = kinds.isCallExpression(node)
      ? callPath(node.getExpression(), node.getArguments()[0])
      : undefined;
    if (kinds.isStringLiteral(path)) found.push(path);
    if (!kinds.isImportTypeNode(node)) return;
    const argument = node.getArgument();
    const literal = kinds.isLiteralTypeNode(argument) ? argument.getLiteral() : undefined;
    if (kinds.isStringLiteral(literal)) found.push(literal);
  });
  return found;
}

function callPath(callee: Node, argument: Node | undefined): Node | undefined {
  const isImport = callee.getText() === "import" || callee.getText() === "require";
  return isImport ? argument : undefined;
}

function relativePath(folder: string, target: string): string {
  const path = relative(folder, target).replaceAll("\\", "/");
  return path.startsWith(".") ? path : `./${path}`;
}

/** `./a1.js` may mean `a1.ts`. */
function withoutExtension(path: string): string {
  return path.slice(0, path.length - extname(path).length);
}
