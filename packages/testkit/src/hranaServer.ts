import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A server that speaks what `@libsql/client` speaks to a remote database (Hrana 2 over HTTP). */
export interface HranaServer {
  readonly url: string;
  /** How often something was sent. */
  readonly requests: () => number;
  readonly close: () => Promise<void>;
}

/** What stands behind it: a database of the package `libsql`. */
export interface HranaDatabase {
  prepare(sql: string): {
    readonly reader: boolean;
    safeIntegers(toggle: boolean): unknown;
    raw(toggle: boolean): unknown;
    columns(): readonly { readonly name: string }[];
    all(...params: unknown[]): unknown[];
    run(...params: unknown[]): unknown;
  };
  exec(sql: string): unknown;
  close(): unknown;
}

interface Statement {
  readonly sql?: string;
  readonly sql_id?: number;
  readonly args?: readonly Value[];
  readonly named_args?: readonly { readonly name: string; readonly value: Value }[];
}

interface Value {
  readonly type: "null" | "integer" | "float" | "text" | "blob";
  readonly value?: string | number;
  readonly base64?: string;
}

interface Condition {
  readonly type: "ok" | "error" | "not" | "and" | "or";
  readonly step?: number;
  readonly cond?: Condition;
  readonly conds?: readonly Condition[];
}

type Request =
  | { readonly type: "execute"; readonly stmt: Statement }
  | {
      readonly type: "batch";
      readonly batch: {
        readonly steps: readonly { readonly condition?: Condition; readonly stmt: Statement }[];
      };
    }
  | { readonly type: "sequence"; readonly sql?: string; readonly sql_id?: number }
  | { readonly type: "store_sql"; readonly sql_id: number; readonly sql: string }
  | { readonly type: "close_sql" | "close" };

/** A stream is a session, which its baton names from one request to the next; a request without one begins another. */
interface Stream {
  readonly database: HranaDatabase;
  readonly texts: Map<number, string>;
}

/** Each stream is a session of its own, which `open` begins. */
export async function hranaServer(open: () => HranaDatabase): Promise<HranaServer> {
  const streams = new Map<string, Stream>();
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    const send = (status: number, body: string): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(body);
    };
    if (request.url !== "/v2/pipeline") {
      send(request.url === "/v2" ? 200 : 404, "{}");
      return;
    }
    void pipeline(request, streams, open).then(
      (answer) => send(200, answer),
      (error: unknown) => send(500, JSON.stringify({ message: String(error) })),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => requests,
    close: async () => {
      for (const { database } of streams.values()) database.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function pipeline(
  request: IncomingMessage,
  streams: Map<string, Stream>,
  open: () => HranaDatabase,
): Promise<string> {
  const { baton, requests } = JSON.parse(await text(request)) as {
    readonly baton: string | null;
    readonly requests: readonly Request[];
  };
  const stream = streams.get(baton ?? "") ?? { database: open(), texts: new Map<number, string>() };
  const name = baton ?? String(streams.size + 1);
  streams.set(name, stream);
  const results = requests.map((one) => settled(() => answer(stream, one)));
  const closed = requests.some(({ type }) => type === "close");
  if (closed) {
    stream.database.close();
    streams.set(name, { ...stream, database: { ...stream.database, close: () => undefined } });
  }
  const answered = results.map((result) =>
    "error" in result ? { type: "error", ...result } : { type: "ok", response: result.value },
  );
  return JSON.stringify({ baton: closed ? null : name, base_url: null, results: answered });
}

type Settled =
  { readonly value: object } | { readonly error: { readonly message: string; readonly code: string } };

function settled(act: () => object): Settled {
  try {
    return { value: act() };
  } catch (error) {
    const { message, code = "SQLITE_ERROR" } = error as { readonly message: string; readonly code?: string };
    return { error: { message, code } };
  }
}

function answer(stream: Stream, request: Request): object {
  switch (request.type) {
    case "execute":
      return { type: "execute", result: execute(stream, request.stmt) };
    case "batch":
      return { type: "batch", result: batch(stream, request.batch.steps) };
    case "sequence":
      stream.database.exec(textOf(stream, request));
      return { type: "sequence" };
    case "store_sql":
      stream.texts.set(request.sql_id, request.sql);
      return { type: "store_sql" };
    case "close_sql":
    case "close":
      return { type: request.type };
  }
}

function textOf({ texts }: Stream, { sql, sql_id }: Pick<Statement, "sql" | "sql_id">): string {
  return sql ?? texts.get(sql_id ?? -1) ?? "";
}

function execute(stream: Stream, statement: Statement): object {
  const prepared = stream.database.prepare(textOf(stream, statement));
  const named = statement.named_args ?? [];
  const args =
    named.length > 0
      ? [Object.fromEntries(named.map(({ name, value }) => [name.replace(/^[:@$]/, ""), fromWire(value)]))]
      : (statement.args ?? []).map(fromWire);
  if (!prepared.reader) {
    prepared.run(...args);
    return { cols: [], rows: [], affected_row_count: 0, last_insert_rowid: null };
  }
  prepared.safeIntegers(true);
  prepared.raw(true);
  const rows = (prepared.all(...args) as unknown[][]).map((row) => row.map(toWire));
  const cols = prepared.columns().map(({ name }) => ({ name }));
  return { cols, rows, affected_row_count: 0, last_insert_rowid: null };
}

function batch(
  stream: Stream,
  steps: readonly { readonly condition?: Condition; readonly stmt: Statement }[],
): object {
  const results: (Settled | undefined)[] = [];
  for (const { condition, stmt } of steps) {
    const runs = condition == null || holds(condition, results);
    results.push(runs ? settled(() => execute(stream, stmt)) : undefined);
  }
  return {
    step_results: results.map((one) => (one !== undefined && "value" in one ? one.value : null)),
    step_errors: results.map((one) => (one !== undefined && "error" in one ? one.error : null)),
  };
}

function holds(condition: Condition, results: readonly (Settled | undefined)[]): boolean {
  const result = results[condition.step ?? -1];
  switch (condition.type) {
    case "ok":
      return result !== undefined && "value" in result;
    case "error":
      return result !== undefined && "error" in result;
    case "not":
      return condition.cond === undefined || !holds(condition.cond, results);
    case "and":
      return (condition.conds ?? []).every((one) => holds(one, results));
    case "or":
      return (condition.conds ?? []).some((one) => holds(one, results));
  }
}

function fromWire({ type, value, base64 = "" }: Value): unknown {
  if (type === "null") return null;
  if (type === "blob") return Buffer.from(base64, "base64");
  return type === "integer" ? BigInt(value ?? 0) : value;
}

function toWire(value: unknown): Value {
  if (value === null) return { type: "null" };
  if (typeof value === "bigint") return { type: "integer", value: String(value) };
  if (typeof value === "number") return { type: "float", value };
  if (typeof value === "string") return { type: "text", value };
  return { type: "blob", base64: Buffer.from(value as ArrayBuffer).toString("base64") };
}
