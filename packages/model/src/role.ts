/**
 * A role of the cluster, as far as models can say one: rights, memberships, passwords and all else stay whatever they are. An
 * option that is absent is not spoken of.
 */
export interface Role extends RoleOptions {
  readonly name: string;
}

export interface RoleOptions {
  readonly login?: boolean;
  readonly createDb?: boolean;
  readonly createRole?: boolean;
  readonly inherit?: boolean;
}

/** What a role is of which nothing else was said (PostgreSQL manual, CREATE ROLE). */
export const PLAIN_ROLE = {
  login: false,
  createDb: false,
  createRole: false,
  inherit: true,
} as const satisfies Required<RoleOptions>;

/** Every option said out loud. */
export function fillRole({ name, ...options }: Role): Role & Required<RoleOptions> {
  return { name, ...PLAIN_ROLE, ...options };
}

/** The options without those that PostgreSQL would choose by itself. */
export function trimRole({ login, createDb, createRole, inherit }: RoleOptions): RoleOptions {
  return {
    ...(login === true ? { login } : {}),
    ...(createDb === true ? { createDb } : {}),
    ...(createRole === true ? { createRole } : {}),
    ...(inherit === false ? { inherit } : {}),
  };
}
