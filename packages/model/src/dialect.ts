/** The databases that a Schema can describe. Every table keyed by it is a list of what a new one must answer. */
export type Dialect = "postgres" | "sqlite";
