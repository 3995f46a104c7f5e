import { AsyncLocalStorage } from "node:async_hooks";

let depth = 0;
let restore: (() => void) | undefined;

/**
 * Runs something while what is written to stdout goes to stderr: stdout is for answers, and the user's files may print while they
 * load. Applies to the whole process until the work ends.
 */
export async function withStdoutOnStderr<T>(work: () => Promise<T>): Promise<T> {
  depth += 1;
  if (depth === 1) restore = redirect();
  try {
    return await work();
  } finally {
    depth -= 1;
    if (depth === 0) restore?.();
  }
}

/** Who prints, in front of each line; absent: nobody is to see it. */
interface Printer {
  readonly name?: string;
  isAtStart: boolean;
}

const printers = new AsyncLocalStorage<Printer>();

/** Runs the user's code so that what it prints on its way to stderr says whose it is: the same may run many times. */
export function printingAs<T>(name: string, work: () => Promise<T>): Promise<T> {
  return printers.run({ name, isAtStart: true }, work);
}

/** Runs the user's code only to see what it would do; what it prints, it prints again when it does so. */
export function withoutPrints<T>(work: () => Promise<T>): Promise<T> {
  return printers.run({ isAtStart: true }, work);
}

type Done = (error?: Error | null) => void;

function redirect(): () => void {
  const own = Object.getOwnPropertyDescriptor(process.stdout, "write");
  const write = process.stderr.write.bind(process.stderr);
  process.stdout.write = (
    chunk: string | Uint8Array,
    encoding?: BufferEncoding | Done,
    done?: Done,
  ): boolean => {
    const text = printed(chunk);
    return typeof encoding === "function" ? write(text, encoding) : write(text, encoding, done);
  };
  return () => {
    if (own) Object.defineProperty(process.stdout, "write", own);
    else Reflect.deleteProperty(process.stdout, "write");
  };
}

const WIDTH = 10;

function printed(chunk: string | Uint8Array): string | Uint8Array {
  const printer = printers.getStore();
  if (printer === undefined || chunk.length === 0) return chunk;
  if (printer.name === undefined) return "";
  const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
  const head = `  ${`${printer.name}  `.padEnd(WIDTH)}`;
  const first = printer.isAtStart ? head : "";
  printer.isAtStart = text.endsWith("\n");
  return `${first}${text.replace(/\n(?!$)/g, `\n${head}`)}`;
}
