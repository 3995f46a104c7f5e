/** `exclusion` → `Exclusion` */
export function capitalised(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

/**
 * The file of a family of something that lives in a table: two directives, each the other's opposite. What cannot be known
 * yet is marked TODO and refuses to run.
 */
export function familyText(name: string): string {
  const noun = capitalised(name);
  return `import { type Named, type QualifiedName, showName } from "@limbeck/model";

import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { noHazards, OPAQUE, operation } from "../operation.ts";
import { ref, reverseTouches, type Touches } from "../ref.ts";

// TODO: it belongs to packages/model/src/${name}.ts, and a list of it to Table or Schema.
export type ${noun} = Named;

export interface Create${noun} {
  readonly kind: "create${noun}";
  readonly table: QualifiedName;
  readonly definition: ${noun};
}

export interface Drop${noun} {
  readonly kind: "drop${noun}";
  readonly table: QualifiedName;
  readonly name: string;
  /** What is dropped; known where autogenerate made the operation. */
  readonly definition?: ${noun};
}

export const ${name}Operations = {
  /** TODO: what it is, in a sentence, and a line of a revision file. */
  create${noun}: operation({
    directive: (table: NameInput, definition: ${noun}): Create${noun} => ({
      kind: "create${noun}",
      table: qualifiedName(table),
      definition,
    }),
    args: (op) => [nameInput(op.table), op.definition],
    reverse: (op): Drop${noun} => ({ ...op, kind: "drop${noun}", name: op.definition.name }),
    describe: (op) => \`${words(name)} \${op.definition.name} on \${showName(op.table)}: added\`,
    // TODO: the schema with it. As long as that is opaque, only an engine can tell.
    apply: () => OPAQUE,
    touches: (op) => ${name}Touches(op.table, op.definition.name),
    hazards: noHazards,
    // TODO: statements(…)
    compile: {
      postgres: () => ({ kind: "unsupported", reason: "create${noun} is not written yet" }),
      sqlite: () => ({ kind: "unsupported", reason: "create${noun} is not written yet" }),
    },
  }),

  /** TODO: what is lost with it, and what has to be dropped before. */
  drop${noun}: operation({
    directive: (table: NameInput, name: string): Drop${noun} => ({
      kind: "drop${noun}",
      table: qualifiedName(table),
      name,
    }),
    args: (op) => [nameInput(op.table), op.name],
    reverse: ({ table, name, definition }): Create${noun} | Irreversible =>
      definition === undefined
        ? irreversible(\`what ${words(name)} \${name} on \${showName(table)} was is not known\`)
        : { kind: "create${noun}", table, definition },
    describe: (op) => \`${words(name)} \${op.name} on \${showName(op.table)}: removed\`,
    apply: () => OPAQUE,
    touches: (op) => reverseTouches(${name}Touches(op.table, op.name)),
    hazards: noHazards,
    compile: {
      postgres: () => ({ kind: "unsupported", reason: "drop${noun} is not written yet" }),
      sqlite: () => ({ kind: "unsupported", reason: "drop${noun} is not written yet" }),
    },
  }),
};

/** TODO: whatever else has to be there first, such as columns. */
function ${name}Touches(table: QualifiedName, name: string): Touches {
  return { makes: [ref.constraint(table, name)], breaks: [], needs: [ref.relation(table)] };
}
`;
}

/** The page of the family; its examples show no SQL, as long as there is none. */
export function pageText(name: string): string {
  const noun = capitalised(name);
  return `# ${capitalised(words(name))}

TODO: what it is, and where it lives.

## create${noun}

TODO: what happens, under which lock.

\`\`\`ts
op.create${noun}("tasks", { name: "tasks_${name}" });
\`\`\`

Opposite: \`drop${noun}\`.

Hazards: none.

## drop${noun}

TODO: what is lost.

\`\`\`ts
op.drop${noun}("tasks", "tasks_${name}");
\`\`\`

Opposite: \`create${noun}\`; \`irreversible\` where the drop was written by hand, for it does not say what was there.

Hazards: none.
`;
}

/** \`rowSecurity\` → \`row security\` */
function words(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
