/** PostgreSQL's own schema: the place that names live in. Called so in code because a Schema is the whole description. */
export interface Namespace {
  readonly name: string;
  readonly comment?: string;
}
