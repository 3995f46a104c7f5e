import { spelledAlike } from "@limbeck/model";
import { type Connection, onDialect } from "@limbeck/database";
import { type Canonicalisation, type CanonicaliseOptions } from "../../canonicalisation.ts";
import { expressionText } from "../expression.ts";
import { tokenize } from "../parse/tokens.ts";
import { columnNames } from "../expression.ts";
import { judgeByBytecode } from "./bytecode.ts";
import { type Pair, pairKey, type Verdict } from "./pair.ts";
import { sameTokens } from "./sameTokens.ts";
import { walk } from "./walk.ts";

/**
 * `canonicalise` for SQLite. Most texts have the same tokens; the others are compared by their bytecode, in an empty database
 * in memory. The database itself is not asked.
 */
export async function canonicaliseSqlite(options: CanonicaliseOptions): Promise<Canonicalisation> {
  const { database } = options;
  const models = spelledAlike(database, options.models);
  const open = new Map<string, Pair>();
  const first = walk(models, database, (pair) => {
    if (sameTokens(pair)) return pair.canonical;
    open.set(pairKey(pair), pair);
    return differently(pair);
  });
  if (open.size === 0) return { models: first, database, unverified: [], asked: 0, roundTrips: 0 };
  const verdicts = await settle([...open.values()], { ...options, models });
  const verdictOn = (pair: Pair): Verdict =>
    sameTokens(pair) ? "equal" : (verdicts.get(pairKey(pair)) ?? "different");
  return {
    models: walk(models, database, (pair) =>
      verdictOn(pair) === "different" ? differently(pair) : pair.canonical,
    ),
    database,
    unverified: [...open]
      .filter(([key]) => verdicts.get(key) === "unverified")
      .map(([, { where, written }]) => ({ where, written })),
    asked: open.size,
    roundTrips: 0,
  };
}

/** The author's text as this package would read it back: not that of the database. */
function differently({ slot, table, written }: Pair): string {
  if (slot === "query" || slot === "statements") return written;
  return expressionText(tokenize(written), columnNames(table?.columns ?? []));
}

async function settle(
  pairs: readonly Pair[],
  { models, database, connection: asked, scratch = () => besides(asked) }: CanonicaliseOptions,
): Promise<ReadonlyMap<string, Verdict>> {
  const connection = await scratch();
  try {
    const verdicts = await judgeByBytecode(connection, pairs, { models, database });
    return new Map([...verdicts].map(([pair, verdict]) => [pairKey(pair), verdict]));
  } finally {
    await connection.close();
  }
}

function besides(connection: Connection): Promise<Connection> {
  return onDialect(connection, {
    postgres: () => {
      throw new TypeError("texts of SQLite on a connection to PostgreSQL");
    },
    sqlite: (own) => own.inMemory(),
  });
}
