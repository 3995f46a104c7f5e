import { emptySchema, foundName, type QualifiedName, type Routine, type Schema } from "@limbeck/model";

import { type Operation, type OperationKind } from "../operations.ts";
import { followSequence } from "../sequence/moveSequence.ts";
import { movedTo } from "../table/moved.ts";
import { followTable } from "../table/rename.ts";
import { renameValueInText } from "../table/renameText.ts";
import { besideTable } from "../table/touches.ts";
import { followTypeName } from "../typeName/followNamed.ts";
import { followCall } from "./followCall.ts";
import { followColumnInBody } from "./followColumn.ts";
import { mapRoutineTexts } from "./mapRoutineTexts.ts";

/** A function as it is said once an operation has given something another name. */
export function followRename(routine: Routine, op: Operation): Routine {
  if (!follows(op)) return routine;
  // A row takes its own kind only, which the compiler cannot see through the union.
  return (FOLLOW[op.kind] as (op: Followed) => (routine: Routine) => Routine)(op)(routine);
}

type Follow = (routine: Routine) => Routine;

const FOLLOW = {
  renameTable: ({ table, to }) => over(table, besideTable(table, to), followTable),
  setTableSchema: ({ table, to }) => over(table, movedTo(table, to), followTable),
  renameView: ({ name, to }) => over(name, besideTable(name, to), followTable),
  renameMaterializedView: ({ name, to }) => over(name, besideTable(name, to), followTable),
  setViewSchema: ({ name, to }) => over(name, movedTo(name, to), followTable),
  setMaterializedViewSchema: ({ name, to }) => over(name, movedTo(name, to), followTable),
  renameEnum: renamed,
  renameDomain: renamed,
  renameComposite: renamed,
  renameRange: renamed,
  setEnumSchema: moved,
  setDomainSchema: moved,
  setCompositeSchema: moved,
  setRangeSchema: moved,
  renameSequence: ({ name, to }) => over(name, besideTable(name, to), followSequence),
  setSequenceSchema: ({ name, to }) => over(name, movedTo(name, to), followSequence),
  renameFunction: ({ name, to }) => over(name, foundName("routine", besideTable(name, to)), followCall),
  setFunctionSchema: ({ name, to }) => over(name, foundName("routine", movedTo(name, to)), followCall),
  alterColumn:
    ({ table, column, changes: { name } }) =>
    (routine) =>
      name === undefined ? routine : followColumnInBody(routine, { table, from: column, to: name.to }),
  renameEnumValue:
    ({ name, value, to }) =>
    (routine) =>
      mapRoutineTexts(routine, (text) => renameValueInText(text, name, value, to)),
} satisfies { readonly [K in OperationKind]?: (op: Extract<Operation, { readonly kind: K }>) => Follow };

type Followed = Extract<Operation, { readonly kind: keyof typeof FOLLOW }>;

function follows(op: Operation): op is Followed {
  return Object.hasOwn(FOLLOW, op.kind);
}

interface Given {
  readonly name: QualifiedName;
  readonly to: string;
}

function renamed({ name, to }: Given): Follow {
  return over(name, besideTable(name, to), followTypeName);
}

function moved({ name, to }: Given): Follow {
  return over(name, movedTo(name, to), followTypeName);
}

/** A function by itself in what has another name. */
function over(
  from: QualifiedName,
  to: QualifiedName,
  follow: (schema: Schema, from: QualifiedName, to: QualifiedName) => Schema,
): Follow {
  return (routine) => {
    const { functions } = follow({ ...emptySchema("postgres"), functions: [routine] }, from, to);
    return functions[0] ?? routine;
  };
}
