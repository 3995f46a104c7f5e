/** Whether a statement surely only reads. */
export function isReading(sql: string): boolean {
  return /^\s*(?:select|pragma|explain|values)\b/i.test(sql);
}
