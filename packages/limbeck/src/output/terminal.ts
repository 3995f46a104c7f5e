/**
 * A terminal that does not know its size says 0, as do those that a program opens without one: prompts would write a letter a line, and the
 * help would never break one.
 */
export function sizeTerminal(stream: NodeJS.WriteStream): void {
  if (!stream.isTTY) return;
  if (stream.columns === 0) stream.columns = 80;
  if (stream.rows === 0) stream.rows = 24;
}
