import { connect, createServer } from "node:net";

const READY_FOR_QUERY = "Z".charCodeAt(0);

/** A proxy before a PostgreSQL server that counts how often a client had to wait for an answer (message ReadyForQuery). */
export async function countingProxy(
  url: string,
): Promise<{ readonly url: string; readonly count: () => number; readonly close: () => void }> {
  const { hostname, port } = new URL(url);
  let count = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    let pending = Buffer.alloc(0);
    upstream.on("data", (chunk) => {
      pending = Buffer.concat([pending, chunk]);
      // Each message is a letter and its length, which counts itself (PostgreSQL manual, Message Formats).
      while (pending.length >= 5 && pending.length > pending.readUInt32BE(1)) {
        if (pending[0] === READY_FOR_QUERY) count += 1;
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
  return { url: proxied.href, count: () => count, close: () => server.close() };
}
