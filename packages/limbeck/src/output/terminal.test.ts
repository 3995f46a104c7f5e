import { WriteStream } from "node:tty";
import { expect, it } from "@jest/globals";

import { sizeTerminal } from "./terminal.ts";

const stream = (isTTY: boolean, columns: number, rows: number): WriteStream =>
  Object.assign(Object.create(WriteStream.prototype) as WriteStream, { isTTY, columns, rows });

it.each([
  ["that says 0", true, 0, 0, { columns: 80, rows: 24 }],
  ["of a size", true, 132, 50, { columns: 132, rows: 50 }],
  ["that is none", false, 0, 0, { columns: 0, rows: 0 }],
])("gives a terminal %s its size", (_, isTTY, columns, rows, expected) => {
  const terminal = stream(isTTY, columns, rows);
  sizeTerminal(terminal);
  expect(terminal).toMatchObject(expected);
});
