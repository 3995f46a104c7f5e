import { type Exclusion, type ExclusionElement, truncateName } from "@limbeck/model";
import { nameOf } from "./constraint.ts";
import { type ExclusionConfig, type ExclusionElement as Declared } from "./declarations/exclusion.ts";
import { type DrizzleTable } from "./drizzle/drizzle.ts";
import { type Declared as Place, tableCallbackFailed } from "./errors.ts";
import { sqlOf } from "./function.ts";
import { checkColumn } from "./misplaced.ts";
import { type Reading } from "./reading.ts";
import { parameterTexts } from "./parameters.ts";
import { indexOptions } from "./tableIndex.ts";

/** What `exclusion()` of declarations/exclusion.ts leaves on a table. */
interface Declaration {
  readonly name: string;
  readonly define: () => ExclusionConfig;
}

/**
 * The exclusion constraints that are declared for a table; what they are is asked for only here, when all models are
 * there. Fails with `table-callback-failed`, `column-of-another-table`.
 */
export function readExclusions(
  table: DrizzleTable,
  name: string,
  { file }: Place,
  reading: Reading,
): readonly Exclusion[] {
  // Nobody else writes under this symbol.
  const declared = Reflect.get(table, Symbol.for("limbeck:exclusions")) as readonly Declaration[] | undefined;
  return (declared ?? []).map((one) => {
    const config = definedBy(one, name, file);
    for (const element of config.elements)
      if ("column" in element) checkColumn(table, name, "exclusion", element.column);
    for (const column of config.include ?? []) checkColumn(table, name, "exclusion", column);
    return readExclusion(one.name, config, reading);
  });
}

function definedBy({ define }: Declaration, table: string, file: string): ExclusionConfig {
  try {
    return define();
  } catch (cause) {
    throw tableCallbackFailed(table, file, cause);
  }
}

function readExclusion(name: string, config: ExclusionConfig, reading: Reading): Exclusion {
  const { method, elements, where, include, deferrable, comment, indexComment } = config;
  return {
    name: truncateName(name),
    ...(method === undefined || method === "btree" ? {} : { method }),
    elements: elements.map((element) => readElement(element, reading)),
    ...(include === undefined ? {} : { include: include.map((column) => nameOf(column, reading)) }),
    ...(config.with === undefined ? {} : { with: parameterTexts(config.with) }),
    ...(where === undefined ? {} : { where: { written: sqlOf(where, reading) } }),
    ...(deferrable === undefined ? {} : { deferrable }),
    ...(comment === undefined ? {} : { comment }),
    ...(indexComment === undefined ? {} : { indexComment }),
  };
}

function readElement(element: Declared, reading: Reading): ExclusionElement {
  const { operator, order, nulls, operatorClass, collation } = element;
  const options = {
    ...indexOptions(order, nulls, operatorClass),
    ...(collation === undefined ? {} : { collation }),
    operator,
  };
  return "column" in element
    ? { kind: "column", column: nameOf(element.column, reading), ...options }
    : { kind: "expression", expression: { written: sqlOf(element.expression, reading) }, ...options };
}
