import { connect, createServer } from "node:net";

const READY_FOR_QUERY = "Z".charCodeAt(0);
const COMMAND_COMPLETE = "C".charCodeAt(0);

export interface CountingProxy {
  readonly url: string;
  /** How often a client had to wait for an answer (message ReadyForQuery). */
  readonly waits: () => number;
  /** How many statements were done (message CommandComplete). */
  readonly statements: () => number;
  readonly close: () => void;
}

/** A proxy before a PostgreSQL server that counts what goes by. */
export async function countingProxy(url: string): Promise<CountingProxy> {
  const { hostname, port } = new URL(url);
  let [waits, statements] = [0, 0];
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    let pending = Buffer.alloc(0);
    upstream.on("data", (chunk) => {
      pending = Buffer.concat([pending, chunk]);
      // Each message is a letter and its length, which counts itself (PostgreSQL manual, Message Formats).
      while (pending.length >= 5 && pending.length > pending.readUInt32BE(1)) {
        if (pending[0] === READY_FOR_QUERY) waits += 1;
        if (pending[0] === COMMAND_COMPLETE) statements += 1;
        pending = pending.subarray(1 + pending.readUInt32BE(1));
      }
    });
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream]) socket.on("error", () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const proxied = new URL(url);
  proxied.host = `127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  return {
    url: proxied.href,
    waits: () => waits,
    statements: () => statements,
    close: () => server.close(),
  };
}
