import { type Operation } from "../operations.ts";

const DROP_CONSTRAINT = "DROP CONSTRAINT IF EXISTS";

/** What SQLite has without IF EXISTS and IF NOT EXISTS. */
const LACKING: { readonly [K in Operation["kind"]]?: string } = {
  addColumn: "ADD COLUMN IF NOT EXISTS",
  dropColumn: "DROP COLUMN IF EXISTS",
  dropConstraint: DROP_CONSTRAINT,
  dropPrimaryKey: DROP_CONSTRAINT,
  dropUnique: DROP_CONSTRAINT,
  dropForeignKey: DROP_CONSTRAINT,
  dropCheck: DROP_CONSTRAINT,
  dropExclude: DROP_CONSTRAINT,
};

/** The words of an operation that asks first, where SQLite cannot. */
export function conditionLacking(op: Operation): string | undefined {
  return isConditional(op) ? LACKING[op.kind] : undefined;
}

/** Whether an operation leaves open what there is before it. */
export function isConditional(op: object): boolean {
  return "ifExists" in op || "ifNotExists" in op;
}
