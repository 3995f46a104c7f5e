/**
 * Throws where a declaration is not called as its types say, which JavaScript lets pass: here it is told with file and line, later nobody
 * knows where it stood. `required` are the options that there is no declaration without.
 */
export function calledAs(
  usage: string,
  name: unknown,
  config: unknown,
  required: readonly string[] = [],
): void {
  const isSaid =
    typeof name === "string" &&
    typeof config === "object" &&
    config !== null &&
    required.every((option) => Reflect.get(config, option) !== undefined);
  if (!isSaid) throw new TypeError(`It is called as ${usage}`);
}

/** The same of one that says first which table it belongs to. A table is absent also where files import each other in a circle. */
export function calledOn(table: unknown, ...called: Parameters<typeof calledAs>): void {
  if (typeof table !== "object" || table === null)
    throw new TypeError(`It is called as ${called[0]}; there is no table here`);
  calledAs(...called);
}
