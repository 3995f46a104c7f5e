import { writeFamily } from "./lib/newOperation.ts";
import { typeErrors } from "./lib/typeErrors.ts";
import { root } from "./workspace.ts";

/*
 * `npm run new -- operation NAME` writes the skeleton of an operation family, enters it in the table of operations, and asks
 * the compiler which tables lack a row for it.
 */

const [what, name, ...others] = process.argv.slice(2);
if (what !== "operation" || name === undefined || others.length > 0) {
  console.error("Usage: npm run new -- operation NAME");
  process.exit(2);
}

try {
  console.log(`Written:\n${lines(writeFamily(root, name))}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(2);
}
const missing = typeErrors(root).map(({ file, message }) => `${file}: ${message}`);
console.log(`\nThe compiler asks for rows in:\n${lines(missing)}`);
console.log(`
Then:
${lines([
  `everything marked TODO in packages/operations/src/${name}/${name}.ts and docs/operations/${name}.md`,
  `its type in packages/model, and a list of it in Table (and TablePart) or Schema: the compiler then asks
  every room that reads, compares or builds one for its row`,
  `fixtures/${name}/add/after.ts, and npm run golden -- --update ${name}`,
  "npm run check",
])}`);

function lines(items: readonly string[]): string {
  return items.map((item) => `  ${item}`).join("\n");
}
