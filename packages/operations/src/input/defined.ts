/** An object whose `undefined` members are gone: what `exactOptionalPropertyTypes` calls absent. */
export type Defined<T> = { readonly [K in keyof T]: Exclude<T[K], undefined> };

/** Leaves out what is undefined, so that optional members are absent rather than empty. */
export function defined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Defined<T>;
}
