// Which laws hold for every timeline, whatever is in it?
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../kernel/day.ts'
import { rollingHours } from './early-warning.ts'
import { bindPack, judgePerson } from './judge.ts'
import { acgme2025 } from './packs/acgme-2025.ts'
import { days, person as make, piece, rotation } from './rules/examples.ts'
import { hoursRules } from './rules/index.ts'
import type { Example } from './rules/rule.ts'
import {
  intervalKinds,
  type Pack,
  packSchema,
  type TimelinePerson,
  timelinePersonSchema,
} from './schema.ts'
import { readWorker } from './worker.ts'

const whole = (data: Example['person']): TimelinePerson =>
  timelinePersonSchema.parse({ id: 'a', ...data })
const bind = (pack: Pack) => {
  const bound = bindPack(pack)
  if (!bound.ok) throw new Error(JSON.stringify(bound.findings))
  return bound.value
}
const pack = (rule: string, params: object = {}, settings: object = {}): Pack =>
  packSchema.parse({
    ...{ format: 'isocenter.hours-pack', version: 1, id: 'p', title: 'P', edition: '1', settings },
    rules: [{ id: rule, rule, clause: '1', level: 'core', params }],
  })
const judge = (data: Example['person'], rule: string, params: object = {}, settings: object = {}) =>
  judgePerson(whole(data), bind(pack(rule, params, settings)))
describe('laws', () => {
  const kind = fc.constantFrom(...intervalKinds)
  const some = fc.array(
    fc.record({
      ...{ kind, nth: fc.integer({ min: 0, max: 40 }) },
      ...{ hour: fc.integer({ min: 0, max: 23 }), hours: fc.integer({ min: 1, max: 30 }) },
    }),
    { maxLength: 30 },
  )
  const timeline = some.map((list) =>
    make({
      rotations: [rotation(28), { ...rotation(14, {}, addDays(rotation(1).from, 28)), id: 's' }],
      intervals: list.map(({ kind: of, nth, hour, hours }, index) => ({
        ...piece(of, nth, hour, hours),
        id: `i${index}`,
      })),
    }),
  )

  test('the order in which entries are written says nothing', () => {
    fc.assert(
      fc.property(timeline, (data) => {
        const turned = { ...data, intervals: [...data.intervals].reverse() }
        const of = (one: typeof data) =>
          judgePerson(whole(one), bind(acgme2025)).map(({ evidence: _, ...rest }) => rest)
        expect(of(turned)).toEqual(of(data))
      }),
    )
  })

  test('writing the same hours twice changes no average and no free day', () => {
    fc.assert(
      fc.property(timeline, (data) => {
        const twice = {
          ...data,
          intervals: [
            ...data.intervals,
            ...data.intervals.map((one) => ({ ...one, id: `${one.id}-again` })),
          ],
        }
        for (const rule of ['weekly-average', 'free-days', 'call-frequency'])
          expect(judge(twice, rule).map(({ measured }) => measured)).toEqual(
            judge(data, rule).map(({ measured }) => measured),
          )
      }),
    )
  })

  test('hours are what a count of every single minute says', () => {
    fc.assert(
      fc.property(timeline, (data) => {
        const worker = readWorker(whole(data), acgme2025.settings)
        for (const window of worker.windows) {
          let minutes = 0
          for (let at = window.start; at < window.end; at += 5)
            if (
              worker.pieces.some(
                ({ kind: of, start, end }) =>
                  start <= at && at < end && !['home-call', 'jeopardy', 'study'].includes(of),
              )
            )
              minutes += 5
          const found = judge(data, 'weekly-average').find(
            (one) => one.window!.from === window.from,
          )!
          expect(found.measured).toBeCloseTo((7 * minutes) / 60 / window.eligibleDays, 1)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('more work never mends what more work can only break', () => {
    const grows = [...hoursRules.values()].filter((rule) =>
      ['weekly-average', 'call-frequency'].includes(rule.id),
    )
    fc.assert(
      fc.property(timeline, fc.integer({ min: 0, max: 27 }), (data, nth) => {
        const more = {
          ...data,
          intervals: [...data.intervals, { ...piece('in-house-call', nth, 17, 14), id: 'more' }],
        }
        for (const { id } of grows)
          for (const [index, before] of judge(data, id).entries())
            expect(judge(more, id)[index]!.measured! >= before.measured!).toBe(true)
      }),
    )
  })

  test('the rolling average is a picture: at the end of a window it is the average of the window', () => {
    const data = days(28, [100, 60, 80, 80], { states: [] }).person
    const worker = readWorker(whole(data), acgme2025.settings)
    const { to } = worker.windows[0]!
    expect(rollingHours(worker, { from: to, to })).toEqual([{ day: to, hours: 80 }])
  })
})
