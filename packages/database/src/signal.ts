/**
 * An `AbortSignal`. By way of `globalThis`, because a program that has neither the types of Node nor those of the DOM knows no such name, and shall
 * compile with ours all the same.
 */
export type Signal = typeof globalThis extends { AbortSignal: { prototype: infer Known } } ? Known : unknown;
