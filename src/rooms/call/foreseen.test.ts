// Is what a plan would bring said with what it comes of, and what is there already told apart?
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../kernel/day.ts'
import { checkPack } from '../hours/check-pack.ts'
import type { PacksInForce } from '../hours/in-force.ts'
import type { CallPerson, PlannedKind } from './asked.ts'
import { foreseenIn, type Side } from './foreseen.ts'
import { callFactsSchema } from './schema.ts'
import { plannedTimeline } from './timeline.ts'

const ZONE = 'America/New_York'
const FIRST = day('2026-09-07')
const span = { from: FIRST, to: addDays(FIRST, 27) }
const days = <T>(value: T) => ({
  ...{ weekday: value, friday: value, saturday: value, sunday: value, holiday: value },
})
const NIGHT: PlannedKind = {
  ...{ id: 'night', code: 'N', name: 'Night call' },
  facts: callFactsSchema.parse({
    ...{ form: 'overnight', where: 'in-house' },
    ...{ hours: days({ from: '17:00', to: '08:00' }), needs: days(1), points: days(1) },
  }),
}
const packs = (hours: number): PacksInForce => {
  const rule = { id: 'W', rule: 'weekly-average', clause: '1', level: 'core', params: { hours } }
  const pack = { format: 'isocenter.hours-pack', version: 1, id: 'p', title: 'P', edition: '1' }
  const checked = checkPack({ ...pack, rules: [rule] })
  if (!checked.ok) throw new Error('the pack is right')
  return [{ from: null, bound: checked.value, isBarrier: false }]
}
const amy = (more: Partial<CallPerson> = {}): CallPerson => ({
  ...{
    id: 'amy',
    name: 'Amy',
    levels: [],
    since: FIRST,
    share: 1,
    competencies: new Set<string>(),
  },
  rotations: [
    {
      ...{ work: 'msk', name: 'Bones and joints', categories: [], ...span },
      hours: { days: [1, 2, 3, 4, 5], from: '07:30', to: '17:00' },
    },
  ],
  leave: [],
  ...more,
})
const call = (nth: number): Side['calls'][number] => {
  const on = addDays(FIRST, nth)
  return {
    ...{ id: `n${nth}`, person: 'amy', kind: 'night', on },
    ...{ begins: `${on}T21:00:00Z`, ends: `${addDays(on, 1)}T12:00:00Z` },
  }
}
const foresee = (hours: number, before: Side, after: Side) =>
  foreseenIn({
    ...{
      span,
      zone: ZONE,
      packs: packs(hours),
      kinds: [NIGHT],
      holidays: new Set(),
      before,
      after,
    },
  })

describe('what would be found', () => {
  const plain: Side = { people: [amy()], calls: [] }
  test('is said with days, calls and the weeks behind it', () => {
    const calls = [1, 8, 15, 22, 26].map(call)
    const [found, ...rest] = foresee(50, plain, { ...plain, calls })
    expect(rest).toEqual([])
    expect(found).toMatchObject({ name: 'Amy', rule: 'W', isOld: false, on: FIRST })
    expect(found!.causes).toEqual([
      '20 days of Bones and joints',
      'Night call on Tue 8 Sep',
      'Night call on Tue 15 Sep',
      'Night call on Tue 22 Sep',
      '2 more calls',
      expect.stringMatching(/^week by week .+ hours$/),
    ])
  })
  test('is there already where it would be the same without it, and nothing where nothing is', () => {
    expect(foresee(40, plain, plain).map(({ isOld }) => isOld)).toEqual([true])
    expect(foresee(50, plain, plain)).toEqual([])
  })
  test('is of somebody new, whom nothing stood for before', () => {
    expect(foresee(40, { people: [], calls: [] }, plain).map(({ isOld }) => isOld)).toEqual([false])
  })
})

describe('a conference', () => {
  const on = addDays(FIRST, 1)
  const held = (from: string, to: string) => [
    { id: 'c', begins: `${on}T${from}:00Z`, ends: `${on}T${to}:00Z` },
  ]
  const timeline = (person: CallPerson) =>
    plannedTimeline(
      { ...person, person: person.id, zone: ZONE, calls: [] },
      { from: FIRST, to: addDays(FIRST, 6) },
      { kinds: new Map(), holidays: new Set() },
    )
  test('is teaching, on its own day, and none on a day of leave', () => {
    const conferences = held('22:00', '23:30')
    expect(timeline(amy({ conferences })).intervals.at(-1)).toEqual({
      ...{ id: 'c', kind: 'education' },
      ...{ start: `${on}T22:00Z`, end: `${on}T23:30Z` },
    })
    const leave = [{ from: on, to: on }]
    expect(timeline(amy({ conferences, leave })).intervals.some(({ id }) => id === 'c')).toBe(false)
  })
  test('in the evening counts, over a day of work it counts once', () => {
    const all = (conferences: CallPerson['conferences'] & object): Side => ({
      ...{ people: [amy({ conferences })], calls: [] },
    })
    const plain: Side = { people: [amy()], calls: [] }
    expect(foresee(47.5, plain, all(held('16:00', '17:00')))).toEqual([])
    const [found] = foresee(47.5, plain, all(held('22:00', '23:30')))
    expect(found!.causes).toContain('1 conference')
  })
})
