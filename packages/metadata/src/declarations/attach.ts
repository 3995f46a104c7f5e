/** A column of a Drizzle table. */
export interface AnyColumn {
  getSQLType(): string;
}

/** SQL of Drizzle: sql`…`. */
export interface AnySql {
  getSQL(): object;
}

/** Leaves a fact on an object of Drizzle, under a symbol that nothing of Drizzle looks at, and gives the object back. */
export function attach<T extends object>(target: T, fact: string, value: unknown): T {
  checkTarget(target);
  define(target, fact, value);
  // A column and its builder are two objects with one `config` between them.
  if ("config" in target && typeof target.config === "object" && target.config !== null)
    define(target.config, fact, value);
  return target;
}

/** The same for a fact of several parts, each of which may be said by another declaration. */
export function attachTo<T extends object>(target: T, fact: string, parts: object): T {
  checkTarget(target);
  const before: unknown = Reflect.get(target, Symbol.for(`limbeck:${fact}`));
  return attach(target, fact, { ...(typeof before === "object" ? before : {}), ...parts });
}

/** The same for a fact that there may be several of. */
export function attachOneMore<T extends object>(target: T, fact: string, value: unknown): T {
  const before: unknown = Reflect.get(target, Symbol.for(`limbeck:${fact}`));
  define(target, fact, [...(Array.isArray(before) ? (before as readonly unknown[]) : []), value]);
  return target;
}

/** Two files that import each other give undefined where a table is meant. */
function checkTarget(target: unknown): void {
  if ((typeof target === "object" && target !== null) || typeof target === "function") return;
  throw new TypeError(
    `A declaration stands around ${String(target)} here, and has to stand around a table, a column or whatever it is about`,
  );
}

function define(object: object, fact: string, value: unknown): void {
  Object.defineProperty(object, Symbol.for(`limbeck:${fact}`), {
    value,
    enumerable: false,
    configurable: true,
  });
}
