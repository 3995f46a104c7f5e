import { nameKey, type QualifiedName, type Routine, routineKey, type View } from "@limbeck/model";

import { routineName, routineSignature } from "./function.ts";
import { quoteName } from "./identifier.ts";
import { giveSql, type Kept, KEPT, keepSql } from "./kept.ts";
import { quoteString } from "./literal.ts";

export type AnyView = Pick<View, "schema" | "name" | "materialized">;

function ofView(view: AnyView): Kept {
  const name = quoteName(view);
  const noun = view.materialized === true ? "MATERIALIZED VIEW" : "VIEW";
  const oid = `${quoteString(name)}::regclass`;
  return {
    key: nameKey(view),
    catalog: "pg_class",
    oid,
    grant: `TABLE ${name}`,
    alter: `${noun} ${name}`,
    columns: true,
    more: true,
  };
}

/** A table; of two, what is kept of the one is given to the other, by whose key it is kept. */
function ofTable(table: QualifiedName, key = table): Kept {
  const words = `TABLE ${quoteName(table)}`;
  const oid = `${quoteString(quoteName(table))}::regclass`;
  return {
    key: nameKey(key),
    catalog: "pg_class",
    oid,
    grant: words,
    alter: words,
    columns: true,
    more: false,
  };
}

/** Gives a table the owner of another one, and the rights on it. */
export function giveRightsOf(from: QualifiedName, to: QualifiedName): readonly string[] {
  return [keepSql(ofTable(from, to)), giveSql(ofTable(to))];
}

function ofRoutine(routine: Routine): Kept {
  const oid = `${quoteString(routineSignature(routine))}::regprocedure`;
  const noun = `ROUTINE ${routineName(routine)}`;
  return {
    key: routineKey(routine),
    catalog: "pg_proc",
    oid,
    grant: noun,
    alter: noun,
    columns: false,
    more: false,
  };
}

/** Keeps in mind who owns a view and who has which rights on it; only the database that runs it knows that. */
export const keepViewRights = (view: AnyView): string => keepSql(ofView(view));
export const keepRoutineRights = (routine: Routine): string => keepSql(ofRoutine(routine));

/** The same of a view that may not be there, of which nothing is kept then. */
export function keepViewIfThere(view: AnyView): string {
  return keepSql({ ...ofView(view), oid: `to_regclass(${quoteString(quoteName(view))})` });
}

/** The same of a routine. */
export function keepRoutineIfThere(routine: Routine): string {
  return keepSql({
    ...ofRoutine(routine),
    oid: `to_regprocedure(${quoteString(routineSignature(routine))})`,
  });
}

/** The statements, but where a view was looked for and not found. Where nobody looked, as after a crash between the two, it is made. */
export function ifThereSql(view: AnyView, statements: readonly string[]): string {
  return `DO $limbeck_there$ BEGIN
  IF coalesce(${KEPT} -> ${quoteString(nameKey(view))}, '{}') <> 'null' THEN
${statements.map((statement) => `    EXECUTE ${quoteString(statement)};`).join("\n")}
  END IF;
END $limbeck_there$`;
}

/** Gives a view that was made again the owner and the rights that were kept in mind; nothing where none were. */
export const giveViewRights = (view: AnyView): string => giveSql(ofView(view));
export const giveRoutineRights = (routine: Routine): string => giveSql(ofRoutine(routine));
