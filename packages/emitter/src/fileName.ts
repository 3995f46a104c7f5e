import { fileTemplateInvalid, timezoneUnknown } from "./errors.ts";

export interface FileNameFacts {
  readonly revision: string;
  readonly message: string;
  readonly date: Date;
  /** The most characters that the message may take. Absent: 40. */
  readonly slugLength?: number;
  /** The time zone of the date's parts: an IANA name or `local`. Absent: UTC. */
  readonly timezone?: string;
}

/**
 * The name of a revision file, without its extension, from a template such as `{year}{month}{day}_{rev}_{slug}`. A name that
 * Windows would refuse is never given. Fails with `file-template-invalid` and `timezone-unknown`.
 */
export function fileName(template: string, facts: FileNameFacts): string {
  const values = tokenValues(facts);
  const filled = template.replace(/\{(\w*)\}/g, (_all, token: string) => {
    const value = values[token];
    if (value === undefined) throw fileTemplateInvalid(template, token, Object.keys(values));
    return value;
  });
  return filled.split("/").map(safe).join("/");
}

function tokenValues({ revision, message, date, slugLength = 40, timezone }: FileNameFacts) {
  const values: Readonly<Record<string, string>> = {
    ...dateParts(date, timezone ?? "UTC"),
    epoch: String(Math.floor(date.getTime() / 1000)),
    rev: revision,
    slug: slug(message, slugLength),
  };
  return values;
}

const DATE_PARTS = ["year", "month", "day", "hour", "minute", "second"] as const;

function dateParts(date: Date, timezone: string): Readonly<Record<string, string>> {
  const parts = formatter(timezone).formatToParts(date);
  return Object.fromEntries(
    DATE_PARTS.map((name) => [name, parts.find(({ type }) => type === name)?.value ?? ""]),
  );
}

function formatter(timezone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-US", {
      ...(timezone === "local" ? {} : { timeZone: timezone }),
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    });
  } catch {
    throw timezoneUnknown(timezone);
  }
}

/** The words of a message, joined by `_`; a word that does not fit whole is left out, unless it is the first one. */
export function slug(message: string, length: number): string {
  const words = message.toLowerCase().match(/[\p{L}\p{N}\p{M}_]+/gu) ?? [];
  const characters = Array.from(words.join("_"));
  if (characters.length <= length) return characters.join("");
  const end = characters.slice(0, length + 1).lastIndexOf("_");
  return characters.slice(0, end > 0 ? end : length).join("");
}

/** Microsoft, Naming Files, Paths, and Namespaces: reserved characters, names and endings. */
function safe(name: string): string {
  const trimmed = name.replace(/[<>:"|?*\\\p{Cc}]/gu, "_").replace(/[_. ]+$/, "");
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(trimmed) ? `_${trimmed}` : trimmed;
}
