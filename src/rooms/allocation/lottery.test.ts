// The order can be computed by anybody: the vectors of the paper, turns, nobody else's business.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalText } from './canonical.ts'
import { hashText, lotteryNumber, lotteryOrder } from './lottery.ts'

test('the vectors of docs/allocation.md are right', () => {
  const rows = [
    ...readFileSync('docs/allocation.md', 'utf8').matchAll(
      /^\| `(2027-03-01)` +\| `(p\d)` +\| `([0-9a-f]{64})`/gm,
    ),
  ]
  expect(rows).toHaveLength(3)
  for (const [, seed, id, number] of rows) expect(lotteryNumber(seed!, id!)).toBe(number)
})

test('the hash is SHA-256 of the UTF-8 text, whatever the letters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(hashText(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'))
    }),
  )
})

test('an earlier turn draws first, and the list of people does not matter', () => {
  const ids = Array.from({ length: 30 }, (_, nth) => `p${nth}`)
  const people = ids.map((id, nth) => ({ id, turn: nth % 3 }))
  const drawn = (list: typeof people) => lotteryOrder(list, 'x').map((nth) => list[nth]!.id)
  const order = drawn(people)
  expect(drawn(people.toReversed())).toEqual(order)
  const turns = order.map((id) => people.find((each) => each.id === id)!.turn)
  expect(turns).toEqual(turns.toSorted())
  const without = people.filter(({ id }) => id !== 'p7')
  expect(drawn(without)).toEqual(order.filter((id) => id !== 'p7'))
})

test('every place in the order is as likely for everybody', () => {
  const first = new Map<string, number>()
  const people = ['a', 'b', 'c', 'd'].map((id) => ({ id, turn: 0 }))
  for (let nth = 0; nth < 4000; nth++) {
    const { id } = people[lotteryOrder(people, `seed ${nth}`)[0]!]!
    first.set(id, (first.get(id) ?? 0) + 1)
  }
  // Five standard deviations around 1,000.
  for (const count of first.values()) expect(Math.abs(count - 1000)).toBeLessThan(140)
})

test('the canonical text does not depend on the order of fields, and leaves out what is absent', () => {
  expect(canonicalText({ b: [1, { d: null, c: 'ä' }], a: undefined })).toBe(
    '{"b":[1,{"c":"ä","d":null}]}',
  )
})
