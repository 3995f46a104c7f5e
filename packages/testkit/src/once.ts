import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/** Whether a process with this id exists; a stranger's process counts as one. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * Runs `make` once, however many processes call this at the same time, and gives its answer to all of them. The answer
 * is kept as JSON in `file`. A maker that died is succeeded by one of those who wait; a maker that throws leaves nothing,
 * and the next caller tries again.
 */
export async function once<T>(
  file: string,
  isAnswer: (value: unknown) => value is T,
  make: () => Promise<T>,
): Promise<T> {
  for (;;) {
    const answer = await readAnswer(file);
    if (isAnswer(answer)) return answer;
    if (await takeLock(`${file}.lock`)) {
      try {
        const late = await readAnswer(file);
        return isAnswer(late) ? late : await writeAnswer(file, await make());
      } finally {
        await rm(`${file}.lock`, { force: true });
      }
    }
    await breakLockOfTheDead(`${file}.lock`);
    await sleep(20);
  }
}

async function readAnswer(file: string): Promise<unknown> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as unknown);
}

async function writeAnswer<T>(file: string, answer: T): Promise<T> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(answer));
  await rename(draft, file);
  return answer;
}

/** A hard link appears with its content in one step, so that nobody ever reads a lock without its owner's id. */
async function takeLock(lock: string): Promise<boolean> {
  const draft = `${lock}.${randomUUID()}`;
  await writeFile(draft, String(process.pid));
  try {
    await link(draft, lock);
    return true;
  } catch {
    return false;
  } finally {
    await rm(draft, { force: true });
  }
}

async function breakLockOfTheDead(lock: string): Promise<void> {
  if (!(await isAbandoned(lock))) return;
  const taken = `${lock}.${randomUUID()}`;
  await rename(lock, taken).catch(() => undefined);
  // Between the look and the rename another waiter may have broken the lock and taken it: then it is put back.
  if (!(await isAbandoned(taken))) await link(taken, lock).catch(() => undefined);
  await rm(taken, { force: true });
}

async function isAbandoned(lock: string): Promise<boolean> {
  const owner = await readFile(lock, "utf8").catch(() => undefined);
  return owner !== undefined && !isAlive(Number(owner));
}
