import { type Index, type QualifiedName, showName } from "@limbeck/model";

import { type Change, reverseChange } from "../change.ts";
import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { type ChangeInput, changeInput, readChange } from "../input/changeInput.ts";
import { defined } from "../input/defined.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { noHazards, operation } from "../operation.ts";
import { statements } from "../plan.ts";
import { ref } from "../ref.ts";
import { changeIndexes, replaceOne } from "../schemaChange.ts";
import { changedStatisticsSql } from "../sql/indexStatistics.ts";
import { besideTable } from "../table/touches.ts";

type Statistics = Readonly<Record<string, number>>;

export interface AlterIndex {
  readonly kind: "alterIndex";
  readonly table: QualifiedName;
  readonly name: string;
  readonly statistics: Change<Statistics | null>;
}

export interface AlterIndexInput {
  /** How much ANALYZE learns of an expression, by its position from 1 on; `null` where it learns what it does of any. */
  readonly statistics: ChangeInput<Statistics | null>;
}

export const alterIndexOperations = {
  /**
   * Says how much ANALYZE is to learn of the expressions of an index: `op.alterIndex("tasks", "tasks_title", { statistics: { from: null, to: { 1: 500 } } })`.
   * The index stays; the next ANALYZE does so.
   */
  alterIndex: operation({
    directive: (table: NameInput, name: string, { statistics }: AlterIndexInput): AlterIndex => ({
      kind: "alterIndex",
      table: qualifiedName(table),
      name,
      statistics: readChange(statistics, asItIs),
    }),
    args: (op): [NameInput, string, AlterIndexInput] => [
      nameInput(op.table),
      op.name,
      { statistics: changeInput(op.statistics, asItIs) },
    ],
    reverse: (op): AlterIndex | Irreversible => {
      const statistics = reverseChange(op.statistics);
      return statistics === undefined
        ? irreversible(`the statistics targets that index ${op.name} had are not known`)
        : { ...op, statistics };
    },
    describe: ({ table, name, statistics }) =>
      `index ${name} on ${showName(table)}: ${describeTargets(statistics.to)}`,
    apply: (schema, { table, name, statistics }) =>
      changeIndexes(schema, table, (indexes) =>
        replaceOne(
          indexes,
          (index) => index.name === name,
          (index): Index => defined({ ...index, statistics: statistics.to ?? undefined }),
          `index ${name}`,
        ),
      ),
    touches: ({ table, name }) => ({
      makes: [],
      breaks: [],
      needs: [ref.relation(table), ref.relation(besideTable(table, name))],
    }),
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(...changedStatisticsSql(op.table, op.name, op.statistics)),
      // ANALYZE of SQLite learns the same of every index.
      sqlite: () => statements(),
    },
  }),
};

const asItIs = <T>(value: T): T => value;

function describeTargets(targets: Statistics | null): string {
  const said = Object.entries(targets ?? {}).map(([position, target]) => `${position}: ${String(target)}`);
  return `statistics targets ${said.length === 0 ? "by default" : said.join(", ")}`;
}
