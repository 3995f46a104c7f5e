import { type Role } from "@limbeck/model";
import { type Reader } from "./reader.ts";

type RoleRow = Required<Role>;

/** The roles of the cluster, without those that it came with; none unless they are asked for. */
export const roleReader: Reader<RoleRow, Role> = {
  question: ({ roles }) => ({
    columns: {
      name: "r.rolname",
      login: "r.rolcanlogin",
      createDb: "r.rolcreatedb",
      createRole: "r.rolcreaterole",
      inherit: "r.rolinherit",
    },
    from: `FROM pg_roles r WHERE ${String(roles)} AND r.oid >= 16384`,
  }),
  read: (row) => row,
};
