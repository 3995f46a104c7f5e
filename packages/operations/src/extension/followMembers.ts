import {
  type ExtensionMembers,
  foundName,
  type QualifiedName,
  type Schema,
  sameName,
  type SqlText,
} from "@limbeck/model";

import { followCall } from "../function/followCall.ts";
import { namedType } from "../sql/type.ts";
import { renameCallInText } from "../function/renameCall.ts";
import { followTypeName } from "../typeName/followNamed.ts";
import { renamedType } from "../typeName/renamed.ts";
import { followOperators, type Move } from "./followOperators.ts";
import { inView } from "./inView.ts";

/**
 * What names something that an extension brings along, naming it where that stands now: types, calls, operator classes, and operators with their
 * namespace. An operator without one stays as it is: whose it is, only the types beside it tell.
 */
export function followMembers(schema: Schema, members: ExtensionMembers, move: Move): Schema {
  const said = JSON.stringify({ ...schema, extensions: [] });
  const isSaid = (name: string): boolean => said.includes(JSON.stringify(name).slice(1, -1));
  const { types = [], routines = [], operators = [], operatorClasses = [] } = members;
  // The server's own of the name is called without a namespace, too.
  const isPlain = (name: string): boolean =>
    move.from === undefined && foundName("routine", { name }).schema !== undefined;
  const typed = types.filter(isSaid).reduce((now, name) => followType(now, ...ends(name, move)), schema);
  const called = routines
    .filter((name) => isSaid(name) && !isPlain(name))
    .reduce((now, name) => followRoutine(now, ...ends(name, move)), typed);
  return followOperators(called, { operators, operatorClasses: operatorClasses.filter(isSaid) }, move);
}

function ends(name: string, { from, to }: Move): [from: QualifiedName, to: QualifiedName] {
  return [named(from, name), named(to, name)];
}

function named(schema: string | undefined, name: string): QualifiedName {
  return schema === undefined ? { name } : { schema, name };
}

function followType(schema: Schema, from: QualifiedName, to: QualifiedName): Schema {
  const { text, type } = renamedType(from, to);
  const ofColumn = (said: SqlText): SqlText => {
    const old = namedType(said);
    return old !== undefined && sameName(old, from) ? type(said) : said;
  };
  return {
    ...followTypeName(schema, from, to),
    views: schema.views.map((view) => inView(view, text, ofColumn)),
  };
}

function followRoutine(schema: Schema, from: QualifiedName, to: QualifiedName): Schema {
  const text = (value: SqlText): SqlText => renameCallInText(value, from, to);
  const followed = followCall(schema, from, to);
  return {
    ...followed,
    views: followed.views.map((view) => inView(view, text)),
    triggers: followed.triggers.map((trigger) =>
      trigger.function !== undefined && sameName(trigger.function, from)
        ? { ...trigger, function: to }
        : trigger,
    ),
  };
}
