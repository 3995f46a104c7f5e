import { describe, expect, it } from "@jest/globals";
import { emptySchema, type Routine, type Schema } from "@limbeck/model";

import { applyAll } from "../derive.ts";

const routine = (type: string, body: string, value: string): Routine => ({
  name: "f",
  arguments: [{ type: { canonical: type }, default: { canonical: value } }],
  returns: { canonical: type },
  language: "sql",
  standardBody: { canonical: body },
});

const after = (schema: Partial<Schema>, kind: "renameEnum" | "renameRange", name: string, to: string) => {
  const applied = applyAll({ ...emptySchema("postgres"), ...schema }, [{ kind, name: { name }, to }]);
  return typeof applied === "object" ? applied : undefined;
};

describe("what a function is made of", () => {
  it("follows a type that takes another name, as far as the server has parsed it", () => {
    const text = { ...routine("mood", "RETURN 1", "NULL"), name: "g", body: "SELECT 'ok'::mood" };
    const functions = [routine("mood", "RETURN 'ok'::mood", "'ok'::mood"), text];
    const applied = after(
      { enums: [{ name: "mood", values: ["ok"] }], functions },
      "renameEnum",
      "mood",
      "feeling",
    );
    expect(applied?.functions[0]).toEqual(routine("feeling", "RETURN 'ok'::feeling", "'ok'::feeling"));
    expect(applied?.functions[1]?.body).toBe("SELECT 'ok'::mood");
  });

  it("follows the constructors of a range type and of its multirange type", () => {
    const applied = after(
      {
        ranges: [{ name: "speed_range", subtype: { canonical: "integer" } }],
        functions: [routine("speed_multirange", "RETURN speed_multirange(speed_range(1, 2))", "NULL")],
      },
      "renameRange",
      "speed_range",
      "pace_range",
    );
    expect(applied?.functions).toEqual([
      routine("pace_multirange", "RETURN pace_multirange(pace_range(1, 2))", "NULL"),
    ]);
    expect(applied?.ranges).toEqual([{ name: "pace_range", subtype: { canonical: "integer" } }]);
  });

  it("keeps the name that a multirange type has by itself", () => {
    const ranges = [
      { name: "spans", subtype: { canonical: "integer" }, multirange: { name: "pace_multirange" } },
    ];
    expect(after({ ranges }, "renameRange", "spans", "paces")?.ranges[0]?.multirange).toEqual({
      name: "pace_multirange",
    });
    expect(after({ ranges }, "renameRange", "spans", "pace_range")?.ranges[0]?.multirange).toBeUndefined();
  });
});
