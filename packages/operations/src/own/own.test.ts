import { describe, expect, it } from "@jest/globals";
import { emptySchema } from "@limbeck/model";

import { apply, compile, describe as words, hazards, reverse, reverseAll, touches } from "../derive.ts";
import { quoteIdentifier } from "../sql/identifier.ts";
import { record } from "../record.ts";
import { renderOperation } from "../render.ts";
import { defineOperation } from "./own.ts";

interface Audit {
  readonly kind: "addAudit" | "dropAudit";
  readonly table: string;
}

const audit = (kind: Audit["kind"], opposite: Audit["kind"]) =>
  defineOperation({
    directive: (table: string): Audit => ({ kind, table }),
    args: (op) => [op.table],
    reverse: (op) => ({ ...op, kind: opposite }),
    describe: (op) => `audit of ${op.table}: ${kind === "addAudit" ? "added" : "removed"}`,
    compile: (op) => [`SELECT audit(${quoteIdentifier(op.table)})`, "SELECT 1"],
  });
const kinds = { addAudit: audit("addAudit", "dropAudit"), dropAudit: audit("dropAudit", "addAudit") };

declare module "../record.ts" {
  interface OwnOperations {
    addAudit: (typeof kinds)["addAudit"];
  }
}

const context = { dialect: "postgres", direction: "upgrade", offline: false, replay: false, x: {} } as const;
const server = { version: 180000 };
const recordIt = (own = kinds) =>
  record((op) => op.addAudit("tasks"), context, own).map(({ operation }) => operation);

describe("an operation of a user's own kind", () => {
  it("is a directive like ours, and answers all that ours do", () => {
    const [op, ...others] = recordIt();
    if (op === undefined || others.length > 0) throw new Error("one operation was recorded");
    expect(words(op)).toBe("audit of tasks: added");
    expect(renderOperation(op)).toBe('op.addAudit("tasks");');
    expect(compile(op, "postgres", server)).toEqual({
      kind: "statements",
      statements: [{ sql: 'SELECT audit("tasks")' }, { sql: "SELECT 1" }],
    });
    expect(apply(emptySchema("postgres"), op)).toBe("opaque");
    expect([touches(op), hazards(op)]).toEqual([{ makes: [], breaks: [], needs: [] }, []]);
  });

  it("has an opposite, and the opposite of that is the operation again", () => {
    const ops = recordIt();
    expect(reverseAll(ops).map(words)).toEqual(["audit of tasks: removed"]);
    expect(reverseAll(reverseAll(ops))).toEqual(ops);
  });

  it("may have one of ours for its opposite", () => {
    const own = {
      ...kinds,
      addAudit: { ...kinds.addAudit, reverse: () => ({ kind: "execute", sql: "SELECT 2" }) },
    };
    const [op] = recordIt(own);
    expect(op && reverse(op)).toEqual({ kind: "execute", sql: "SELECT 2" });
  });

  it("cannot take the name of one of ours, nor have an opposite that nobody knows", () => {
    expect(() => record(() => undefined, context, { dropTable: kinds.addAudit })).toThrow(
      expect.objectContaining({ code: "operation-taken" }),
    );
    const [op] = recordIt({
      ...kinds,
      addAudit: { ...kinds.addAudit, reverse: () => ({ kind: "none" }) },
    });
    expect(() => op && reverse(op)).toThrow(expect.objectContaining({ code: "operation-unknown" }));
  });
});
