import { type Aggregate } from "@limbeck/model";

import { calledPlace, place, type Scope } from "./scope.ts";

const flag = (condition: string): string => `CASE WHEN ${condition} THEN true END`;

const type = (oid: string): string =>
  `CASE WHEN g.${oid} <> 0 THEN json_build_object('canonical', format_type(g.${oid}, NULL)) END`;

/** What stands for `finalfuncModify` and is not what PostgreSQL takes where nothing is said. */
const use = (letter: string): string =>
  `CASE WHEN g.${letter} <> CASE WHEN g.aggkind = 'n' THEN 'r' ELSE 'w' END
          THEN CASE g.${letter} WHEN 'r' THEN 'readOnly' WHEN 's' THEN 'shareable' ELSE 'readWrite' END END`;

/** The parts of an aggregate as values of `pg_aggregate g`; what is NULL is absent. */
function partsOf(scope: Scope): Readonly<Record<keyof Aggregate, string>> {
  const named = (catalog: string, prefix: string, oid: string, schema: string): string =>
    `(SELECT json_build_object('schema', ${schema}, 'name', f.${prefix}name)
          FROM ${catalog} f JOIN pg_namespace x ON x.oid = f.${prefix}namespace WHERE f.oid = g.${oid})`;
  const routine = (oid: string): string => named("pg_proc", "pro", oid, calledPlace(scope, "x"));
  return {
    direct: "CASE WHEN g.aggkind <> 'n' THEN g.aggnumdirectargs END",
    hypothetical: flag("g.aggkind = 'h'"),
    sfunc: routine("aggtransfn"),
    stype: type("aggtranstype"),
    sspace: "nullif(g.aggtransspace, 0)",
    finalfunc: routine("aggfinalfn"),
    finalfuncExtra: flag("g.aggfinalextra"),
    finalfuncModify: use("aggfinalmodify"),
    combinefunc: routine("aggcombinefn"),
    serialfunc: routine("aggserialfn"),
    deserialfunc: routine("aggdeserialfn"),
    initcond: "g.agginitval",
    msfunc: routine("aggmtransfn"),
    minvfunc: routine("aggminvtransfn"),
    mstype: type("aggmtranstype"),
    msspace: "nullif(g.aggmtransspace, 0)",
    mfinalfunc: routine("aggmfinalfn"),
    mfinalfuncExtra: flag("g.aggmfinalextra"),
    mfinalfuncModify: use("aggmfinalmodify"),
    minitcond: "g.aggminitval",
    sortop: named("pg_operator", "opr", "aggsortop", place(scope, "x")),
  };
}

/** A SELECT of what the routine `p` is as an `Aggregate`, of which there is no row where it is none. */
export function aggregateQuestion(scope: Scope): string {
  const parts = Object.entries(partsOf(scope)).map(([key, value]) => `'${key}', ${value}`);
  return `SELECT json_strip_nulls(json_build_object(${parts.join(",\n        ")}))
        FROM pg_aggregate g WHERE p.prokind = 'a' AND g.aggfnoid = p.oid`;
}
