/**
 * What something thrown says: an error's message, else its text. An error of another realm (a test runner's, a bundle's) is no
 * instance of this one's class, so it is told by its shape.
 */
export function reasonOf(thrown: unknown): string {
  if (typeof thrown !== "object" || thrown === null) return String(thrown);
  const message: unknown = Reflect.get(thrown, "message");
  return typeof message === "string" ? message : JSON.stringify(thrown);
}
