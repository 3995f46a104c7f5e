import { multirangeName, nameOf, type QualifiedName, type Range } from "@limbeck/model";

import { commentStatements } from "./comment.ts";
import { quoteIdentifier, quoteQualified, quoteRoutine, quoteType } from "./identifier.ts";
import { quoteString } from "./literal.ts";
import { oldName } from "./oldName.ts";
import { namespaceOf } from "../table/moved.ts";
import { typeSql } from "./type.ts";

/** The functions that make values of a range type keep their names when it gets another one, and the new one brings its own. */
export function setAsideConstructorsSql(range: Range): readonly string[] {
  const subtype = typeSql(range.subtype);
  const [own, multirange] = [quoteType(range), { ...nameOf(range), name: multirangeName(range).name }];
  const rename = (name: QualifiedName, types: string): string =>
    `ALTER FUNCTION ${quoteRoutine(name)}(${types}) RENAME TO ${quoteIdentifier(oldName(name).name)}`;
  return [
    rename(nameOf(range), `${subtype}, ${subtype}`),
    rename(nameOf(range), `${subtype}, ${subtype}, text`),
    rename(multirange, ""),
    rename(multirange, own),
    rename(multirange, `${own}[]`),
  ];
}

/**
 * What a range type brings along takes its new name, or comes to its new namespace: its constructors, and the multirange type with its own
 * where that is called what PostgreSQL calls it, or stands beside it. By itself the server does none of it.
 */
export function broughtAlongSql(name: QualifiedName, target: QualifiedName): readonly string[] {
  const [old, now] = [multirangeName(name), multirangeName(target)];
  const moves = name.schema !== target.schema;
  const called = moves ? "" : ` AND m.typname = ${quoteString(old.name)}`;
  const alter = (noun: string, what: string, does: string): string =>
    `SELECT format('ALTER ${noun} %s %s', ${what}, ${quoteString(does)})`;
  const constructors = (type: string, does: string): string =>
    `ARRAY(${alter("FUNCTION", "d.objid::regprocedure", does)} FROM pg_depend d
    WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_type'::regclass AND d.deptype = 'i' AND d.refobjid = ${type})`;
  return [
    `DO $limbeck$
DECLARE
  brought pg_range := (SELECT r FROM pg_range r WHERE r.rngtypid = ${quoteString(quoteType(name))}::regtype);
  along boolean := EXISTS (SELECT FROM pg_type o JOIN pg_type m ON m.typnamespace = o.typnamespace
    WHERE o.oid = brought.rngtypid AND m.oid = brought.rngmultitypid${called});
  statements text[] := ${constructors("brought.rngtypid", action(name, target))};
  statement text;
BEGIN
  IF ${moves ? "true" : "along"} THEN
    statements := statements || ${constructors("brought.rngmultitypid", action(old, now))};
  END IF;
  IF along THEN
    statements := statements || (${alter("TYPE", "brought.rngmultitypid::regtype", action(old, now))});
  END IF;
  FOREACH statement IN ARRAY statements LOOP EXECUTE statement; END LOOP;
END $limbeck$`,
  ];
}

function action(name: QualifiedName, target: QualifiedName): string {
  return name.schema === target.schema
    ? `RENAME TO ${quoteIdentifier(target.name)}`
    : `SET SCHEMA ${quoteIdentifier(namespaceOf(target))}`;
}

export function createRangeSql(range: Range): readonly string[] {
  const { subtype, operatorClass, collation, subtypeDiff, multirange, comment } = range;
  const options = [
    `SUBTYPE = ${typeSql(subtype)}`,
    ...(operatorClass === undefined ? [] : [`SUBTYPE_OPCLASS = ${operatorClass}`]),
    ...(collation === undefined ? [] : [`COLLATION = ${collation}`]),
    ...(subtypeDiff === undefined ? [] : [`SUBTYPE_DIFF = ${quoteQualified(subtypeDiff)}`]),
    ...(multirange === undefined ? [] : [`MULTIRANGE_TYPE_NAME = ${quoteType(multirange)}`]),
  ];
  return [
    `CREATE TYPE ${quoteType(range)} AS RANGE (${options.join(", ")})`,
    ...commentStatements({ type: nameOf(range) }, comment),
  ];
}
