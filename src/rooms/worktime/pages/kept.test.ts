// Is what was confirmed without a network kept apart by person, sent once, and never lost?
import { describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { finding } from '../../../kernel/finding.ts'
import { Refusal } from '../../../platform/client.ts'
import type { IntervalData } from '../../hours/schema.ts'
import { dropWeek, isSame, keepWeek, readKept, sendKept, shelfKey, type Shelf } from './kept.ts'

const elif = { tenant: 'brigham', person: 'elif-karadenizli' }
const week = { programme: 'bwh-dr', person: elif.person, monday: day('2026-11-16') }
const after = { ...week, monday: day('2026-11-23') }
const entry: IntervalData = {
  ...{ id: 'a', kind: 'clinical', start: '2026-11-16T07:30', end: '2026-11-16T17:00' },
}
const words = (version = 0, entries = [entry]) => ({ version, entries, reason: '' })

function makeShelf(): Shelf {
  const items = new Map<string, string>()
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, text) => void items.set(key, text),
    removeItem: (key) => void items.delete(key),
  }
}
const no = (status: number) => () =>
  Promise.reject(new Refusal(status, [finding('worktime.closed', 'It is closed.')]))

describe('a week confirmed without a network', () => {
  test('is kept for the one who confirmed it and for nobody else', () => {
    const shelf = makeShelf()
    expect(keepWeek(shelf, elif, week, words())).toBe(true)
    expect(readKept(shelf, elif)).toMatchObject([{ ...week, words: words(), refused: [] }])
    expect(readKept(shelf, { ...elif, person: 'isaac-feldmanov' })).toEqual([])
    expect(readKept(shelf, { ...elif, tenant: 'mayo' })).toEqual([])
  })
  test('corrected again stands there once, as it was said last', () => {
    const shelf = makeShelf()
    keepWeek(shelf, elif, week, words())
    keepWeek(shelf, elif, after, words())
    keepWeek(shelf, elif, week, words(0, []))
    expect(
      readKept(shelf, elif).map(({ monday, words: { entries } }) => [monday, entries]),
    ).toEqual([
      [after.monday, [entry]],
      [week.monday, []],
    ])
  })
  test('is said not to be kept where the device keeps nothing', () => {
    const full: Shelf = {
      ...makeShelf(),
      setItem: () => {
        throw new Error('QuotaExceededError')
      },
    }
    expect(keepWeek(full, elif, week, words())).toBe(false)
  })
  test('is not read out of what somebody else has written there', () => {
    const shelf = makeShelf()
    for (const text of ['', '{', '{}', '[1, {"key": 2}]']) {
      shelf.setItem(shelfKey(elif), text)
      expect(readKept(shelf, elif)).toEqual([])
    }
  })
})

describe('sent later', () => {
  test('with one key however often it is tried, and dropped when it is taken', async () => {
    const shelf = makeShelf()
    keepWeek(shelf, elif, week, words())
    const keys: string[] = []
    const lost = await sendKept(shelf, elif, ({ key }) => (keys.push(key), no(0)()))
    expect([lost, readKept(shelf, elif)]).toMatchObject([[], [{ refused: [] }]])
    const sent = await sendKept(shelf, elif, async ({ key }) => (keys.push(key), { version: 1 }))
    expect(sent).toEqual([{ week, refused: [] }])
    expect(keys[0]).toBe(keys[1])
    expect(readKept(shelf, elif)).toEqual([])
    expect(shelf.getItem(shelfKey(elif))).toBeNull()
  })
  test.each([0, 401, 422, 429, 500, 503])('waits for another time at status %i', async (status) => {
    const shelf = makeShelf()
    keepWeek(shelf, elif, week, words())
    keepWeek(shelf, elif, after, words())
    expect(await sendKept(shelf, elif, no(status))).toEqual([])
    expect(readKept(shelf, elif).map(({ refused }) => refused)).toEqual([[], []])
  })
  test.each([400, 403, 404, 409])(
    'is kept with the reasons when it is refused with %i',
    async (status) => {
      const shelf = makeShelf()
      keepWeek(shelf, elif, week, words())
      keepWeek(shelf, elif, after, words())
      const sent = await sendKept(shelf, elif, (kept) =>
        kept.monday === week.monday ? no(status)() : Promise.resolve({ version: 1 }),
      )
      expect(sent.map(({ refused }) => refused.length)).toEqual([1, 0])
      expect(readKept(shelf, elif)).toMatchObject([
        { ...week, words: words(), refused: [{ says: 'It is closed.' }] },
      ])
      // And it is not sent again by itself.
      expect(await sendKept(shelf, elif, no(500))).toEqual([])
      dropWeek(shelf, elif, week)
      expect(readKept(shelf, elif)).toEqual([])
    },
  )
  test('and corrected on the way, the correction is of what was taken', async () => {
    const shelf = makeShelf()
    keepWeek(shelf, elif, week, words())
    await sendKept(shelf, elif, async () => {
      keepWeek(shelf, elif, week, words(0, []))
      return { version: 1 }
    })
    expect(readKept(shelf, elif)).toMatchObject([
      { words: { version: 1, entries: [] }, refused: [] },
    ])
  })
})

test('the same entries are the same in any order, and others are not', () => {
  const other = { ...entry, id: 'b', ownInitiative: 'One patient' }
  expect(isSame([entry, other], [other, entry])).toBe(true)
  expect(isSame([entry], [{ ...entry, end: '2026-11-16T18:00' }])).toBe(false)
  expect(isSame([], null)).toBe(false)
})
