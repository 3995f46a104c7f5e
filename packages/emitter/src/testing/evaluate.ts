import { type Operations, record, type Recorded, sql } from "@limbeck/operations";
import { ts } from "ts-morph";

const context = { dialect: "postgres", direction: "upgrade", offline: false, replay: true, x: {} } as const;

/** Runs the text of a revision file and gives what its two functions record. */
export function evaluate(text: string): { upgrade: readonly Recorded[]; downgrade: readonly Recorded[] } {
  const code = ts.transpile(text, { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 });
  const exported: Record<string, (op: Operations) => void> = {};
  const run = new Function("exports", "require", code) as (exports: object, require: unknown) => void;
  run(exported, () => ({ sql }));
  const of = (name: string): readonly Recorded[] => record((op) => exported[name]?.(op), context);
  return { upgrade: of("upgrade"), downgrade: of("downgrade") };
}
