import { describe, expect, it } from "@jest/globals";
import { sql } from "drizzle-orm";

import { INSTALLED, type Modules, readHere } from "./testing/models.ts";

type Wrong = (modules: Modules) => Readonly<Record<string, unknown>>;

/** A word that the types would refuse. */
const mistyped = (text: string): never => text as never;

const CASES: readonly (readonly [message: string, wrong: Wrong])[] = [
  [
    'onDelete of a foreign key of table tasks in models.ts is "casade"',
    ({ pg }) => {
      const users = pg.pgTable("users", { id: pg.integer().primaryKey() });
      const owner = pg.integer().references(() => users.id, { onDelete: mistyped("casade") });
      return { users, tasks: pg.pgTable("tasks", { owner }) };
    },
  ],
  [
    'for of policy own of table tasks in models.ts is "slect"',
    ({ pg }) => ({
      tasks: pg.pgTable("tasks", { id: pg.integer() }, () => [
        pg.pgPolicy("own", { for: mistyped("slect") }),
      ]),
    }),
  ],
  [
    'as of policy own of table tasks in models.ts is "restrictve"',
    ({ pg }) => ({
      tasks: pg.pgTable("tasks", { id: pg.integer() }, () => [
        pg.pgPolicy("own", { as: mistyped("restrictve"), using: sql`true` }),
      ]),
    }),
  ],
  [
    "increment of sequence numbers in models.ts is NaN",
    ({ pg }) => ({ numbers: pg.pgSequence("numbers", { increment: NaN }) }),
  ],
  [
    'startWith of sequence numbers in models.ts is "ten"',
    ({ pg }) => ({ numbers: pg.pgSequence("numbers", { startWith: "ten" }) }),
  ],
  [
    "cache of sequence numbers in models.ts is 1.5",
    ({ pg }) => ({ numbers: pg.pgSequence("numbers", { cache: 1.5 }) }),
  ],
  [
    "The primary key of table tasks in models.ts has no columns",
    ({ pg }) => ({
      tasks: pg.pgTable("tasks", { id: pg.integer() }, () => [
        pg.primaryKey({ columns: mistyped([] as never) }),
      ]),
    }),
  ],
  [
    "Index by_nothing of table tasks in models.ts has no columns",
    ({ pg }) => {
      const none = [] as unknown as [never];
      return { tasks: pg.pgTable("tasks", { id: pg.integer() }, () => [pg.index("by_nothing").on(...none)]) };
    },
  ],
  [
    'using of policy own of table tasks in models.ts is "true"',
    ({ pg }) => ({
      tasks: pg.pgTable("tasks", { id: pg.integer() }, () => [
        pg.pgPolicy("own", { using: mistyped("true") }),
      ]),
    }),
  ],
  [
    "startWith of column id of table tasks in models.ts is 1.5",
    ({ pg }) => ({
      tasks: pg.pgTable("tasks", { id: pg.integer().generatedAlwaysAsIdentity({ startWith: 1.5 }) }),
    }),
  ],
  [
    "The default of column tasks.made cannot be read: it is a function",
    ({ pg }) => ({ tasks: pg.pgTable("tasks", { made: pg.integer().default(Date.now as never) }) }),
  ],
];

describe.each(INSTALLED)("what the types of %s refuse is refused:", (installed) => {
  it.each(CASES)("%s", (message, wrong) => {
    expect(() => readHere(installed, wrong)).toThrow(message);
  });

  it("what they allow is not, in any case of letters and as any kind of number", () => {
    const read = () =>
      readHere(installed, ({ pg }) => ({
        numbers: pg.pgSequence("numbers", { increment: -1, minValue: "-10", maxValue: 10n as never }),
        tasks: pg.pgTable("tasks", { id: pg.integer() }, (t) => [
          pg.pgPolicy("own", { as: mistyped("PERMISSIVE"), for: "all", using: sql`true` }),
          pg.index().on(t.id),
        ]),
      }));
    expect(read).not.toThrow();
  });
});
