import { foundName, type QualifiedName, type SqlText } from "@limbeck/model";

import { nameLike } from "../table/nameLike.ts";
import { moveTypeInText, renameTypeInText } from "../table/renameText.ts";

/** How a type, and a text that names it, is said once it has another name. */
export interface Renamed {
  readonly type: (type: SqlText) => SqlText;
  readonly text: (text: SqlText) => SqlText;
}

/** By the names by which both are found: a text says a schema where it has to. */
export function renamedType(name: QualifiedName, target: QualifiedName): Renamed {
  return inTurn(foundName("type", name), foundName("type", target));
}

/** By way of a name with a schema: one without may be that of the server's own type, too. */
function inTurn(from: QualifiedName, to: QualifiedName): Renamed {
  if (from.schema === to.schema) return renamedTo(from, to.name);
  if (to.schema === undefined) return both(renamedTo(from, to.name), movedTo({ ...from, name: to.name }, to));
  return both(movedTo(from, to), renamedTo({ schema: to.schema, name: from.name }, to.name));
}

function both(first: Renamed, second: Renamed): Renamed {
  return {
    type: (text) => second.type(first.type(text)),
    text: (text) => second.text(first.text(text)),
  };
}

function renamedTo(name: QualifiedName, to: string): Renamed {
  return {
    type: (text) => renameType(text, name, to),
    text: (text) => renameTypeInText(text, name, to),
  };
}

function movedTo(name: QualifiedName, target: QualifiedName): Renamed {
  return { type: (text) => moveType(text, target), text: (text) => moveTypeInText(text, name, target) };
}

/** `mood`, `"auth"."mood"[]`: the name is what stands before the brackets. */
function renameType(type: SqlText, { name }: QualifiedName, to: string): SqlText {
  return mapText(type, (text) => {
    const [, schema = "", own = name, brackets = ""] = TYPE.exec(text.trim()) ?? [];
    return `${schema}${nameLike(own, to)}${brackets}`;
  });
}

function moveType(type: SqlText, { schema, name }: QualifiedName): SqlText {
  return mapText(type, (text) => {
    const [, , own = name, brackets = ""] = TYPE.exec(text.trim()) ?? [];
    const into = schema === undefined ? "" : `${nameLike(own, schema)}.`;
    return `${into}${own}${brackets}`;
  });
}

function mapText({ written, canonical }: SqlText, change: (text: string) => string): SqlText {
  return {
    ...(written === undefined ? {} : { written: change(written) }),
    ...(canonical === undefined ? {} : { canonical: change(canonical) }),
  };
}

const TYPE = /^((?:"(?:[^"]|"")+"|[^\s".]+)\.)?("(?:[^"]|"")+"|[^\s".()[\]]+)((?:\([^)]*\))?(?:\[\d*\])*)$/;
