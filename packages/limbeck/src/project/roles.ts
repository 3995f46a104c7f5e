import { PLAIN_ROLE, type Role, type Schema } from "@limbeck/model";

import { passes } from "../config/pattern.ts";
import { type ComparedSides } from "./include.ts";
import { type ManagedSides } from "./managed.ts";
import { type Project } from "./project.ts";
import { type Revisions } from "./revisions.ts";

/** What models say of roles. */
export interface DeclaredRoles {
  readonly names: ReadonlySet<string>;
  /** Those that `.existing()` leaves to somebody else. */
  readonly existing: ReadonlySet<string>;
}

/** Which roles are compared. Roles belong to the cluster: all others are somebody else's. */
export interface RoleSight {
  /** Those that revisions make: once the models no longer declare one, it is theirs to drop. */
  readonly made: ReadonlySet<string>;
  readonly sees: (name: string) => boolean;
  /** Whether anybody speaks of roles at all. */
  readonly any: boolean;
}

/** Runs the bodies of the revisions that speak of roles, which records what they make and drop, and does nothing. */
export async function roleSight(
  project: Project,
  revisions: Revisions,
  { names, existing }: DeclaredRoles,
): Promise<RoleSight> {
  const patterns = project.config.roles ?? [];
  const made = await rolesMade(project, revisions);
  const sees = (name: string): boolean =>
    (names.has(name) || made.has(name)) && !existing.has(name) && passes(name, patterns);
  return { made, sees, any: names.size > 0 || made.size > 0 };
}

const SPEAKS_OF_ROLES = /\b(?:create|drop)Role\b/;

async function rolesMade(
  { x, config, dialect }: Project,
  revisions: Revisions,
): Promise<ReadonlySet<string>> {
  const texts = new Map(revisions.files.map(({ path, text }) => [path, text]));
  const speaking = [...revisions.graph.revisions.values()]
    .filter(({ file = "" }) => SPEAKS_OF_ROLES.test(texts.get(file) ?? ""))
    .sort((a, b) => a.depth - b.depth || a.position - b.position);
  const context = { dialect, direction: "upgrade", offline: false, replay: true, x } as const;
  const made = new Set<string>();
  if (speaking.length === 0) return made;
  const { record } = await import("@limbeck/operations");
  for (const { revision } of speaking) {
    const body = await revisions.load(revision);
    const recorded = record(
      (op) => {
        body.upgrade(op);
      },
      context,
      config.operations,
    );
    for (const { operation } of recorded) {
      if (operation.kind === "createRole") made.add(operation.name);
      if (operation.kind === "dropRole") made.delete(operation.name);
    }
  }
  return made;
}

/** Both sides with the roles that are compared only. */
export function withRolesInSight({ models, database }: ComparedSides, sight: RoleSight): ManagedSides {
  const seen = ({ roles }: Schema): readonly Role[] =>
    roles.filter(({ name }) => sight.sees(name)).map((role) => said(role, sight));
  const others = sight.any ? database.roles.filter(({ name }) => !sight.sees(name)) : [];
  return {
    models: { ...models, roles: seen(models) },
    database: { ...database, roles: seen(database) },
    alone: others.map(({ name }) => ({ kind: "role", name })),
  };
}

/**
 * A role that revisions make has PostgreSQL's own options where the models say none; one that somebody else made keeps what it
 * has. Whether it may log in, models cannot say.
 */
function said(role: Role, { made }: RoleSight): Role {
  const { login: _, ...plain } = PLAIN_ROLE;
  return made.has(role.name) ? { ...plain, ...role } : role;
}
