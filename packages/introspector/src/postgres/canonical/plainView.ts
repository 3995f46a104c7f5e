import { nameKey, type Schema, spelling } from "@limbeck/model";
import { nameOfToken } from "../trivial/identifier.ts";
import { tokenize } from "../trivial/tokens.ts";
import { type ViewOptions, type ViewPair, type ViewVerdict } from "./viewPair.ts";

/** What needs no server: the same words; and a star over something that is about to have other columns. */
export function plainVerdict(
  { written, canonical }: ViewPair,
  moved: ReadonlySet<string>,
): ViewVerdict | undefined {
  const [tokens, others] = [tokenize(written), tokenize(canonical)];
  const text = (list: typeof tokens): string => list.map((token) => token.text).join(" ");
  const star = tokens.some((token, at) => token.text === "*" && tokens[at - 1]?.text !== "(");
  if (star && tokens.some((token) => moved.has(nameOfToken(token) ?? ""))) return { kind: "different" };
  return text(tokens) === text(others) ? { kind: "equal" } : undefined;
}

/** The names of tables whose columns are others in the models, and of the views that read them all. */
export function movedRelations({ models, database }: ViewOptions): ReadonlySet<string> {
  const columns = new Map(database.tables.map((table) => [nameKey(table), columnNames(table)]));
  const moved = new Set(
    models.tables
      .filter((table) => columns.has(nameKey(table)) && columns.get(nameKey(table)) !== columnNames(table))
      .map(({ name }) => name),
  );
  for (let size = -1; size !== moved.size;) {
    size = moved.size;
    for (const { name, query } of models.views) {
      const text = spelling(query);
      if (text.includes("*") && tokenize(text).some((token) => moved.has(nameOfToken(token) ?? "")))
        moved.add(name);
    }
  }
  return moved;
}

function columnNames({ columns }: Schema["tables"][number]): string {
  return JSON.stringify(columns.map(({ name }) => name).sort());
}
