import { type Operations } from "@limbeck/operations";
import { buildGraph, type Graph } from "@limbeck/revisions";
import { type LoadRevision } from "@limbeck/runtime";

/** A history of revisions of every kind, and what each of them writes into the table `steps`, in its order. */
export interface LongHistory {
  readonly graph: Graph;
  readonly load: LoadRevision;
  readonly ids: readonly string[];
  readonly partsOf: (id: string) => readonly string[];
}

interface Kind {
  readonly parts: readonly string[];
  readonly upgrade: (op: Operations, at: number) => void;
}

const insert = (at: number, part: string): string => `INSERT INTO steps VALUES (${at}, '${part}')`;

/** A table in a transaction; most revisions are of this kind. */
const table: Kind = {
  parts: ["a"],
  upgrade: (op, at) => {
    op.execute(`CREATE TABLE t_${at} (id integer PRIMARY KEY)`);
    op.execute(insert(at, "a"));
  },
};

const first: Kind = {
  parts: ["a"],
  upgrade: (op, at) => {
    op.execute("CREATE TABLE steps (at integer NOT NULL, part text NOT NULL)");
    op.execute("CREATE TABLE rows AS SELECT n FROM generate_series(1, 2000) AS n");
    op.execute("CREATE TABLE walked (part text PRIMARY KEY); INSERT INTO walked VALUES ('a'), ('b'), ('c')");
    op.createEnum("mood", ["fine"]);
    op.execute(insert(at, "a"));
  },
};

const index: Kind = {
  parts: ["a", "b"],
  upgrade: (op, at) => {
    op.execute(insert(at, "a"));
    op.createIndex("rows", { name: `rows_${at}`, columns: ["n"] }, { concurrently: true });
    op.execute(insert(at, "b"));
  },
};

/** Of the index of the revision above, in SQL of a person's own. */
const swapIndex: Kind = {
  parts: ["a"],
  upgrade: (op, at) => {
    op.execute(`CREATE INDEX CONCURRENTLY rows_${at} ON rows ((n + ${at}))`);
    op.dropIndex("rows", `rows_${at - 1}`, { concurrently: true });
    op.execute(insert(at, "a"));
  },
};

/** What every Drizzle database can do. */
interface Executes {
  readonly execute: (sql: string) => Promise<unknown>;
}

const data: Kind = {
  parts: ["a", "b"],
  upgrade: (op, at) => {
    op.execute(insert(at, "a"));
    op.run(async ({ db }) => {
      await (db as Executes).execute(`UPDATE rows SET n = n + 1 WHERE n % 7 = ${at % 7}; ${insert(at, "b")}`);
    });
  },
};

const autocommit: Kind = {
  parts: ["a", "b", "c"],
  upgrade: (op, at) =>
    op.autocommit((inside) => {
      for (const part of ["a", "b", "c"]) inside.execute(insert(at, part));
    }),
};

const enumValue: Kind = {
  parts: ["fine", "b"],
  upgrade: (op, at) => {
    op.addEnumValue("mood", `mood ${at}`);
    op.execute(`INSERT INTO steps SELECT ${at}, 'fine' WHERE 'mood ${at}'::mood <> 'fine'`);
    op.execute(insert(at, "b"));
  },
};

/** A batch for each part. */
const walk: Kind = {
  parts: ["a", "b", "c"],
  upgrade: (op, at) =>
    op.batches("walked", { size: 1, targetTime: 0 }, ({ op: now, where }) =>
      now.execute(`INSERT INTO steps SELECT ${at}, part FROM walked WHERE ${where}`),
    ),
};

const CYCLE = [table, index, swapIndex, data, walk, autocommit, enumValue, table];

/** `variant` writes a note of its own into each table of revisions, as two versions of one file would. */
export function longHistory(count: number, variant?: string): LongHistory {
  const ids = Array.from({ length: count }, (_, at) => `r${String(at).padStart(3, "0")}`);
  const kindOf = (id: string): readonly [Kind, number] => {
    const at = ids.indexOf(id);
    return [at === 0 ? first : (CYCLE[(at - 1) % CYCLE.length] ?? table), at];
  };
  const headers = ids.map((revision, at) => ({
    revision,
    downRevisions: ids.slice(Math.max(0, at - 1), at),
    branchLabels: [],
    dependsOn: [],
    message: `number ${at}`,
  }));
  const load: LoadRevision = (id) => {
    const [kind, at] = kindOf(id);
    return Promise.resolve({
      upgrade: (op) => {
        kind.upgrade(op, at);
        if (variant !== undefined) op.execute(`COMMENT ON TABLE steps IS '${variant} ${at}'`);
      },
      downgrade: () => undefined,
      checksum: `${id} ${variant ?? ""}`,
      file: new URL(import.meta.url).pathname,
    });
  };
  return { graph: buildGraph(headers), load, ids, partsOf: (id) => kindOf(id)[0].parts };
}
