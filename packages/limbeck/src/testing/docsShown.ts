/** Which of the ids that a page shows is which here. */
export type Shown = Map<string, string>;

const ID = /(?<![0-9a-z])[0-9a-f]{12}(?![0-9a-z])/g;

/** A line without what is different each time. */
function neutral(line: string): string {
  return line
    .replace(ID, "ID")
    .replace(/\d{8}_\d{6}/g, "DATE")
    .replace(/Created: \S+/, "Created: DATE")
    .replace(/\d+ ms(?=\)?$)/, "N ms")
    .trimEnd();
}

/** A line that stands for any number of others. */
const MORE = "…";

/**
 * Holds what a page shows against what was printed, line by line, and learns the ids. Throws where they differ: nobody is
 * to read what no command prints.
 */
export function same(
  shown: Shown,
  expected: readonly string[],
  printed: readonly string[],
  command: string,
): void {
  let at = 0;
  let free = false;
  for (const line of expected.filter((one, index) => one !== "" || index < expected.length - 1)) {
    if (line === MORE) {
      free = true;
      continue;
    }
    const wanted = neutral(line);
    const found = printed.findIndex((one, index) => index >= at && neutral(one) === wanted);
    if (found < 0 || (!free && found !== at)) throw mismatch(command, line, printed.slice(at));
    learn(shown, line, printed[found] ?? "", command);
    at = found + 1;
    free = false;
  }
  if (!free && at < printed.length) throw mismatch(command, "nothing more", printed.slice(at));
}

function learn(shown: Shown, line: string, printed: string, command: string): void {
  const here = printed.match(ID) ?? [];
  for (const [at, there] of (line.match(ID) ?? []).entries()) {
    const known = shown.get(there) ?? here[at] ?? "";
    if (known !== here[at]) throw new Error(`${command}: the page calls ${known} ${there} here too: ${line}`);
    shown.set(there, known);
  }
}

function mismatch(command: string, wanted: string, printed: readonly string[]): Error {
  return new Error(`${command}\nthe page shows: ${wanted}\nprinted was:\n${printed.join("\n")}`);
}
