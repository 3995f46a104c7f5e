/** The ends of what is run: `B`, `A:B`, `:B` or `A:`. */
export interface RunRange {
  readonly from?: string;
  readonly to: string;
}

/** Reads a target that may say where it starts. */
export function runRange(text: string): RunRange {
  const at = text.indexOf(":");
  if (at < 0) return { to: text };
  const [from, to] = [text.slice(0, at), text.slice(at + 1)];
  return from === "" ? { to: to || "heads" } : { from, to: to || "heads" };
}
