// Who draws first? A number for each person from the published seed, that anybody can compute.
import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils'

/** SHA-256 of the UTF-8 text in lower-case hex. */
export function hashText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}

/** The lottery number of a person, 64 hex digits: SHA-256 of seed, a line feed, id. */
export function lotteryNumber(seed: string, id: string): string {
  return hashText(`${seed}\n${id}`)
}

/** Indexes of the people: by turn, then by lottery number, the lowest first. */
export function lotteryOrder(
  people: readonly { id: string; turn: number }[],
  seed: string,
): number[] {
  const numbers = people.map(({ id }) => lotteryNumber(seed, id))
  const compare = (one: number, other: number) =>
    people[one]!.turn - people[other]!.turn || (numbers[one]! < numbers[other]! ? -1 : 1)
  return people.map((_, nth) => nth).sort(compare)
}
