import { chownSync, cpSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The account that PostgreSQL runs under, where it must be another than ours. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** `nobody` when we are root, whom initdb and postgres refuse; nothing otherwise, and on Windows. */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = Number(process.env["LIMBECK_TEST_UID"] ?? 65534);
  return { uid: id, gid: id };
}

/** Copies a folder and hands the copy to the account that PostgreSQL runs under. */
export function copyForServer(from: string, to: string): void {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  handOver(to);
}

export function handOver(folder: string): void {
  const account = serverAccount();
  if (account === undefined) return;
  chownSync(folder, account.uid, account.gid);
  for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    chownSync(join(folder, entry), account.uid, account.gid);
  }
}
