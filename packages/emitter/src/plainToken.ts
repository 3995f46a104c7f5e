import { type PlacedToken } from "./token.ts";

// Space and comments, as many as stand together.
const SILENT = /(?:\s+|\/\/[^\r\n\u2028\u2029]*|\/\*[^]*?\*\/)*/y;

// What means the same wherever it stands. A sign that might go on (`=>`, `...`, `||`) is left to the tokeniser, and so is a word
// with letters beyond ASCII, and all that may hold a regular expression or a template.
const PLAIN =
  /([A-Za-z_$][\w$]*)(?![\w$\\\u0080-\uffff])|("[^"\\\r\n]*"|'[^'\\\r\n]*')|=(?![=>])|\|(?![|=])|\.(?![.\d])|[;:,[\]{}()]/y;

/**
 * The token at an offset or behind the space and the comments that begin there; undefined if it is not plain. From the beginning
 * of a text on they are those of the tokeniser, found in a fraction of its time: a header as Limbeck writes it is plain.
 */
export function plainTokenAt(text: string, start: number): PlacedToken | undefined {
  SILENT.lastIndex = start;
  SILENT.test(text);
  const offset = SILENT.lastIndex;
  PLAIN.lastIndex = offset;
  const match = PLAIN.exec(text);
  if (match === null) return undefined;
  const [value, word, string] = match;
  return { type: typeOf(word, string), value, offset };
}

function typeOf(word: string | undefined, string: string | undefined): PlacedToken["type"] {
  if (word !== undefined) return "IdentifierName";
  return string === undefined ? "Punctuator" : "StringLiteral";
}
