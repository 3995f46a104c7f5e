/** A Date as the server prints it for a type, in UTC: `2024-05-01`, `2024-05-01 12:30:00.5`, `2024-05-01 12:30:00+00`. */
export function dateText(date: Date, canonicalType: string): string {
  const iso = date.toISOString();
  const day = iso.slice(0, 10);
  if (canonicalType === "date") return day;
  const time = iso.slice(11, 23).replace(/\.?0+$/, "");
  const moment = `${day} ${time}`;
  return canonicalType.endsWith("with time zone") ? `${moment}+00` : moment;
}
