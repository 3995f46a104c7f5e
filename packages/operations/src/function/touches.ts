import { type QualifiedName, type Routine, routineKey, spelling } from "@limbeck/model";

import { type Ref, ref, type Touches } from "../ref.ts";
import { callsOf, namesIn } from "../sql/calls.ts";
import { castRefs, textRefs } from "../sql/casts.ts";
import { sequenceRefs } from "../sql/expression.ts";
import { typeRefs } from "../sql/type.ts";
import { columnRefs, everyColumn, namespaceRefs } from "../table/touches.ts";

/**
 * What making a function touches. The server looks into a body of language sql when the function is made, so what that names comes
 * before it; bodies of other languages are looked into when they run.
 */
export function functionTouches(routine: Routine): Touches {
  const makes = [ref.routine(routineKey(routine)), ref.call(routine)];
  const own = new Set<Ref>(makes);
  const types = [...routine.arguments.map(({ type }) => type), routine.returns];
  const needs = [
    ...namespaceRefs(routine),
    ...typeRefs(...types),
    ...routine.arguments.flatMap(({ default: value }) => (value === undefined ? [] : textRefs(value))),
    ...(routine.language === "sql" ? namedIn(bodyOf(routine)) : []),
  ];
  return { makes, breaks: [], needs: [...new Set(needs)].filter((need) => !own.has(need)) };
}

function bodyOf({ body, standardBody }: Routine): string {
  return standardBody === undefined ? (body ?? "") : spelling(standardBody);
}

/** `*`, `t.*`, and INSERT, which may leave the list of columns out. */
const ALL_COLUMNS = /(?:\bselect|,|\.)\s*\*|\binsert\b/i;

/**
 * The tables with their columns, the functions and the sequences that a text may name. Some name nothing that operations make, which
 * does no harm.
 */
function namedIn(text: string): readonly Ref[] {
  const names = namesIn(text);
  const words = [...new Set(names.map(({ name }) => name))];
  const columnsOf = (table: QualifiedName): readonly Ref[] =>
    ALL_COLUMNS.test(text) ? [everyColumn(table)] : columnRefs(table, words);
  const named = names.flatMap(({ schema, name, called, attribute, read }) => {
    // A body is as its author wrote it, who may qualify what everybody else calls by its name alone.
    const one = schema === undefined || schema === "public" ? { name } : { schema, name };
    return [
      ...(called ? callsOf(one) : []),
      ...(attribute ? callsOf({ name }) : []),
      ...(read ? [ref.relation(one), ...columnsOf(one)] : []),
    ];
  });
  return [...named, ...sequenceRefs({ written: text }), ...castRefs({ written: text })];
}
