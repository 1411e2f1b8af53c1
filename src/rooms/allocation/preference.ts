// Which of two sets of places does a person like better, and how satisfied is somebody?
import { MOST_WISHES } from './schema.ts'

/**
 * The dearest wish in which two sets differ decides. As a number: wish r counts half as much as
 * wish r - 1, so that it outweighs all later ones together. Whole numbers below 2^50, hence exact.
 */
export function worth(ranks: Iterable<number>): number {
  let sum = 0
  for (const rank of ranks) sum += 2 ** (MOST_WISHES - rank)
  return sum
}

/** 0 to 1: what somebody has, of the most that they could have had alone. Who can have nothing lacks nothing. */
export function satisfaction(has: number, alone: number): number {
  return alone === 0 ? 1 : has / alone
}
