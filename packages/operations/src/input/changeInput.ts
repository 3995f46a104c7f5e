import { type Change } from "../change.ts";

/** `{ from, to }`, or only the new value where nobody needs the way back. */
export type ChangeInput<T> = T | { readonly from?: T; readonly to: T };

function isChange<T>(input: ChangeInput<T>): input is { readonly from?: T; readonly to: T } {
  return typeof input === "object" && input !== null && "to" in input;
}

export function readChange<I, T>(input: ChangeInput<I>, read: (value: I) => T): Change<T> {
  if (!isChange(input)) return { to: read(input) };
  return "from" in input ? { from: read(input.from), to: read(input.to) } : { to: read(input.to) };
}

export function changeInput<T, I>(change: Change<T>, show: (value: T) => I): ChangeInput<I> {
  return "from" in change ? { from: show(change.from), to: show(change.to) } : show(change.to);
}

/** For values that may be absent: `null` stands for none. */
export function nullable<I, T>(read: (value: I) => T): (value: I | null) => T | null {
  return (value) => (value === null ? null : read(value));
}
