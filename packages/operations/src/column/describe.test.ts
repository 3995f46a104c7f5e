import { describe, expect, it } from "@jest/globals";

import { describe as words } from "../derive.ts";
import { alterColumnOperations } from "./alterColumn.ts";
import { type ColumnChangesInput } from "./changes.ts";

const { directive, args } = alterColumnOperations.alterColumn;
const said = (changes: ColumnChangesInput): string => words(directive("books", "year", changes));

describe("a default beside a type", () => {
  const type = { from: "varchar(10)", to: "varchar(20)" } as const;
  const stays = { kind: "sql", text: "'new'::character varying" } as const;

  it("is no change where it only gets another cast", () => {
    expect(said({ type, default: { from: stays, to: "new" } })).toBe(
      "column books.year: type varchar(10) → varchar(20)",
    );
    expect(said({ type, default: { from: stays, to: "old" } })).toMatch(/default 'new'.* → 'old'$/);
    expect(said({ default: { from: stays, to: "new" } })).toMatch(/default 'new'.* → 'new'$/);
  });

  it("stands once in the file where it stays", () => {
    const [, , input] = args(directive("books", "year", { type, default: { from: stays, to: stays } }));
    expect(input).toEqual({ type, default: stays });
    const [, , alone] = args(directive("books", "year", { default: { from: stays, to: stays } }));
    expect(alone).toEqual({ default: { from: stays, to: stays } });
  });
});

describe("a serial column", () => {
  const serial = { serial: true } as const;

  it("is none the less one with another type", () => {
    expect(
      said({
        type: { from: "integer", to: "bigint" },
        default: { from: { ...serial, type: "integer" }, to: { ...serial, type: "bigint" } },
      }),
    ).toBe("column books.year: type integer → bigint");
  });

  it("says what becomes of its sequence", () => {
    const to = { ...serial, options: { increment: "2" }, comment: "counts" };
    expect(said({ default: { from: serial, to } })).toBe(
      "column books.year: options of its sequence changed, comment of its sequence added",
    );
  });
});
