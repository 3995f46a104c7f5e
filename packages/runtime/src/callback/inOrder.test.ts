import { expect, it } from "@jest/globals";
import { inOrder } from "./inOrder.ts";

const later = (act: () => void) => async (): Promise<void> => {
  await new Promise((resolve) => setImmediate(resolve));
  act();
};
const fails = (message: string) =>
  later(() => {
    throw new Error(message);
  });

it("does one thing after the other, and waits for those that nobody awaits", async () => {
  const queue = inOrder();
  const done: number[] = [];
  const promises = [1, 2, 3].map((number) => queue.add(later(() => done.push(number))));
  await promises[1];
  expect(done).toEqual([1, 2]);
  await queue.drain();
  expect(done).toEqual([1, 2, 3]);
});

it("tells a failure to who asks, and to nobody else", async () => {
  const queue = inOrder();
  await expect(queue.add(fails("asked"))).rejects.toThrow("asked");
  await queue.add(fails("caught")).catch(() => undefined);
  await queue.drain();
});

it("tells a failure that nobody asks about in the end, and does what comes behind it", async () => {
  const queue = inOrder();
  const done: number[] = [];
  void queue.add(fails("forgotten"));
  await queue.add(later(() => done.push(1)));
  expect(done).toEqual([1]);
  await expect(queue.drain()).rejects.toThrow("forgotten");
});
