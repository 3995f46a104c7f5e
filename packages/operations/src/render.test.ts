import { expect, it } from "@jest/globals";

import { record } from "./record.ts";
import { renderOperation } from "./render.ts";

const DIALECTS = ["postgres", "sqlite"] as const;

it.each(DIALECTS)(
  "a primary key that somebody named has its name in a file, on %s where it says something",
  (dialect) => {
    const context = { dialect, direction: "upgrade", offline: false, replay: false, x: {} } as const;
    const columns = [{ name: "id", type: "integer" }] as const;
    const [named, unnamed] = record((op) => {
      op.createTable("log", { columns, primaryKey: { name: "log_pkey", columns: ["id"] } });
      op.createTable("log", { columns, primaryKey: ["id"] });
    }, context).map(
      ({ operation }) => /primaryKey: (.*) \}\);/.exec(renderOperation(operation, dialect))?.[1],
    );
    expect(named).toBe(dialect === "sqlite" ? '{ name: "log_pkey", columns: ["id"] }' : '["id"]');
    expect(unnamed).toBe('["id"]');
  },
);
