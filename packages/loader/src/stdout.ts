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

function redirect(): () => void {
  const own = Object.getOwnPropertyDescriptor(process.stdout, "write");
  process.stdout.write = process.stderr.write.bind(process.stderr);
  return () => {
    if (own) Object.defineProperty(process.stdout, "write", own);
    else Reflect.deleteProperty(process.stdout, "write");
  };
}
