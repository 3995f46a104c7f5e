import { describe, expect, it } from "@jest/globals";
import { isLimbeckError } from "@limbeck/model";

import { appliedAbove, planDowngrade } from "./downgrade.ts";
import { buildGraph, type Graph } from "./graph.ts";
import { newestFirst } from "./order.ts";
import { revisionsBetween } from "./range.ts";
import { resolveAll, resolveOne } from "./resolve.ts";
import { planStamp } from "./stamp.ts";
import { applyRowChange, type Step } from "./step.ts";
import {
  headerOf,
  many,
  readScenarios,
  type OneOrMore,
  type Query,
  type Scenario,
} from "./testing/recorded.ts";
import { planUpgrade } from "./upgrade.ts";

const { graphs, scenarios } = readScenarios();

type Answer = unknown;

const ambiguous = {
  why: "-1 with several rows: Alembic warns, takes the row that happens to come first, and says that it will refuse one day",
  answer: { code: "relative-step-ambiguous", exit: 3 },
};

/** Where Limbeck answers otherwise on purpose: what it answers, and why. */
const deviations: Readonly<Record<string, { readonly why: string; readonly answer: Answer }>> = {
  t125: {
    why: "a flag that no command sets: also remove the branches that do not lead to the target",
    answer: ["b5", "b4", "b3", "b2", "a3", "a2"],
  },
  t171: ambiguous,
  t172: ambiguous,
  t174: ambiguous,
  t176: ambiguous,
  t287: {
    why: "base is not a row: the recording handed it in as one, and found it among the rows afterwards",
    answer: { code: "database-revision-unknown", exit: 3 },
  },
  t328: {
    why: "an error too, but of its cause: two steps up is a revision, and a downgrade does not go up",
    answer: { code: "target-not-below", exit: 3 },
  },
  t329: {
    why: "an error too, but of its cause: two steps down is base, and an upgrade does not go down",
    answer: { code: "target-not-above", exit: 3 },
  },
};

/** What stands here for each kind of error that was recorded. */
const codes: readonly (readonly [message: RegExp, code: string])[] = [
  [/^Multiple heads are present/, "heads-several"],
  [/^Cycle is detected/, "revision-cycle"],
  [/^Dependency cycle is detected/, "dependency-cycle"],
  [/^Branch name .* already used/, "branch-label-duplicate"],
  [/overlaps with other requested revisions/, "revisions-overlap"],
  [/^No such revision or branch/, "revision-unknown"],
  [/^No such branch/, "branch-unknown"],
  [/is not a member of branch/, "revision-not-in-branch"],
  [/is not an ancestor of revision/, "revision-not-an-ancestor"],
  [/is not a valid downgrade target/, "target-not-below"],
  [/^Ambiguous upgrade from multiple current/, "relative-step-ambiguous"],
  [/^Relative revision .* didn't produce/, "relative-step-too-far"],
];

const ask = {
  load: () => [],
  get_revision: (graph, { args }) => [resolveFirst(graph, args?.[0])],
  get_revisions: (graph, { args }) => resolveAll({ graph }, many(args?.[0])),
  get_current_head: (graph, { args }) => [resolveOne({ graph }, `${many(args?.[0]).join()}@head`) ?? null],
  iterate: (graph, scenario) => iterate(graph, scenario),
  upgrade: (graph, { current, target }) => run(planUpgrade(graph, many(current), many(target)), current),
  downgrade: (graph, { current, target }) =>
    run(planDowngrade(graph, many(current), many(target)[0] ?? ""), current),
  stamp: (graph, { current, target }) => run(planStamp(graph, many(current), many(target)), current),
} satisfies Record<Query, (graph: Graph, scenario: Scenario) => Answer>;

describe("the 343 recorded scenarios", () => {
  it.each(scenarios.map((scenario) => ({ scenario, name: describeScenario(scenario) })))(
    "$name",
    ({ scenario }) => {
      const deviation = deviations[scenario.id];
      expect(answer(scenario)).toEqual(deviation ? deviation.answer : recorded(scenario));
    },
  );

  it("are all there", () => {
    expect(scenarios).toHaveLength(343);
  });

  it.each(Object.keys(deviations))("deviate on purpose: %s is not what was recorded", (id) => {
    const scenario = scenarios.find((one) => one.id === id);
    expect(scenario && recorded(scenario)).not.toEqual(deviations[id]?.answer);
  });
});

function describeScenario({ id, query, args, current, target }: Scenario): string {
  return `${id} ${query} ${JSON.stringify(args ?? { current, target })}`;
}

function answer(scenario: Scenario): Answer {
  try {
    const graph = buildGraph((graphs[scenario.graph] ?? []).map(headerOf));
    return ask[scenario.query](graph, scenario);
  } catch (error) {
    if (!isLimbeckError(error)) throw error;
    return { code: error.code, exit: error.exit };
  }
}

function recorded({ expected }: Scenario): Answer {
  const { error, result, steps, heads_after } = expected;
  if (error !== undefined) {
    return { code: codes.find(([message]) => message.test(error.message))?.[1], exit: 3 };
  }
  if (result !== undefined) return result;
  const plain = steps?.map((step) =>
    typeof step === "string" ? step : { delete: step.delete, insert: step.insert },
  );
  return { steps: plain, rows: heads_after?.toSorted() };
}

function resolveFirst(graph: Graph, name: OneOrMore): string | null {
  return resolveOne({ graph }, many(name)[0] ?? "") ?? null;
}

// The recorded questions ask the function under all commands; what its flags choose between are functions of their own here.
function iterate(graph: Graph, { args = [], kwargs = {} }: Scenario): readonly string[] {
  const inclusive = kwargs["inclusive"] === true;
  const [upper = [], lower = []] = args.map(many);
  if (kwargs["select_for_downgrade"] === true) return removed(graph, upper, lower[0] ?? "", inclusive);
  if (kwargs["implicit_base"] === true) return added(graph, upper, lower, inclusive);
  return revisionsBetween({ graph }, upper, lower, { inclusive });
}

function removed(
  graph: Graph,
  upper: readonly string[],
  lower: string,
  inclusive: boolean,
): readonly string[] {
  const rows = resolveAll({ graph }, upper);
  if (inclusive && graph.revisions.has(lower)) return appliedAbove(graph, rows, [lower]);
  return planDowngrade(graph, rows, lower).map((step) => step.revision);
}

function added(
  graph: Graph,
  upper: readonly string[],
  lower: readonly string[],
  inclusive: boolean,
): readonly string[] {
  const steps = planUpgrade(graph, lower, upper).map((step) => step.revision);
  return newestFirst(graph, new Set(inclusive ? [...steps, ...lower] : steps));
}

function run(steps: readonly Step[], current: OneOrMore): Answer {
  const rows = steps.reduce((before, step) => applyRowChange(before, step.rows), many(current));
  return { steps: steps.map(plainStep), rows: rows.toSorted() };
}

function plainStep({ direction, revision, rows }: Step): unknown {
  if (direction === "upgrade") return `+${revision}`;
  if (direction === "downgrade") return `-${revision}`;
  return {
    delete: [...rows.delete, ...rows.update.map(([from]) => from)],
    insert: [...rows.insert, ...rows.update.map(([, to]) => to)],
  };
}
