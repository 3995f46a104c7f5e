import { createServer, type Socket, connect as connectTo } from "node:net";

/** What becomes of something that a client says: it passes, or the line is cut before it or behind the server's answer. */
export type Verdict = "pass" | "cut" | "cutAnswer";

export interface Proxy {
  /** The URL of the database by way of the proxy. */
  readonly url: string;
  /** Cuts all lines at once, as when the process at one end dies. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
}

/** A line to a server that can be cut. `judge` sees what a client sends, as text. */
export async function openProxy(url: string, judge: (sent: string) => Verdict): Promise<Proxy> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connectTo(Number(port), hostname);
    const cut = (): void => {
      client.destroy();
      upstream.destroy();
    };
    let mute = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => undefined).on("close", cut);
    }
    client.on("data", (data) => {
      const verdict = judge(data.toString("latin1"));
      mute ||= verdict === "cutAnswer";
      if (verdict === "cut") cut();
      else upstream.write(data);
    });
    upstream.on("data", (data) => (mute ? cut() : client.write(data)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const target = new URL(url);
  target.port = String(typeof address === "object" && address !== null ? address.port : 0);
  target.hostname = "127.0.0.1";
  return {
    url: target.href,
    cut: cutAll,
    close: async () => {
      cutAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
