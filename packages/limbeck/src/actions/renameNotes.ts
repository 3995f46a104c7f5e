import { type Rename, type RenameCandidate, renameText, renameWords } from "@limbeck/differ";
import { nameKey } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

/** What may be a rename, for programs and for the terminal. */
export interface PossibleRename {
  /** As `--rename` takes it: `tasks.title:name`. */
  readonly rename: string;
  /** In words: `column tasks.title to name`. */
  readonly words: string;
  /** How likely it is, from 0 to 1. */
  readonly score: number;
}

export function possibleRename({ rename, score }: RenameCandidate): PossibleRename {
  return { rename: renameText(rename), words: renameWords(rename), score: Math.round(score * 100) / 100 };
}

/** What stands above the operation that takes away what may have been renamed. */
export function renameNotes(candidates: readonly RenameCandidate[]): (op: Operation) => readonly string[] {
  return (op) =>
    candidates
      .filter(({ rename }) => takesAway(op, rename))
      .map(
        ({ rename }) =>
          `Possibly renamed; if so, delete this file and write it again with --rename ${inShell(renameText(rename))}`,
      );
}

const inShell = (text: string): string =>
  /^[\w.:@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** The operation that takes away a thing of each kind; of the others there are no candidates. */
const DROPS: Readonly<Partial<Record<Rename["kind"], Operation["kind"]>>> = {
  table: "dropTable",
  enum: "dropEnum",
  sequence: "dropSequence",
  column: "dropColumn",
  value: "replaceEnum",
  domain: "dropDomain",
  composite: "dropComposite",
  range: "dropRange",
  collation: "dropCollation",
  attribute: "alterComposite",
  function: "dropFunction",
  view: "dropView",
  materializedView: "dropMaterializedView",
};

function takesAway(op: Operation, rename: Rename): boolean {
  if (op.kind !== DROPS[rename.kind]) return false;
  if (op.kind === "dropColumn" && rename.kind === "column")
    return op.name === rename.from && nameKey(op.table) === nameKey(rename.table);
  const name = "name" in rename ? rename.name : "type" in rename ? rename.type : undefined;
  return (
    name !== undefined && "name" in op && typeof op.name === "object" && nameKey(op.name) === nameKey(name)
  );
}
