import { type Role } from "@limbeck/model";
import { type Reader } from "./reader.ts";

type RoleRow = Required<Role>;

/** The roles of the cluster, without those that it came with; none unless they are asked for. */
export const roleReader: Reader<RoleRow, Role> = {
  question: ({ roles }) => `SELECT r.rolname AS name, r.rolcanlogin AS login, r.rolcreatedb AS "createDb",
      r.rolcreaterole AS "createRole", r.rolinherit AS inherit
    FROM pg_roles r WHERE ${String(roles)} AND r.oid >= 16384`,
  read: (row) => row,
};
