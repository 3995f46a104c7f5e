import { type Connection } from "@limbeck/database";
import { isLimbeckError, type Schema } from "@limbeck/model";
import { type Answer, ask } from "./ask.ts";
import { deparseQuestions, judgeTexts } from "./deparse.ts";
import { explainQuestions, judgePlans } from "./explain.ts";
import { type Pair, type Verdict } from "./pair.ts";
import { type Question } from "./question.ts";
import { scratchPrelude } from "./scratch.ts";

/** What the server and, for the rest, a scratch one said. */
export interface Settled {
  readonly verdicts: ReadonlyMap<Pair, Verdict>;
  readonly roundTrips: number;
}

export interface SettleOptions {
  readonly connection: Connection;
  readonly scratch: (() => Promise<Connection>) | undefined;
  readonly database: Schema;
  readonly defaultSchema: string;
}

/** One way to ask about a pair. */
interface Way {
  readonly questions: (pair: Pair, defaultSchema: string) => readonly Question[] | undefined;
  readonly judge: (pair: Pair, written: Answer, canonical: Answer) => Verdict | undefined;
  readonly ask: (questions: readonly Question[]) => Promise<readonly Answer[]>;
}

/** Asks about pairs in one way after the other; each is one round trip, and asks only what is still open. */
export async function settle(pairs: readonly Pair[], options: SettleOptions): Promise<Settled> {
  const verdicts = new Map<Pair, Verdict>();
  let roundTrips = 0;
  for (const way of ways(options)) {
    const open = pairs.filter((pair) => !verdicts.has(pair));
    const asked = open.flatMap((pair) => {
      const questions = way.questions(pair, options.defaultSchema);
      return questions === undefined ? [] : [{ pair, questions }];
    });
    if (asked.length === 0) continue;
    roundTrips += 1;
    const answers = await way.ask(asked.flatMap(({ questions }) => questions));
    asked.forEach(({ pair }, position) => {
      const [written, canonical] = answers.slice(position * 2, position * 2 + 2);
      const verdict = written && canonical && way.judge(pair, written, canonical);
      if (verdict !== undefined) verdicts.set(pair, verdict);
    });
  }
  for (const pair of pairs) if (!verdicts.has(pair)) verdicts.set(pair, { kind: "unverified" });
  return { verdicts, roundTrips };
}

function ways({ connection, scratch, database, defaultSchema }: SettleOptions): readonly Way[] {
  const explain: Way = {
    questions: explainQuestions,
    judge: judgePlans,
    ask: (questions) => orNothing(ask(connection, questions, { defaultSchema, readOnly: true })),
  };
  const deparse: Way = {
    questions: deparseQuestions,
    judge: (_, written, canonical) => judgeTexts(written, canonical),
    ask: (questions) => orNothing(ask(connection, questions, { defaultSchema, readOnly: false })),
  };
  if (scratch === undefined) return [explain, deparse];
  const elsewhere: Way = {
    questions: deparseQuestions,
    judge: (_, written, canonical) => judgeTexts(written, canonical),
    ask: (questions) =>
      orNobody(
        withScratch(scratch, (other) =>
          ask(other, questions, {
            defaultSchema,
            readOnly: false,
            prelude: scratchPrelude(database, defaultSchema),
          }),
        ),
      ),
  };
  return [explain, deparse, elsewhere];
}

/** Asks another server, and closes it. */
export async function withScratch<T>(
  scratch: () => Promise<Connection>,
  act: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await scratch();
  try {
    return await act(connection);
  } finally {
    await connection.close();
  }
}

/** A scratch database that cannot be made answers nothing, such as one that lacks an extension. */
export async function orNobody<T>(answers: Promise<readonly T[]>): Promise<readonly T[]> {
  return answers.catch((error: unknown) => {
    if (isLimbeckError(error)) return [];
    throw error;
  });
}

/** A server that refuses the whole of it answers nothing, which is not an answer; a lost connection is an error. */
export async function orNothing(answers: Promise<readonly Answer[]>): Promise<readonly Answer[]> {
  try {
    return await answers;
  } catch (error) {
    if (isLimbeckError(error) && error.code === "statement-failed") return [];
    throw error;
  }
}
