/** What a new configuration is told. */
export interface InitParts {
  /** The folder of the revisions, relative to the configuration, with slashes. */
  readonly folder: string;
  /** Where the models are; absent: where most have them. */
  readonly schema?: string | readonly string[] | undefined;
  /** Whether a configuration of Drizzle's is built on. */
  readonly drizzle: boolean;
}

export interface InitTemplate {
  readonly description: string;
  /** The members of the configuration, a line each. */
  readonly config: (parts: InitParts) => readonly string[];
  /** Further files, by name. */
  readonly files?: Readonly<Record<string, string>>;
}

/** What `init` can begin a project with. */
export const INIT_TEMPLATES = {
  generic: { description: "one database", config: single },
  multidb: {
    description: "several databases, each with its own models and revisions",
    config: ({ folder }) => [
      "databases: {",
      ...["main", "analytics"].flatMap((name) => [
        `  ${name}: {`,
        `    schema: "./src/${name}.ts",`,
        `    revisions: "./${folder}/${name}",`,
        `    // url: process.env.${name.toUpperCase()}_URL,`,
        "  },",
      ]),
      "},",
    ],
  },
  own: {
    description: "one database, and a template of your own for revision files",
    config: (parts) => [...single(parts), 'template: "./revision.template.txt",'],
    files: {
      "revision.template.txt": `{{ comment }}
{{ imports }}

{{ header }}

{{ upgrade }}

{{ downgrade }}
`,
    },
  },
} as const satisfies Readonly<Record<string, InitTemplate>>;

export type InitTemplateName = keyof typeof INIT_TEMPLATES;

function single({ folder, schema, drizzle }: InitParts): readonly string[] {
  const models = drizzle && schema === undefined ? [] : [`schema: ${JSON.stringify(schemaOf(schema))},`];
  const database = [
    "// Without a database, the revisions themselves are compared with the models.",
    "// url: process.env.DATABASE_URL,",
  ];
  return [...models, `revisions: ${JSON.stringify(`./${folder}`)},`, ...(drizzle ? [] : database)];
}

function schemaOf(schema: InitParts["schema"]): string | readonly string[] {
  const [only = "./src/schema.ts", ...others] = [schema ?? []].flat();
  return others.length === 0 ? only : [only, ...others];
}
