import { multirangeName, nameOf, type QualifiedName, type Range } from "@limbeck/model";

import { commentStatements } from "./comment.ts";
import { quoteIdentifier, quoteName } from "./identifier.ts";
import { oldName } from "./oldName.ts";
import { typeSql } from "./type.ts";

/** The functions that make values of a range type keep their names when it gets another one, and the new one brings its own. */
export function setAsideConstructorsSql(range: Range): readonly string[] {
  const subtype = typeSql(range.subtype);
  const [own, multirange] = [quoteName(range), { ...nameOf(range), name: multirangeName(range).name }];
  const rename = (name: QualifiedName, types: string): string =>
    `ALTER FUNCTION ${quoteName(name)}(${types}) RENAME TO ${quoteIdentifier(oldName(name).name)}`;
  return [
    rename(nameOf(range), `${subtype}, ${subtype}`),
    rename(nameOf(range), `${subtype}, ${subtype}, text`),
    rename(multirange, ""),
    rename(multirange, own),
    rename(multirange, `${own}[]`),
  ];
}

export function createRangeSql(range: Range): readonly string[] {
  const { subtype, operatorClass, collation, subtypeDiff, multirange, comment } = range;
  const options = [
    `SUBTYPE = ${typeSql(subtype)}`,
    ...(operatorClass === undefined ? [] : [`SUBTYPE_OPCLASS = ${operatorClass}`]),
    ...(collation === undefined ? [] : [`COLLATION = ${collation}`]),
    ...(subtypeDiff === undefined ? [] : [`SUBTYPE_DIFF = ${quoteName(subtypeDiff)}`]),
    ...(multirange === undefined ? [] : [`MULTIRANGE_TYPE_NAME = ${quoteName(multirange)}`]),
  ];
  return [
    `CREATE TYPE ${quoteName(range)} AS RANGE (${options.join(", ")})`,
    ...commentStatements({ type: nameOf(range) }, comment),
  ];
}
