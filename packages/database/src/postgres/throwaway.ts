import { randomBytes } from "node:crypto";

import type { ConnectOptions } from "../connect.ts";
import { throwawayRefused } from "../errors.ts";
import type { PostgresTarget } from "../target.ts";
import { connectPostgres } from "./connect.ts";
import type { PostgresConnection } from "./connection.ts";

/** What the names of such databases begin with: one that a killed process left can be told by it. */
export const THROWAWAY = "limbeck_scratch_";

/**
 * Makes an empty database on the server of a target, beside the one that it names, and connects to it. It is dropped when the connection
 * is closed. Errors: `throwaway-refused` (2), and those of connecting.
 */
export async function openThrowaway(
  target: PostgresTarget,
  options: Pick<ConnectOptions, "applicationName" | "signal"> = {},
): Promise<PostgresConnection> {
  const database = `${THROWAWAY}${randomBytes(6).toString("hex")}`;
  const { signal: _, ...patient } = options;
  // The signal ends what runs in the database, not its end.
  const beside = (sql: string): Promise<void> => executeOn(target, sql, patient);
  const drop = (): Promise<void> => beside(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  await beside(`CREATE DATABASE ${database} TEMPLATE template0`).catch((error: unknown) => {
    throw throwawayRefused(error);
  });
  try {
    const connection = await connectPostgres({ ...target, database }, options);
    const close = (): Promise<void> => connection.close().finally(drop);
    return { ...connection, close };
  } catch (error) {
    await drop();
    throw error;
  }
}

async function executeOn(target: PostgresTarget, sql: string, options: ConnectOptions): Promise<void> {
  const connection = await connectPostgres(target, options);
  try {
    await connection.execute(sql);
  } finally {
    await connection.close();
  }
}
