// Is it said of everybody whether they come, and why not?
import { describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import { obstacleOf, reachOf, type ReachCall, type ReachPerson, type ReachWork } from './reach.ts'
import { type SeriesFactsInput, seriesFactsSchema } from './schema.ts'

const ON = day('2026-12-01')
const noon = { on: ON, begins: '2026-12-01T17:00:00.000Z', ends: '2026-12-01T18:00:00.000Z' }
const sites = new Map([
  ['main', { name: 'Main', parent: null }],
  ['ward', { name: 'Ward', parent: 'main' }],
  ['far', { name: 'Far away', parent: null }],
  ['annex', { name: 'Annex', parent: 'far' }],
])
const facts = (more: Partial<SeriesFactsInput> = {}) =>
  seriesFactsSchema.parse({
    ...{ rhythm: { kind: 'weekly', every: 1, weekdays: [2] }, from: '2026-07-01', until: null },
    ...{ hours: { from: '12:00', to: '13:00' }, ...more },
  })
const amy = (more: Partial<ReachPerson> = {}): ReachPerson => ({
  ...{ id: 'amy', name: 'Amy', away: [], works: [], calls: [] },
  roles: [{ programme: 'p', role: 'trainee', level: 'R2', from: null, to: null }],
  ...more,
})
const on = (more: Partial<ReachWork>): ReachWork => ({
  ...{ from: ON, to: ON, work: 'body', name: 'Body', categories: [], sites: [], ...more },
})
const night = (more: Partial<ReachCall>): ReachCall => ({
  ...{ on: ON, begins: '2026-12-01T16:00:00.000Z', ends: '2026-12-02T12:00:00.000Z' },
  ...{ isInHouse: true, freesNextDay: false, ...more },
})
const says = (person: ReachPerson, more: Partial<SeriesFactsInput> = {}) => {
  const reached = reachOf(person, noon, { programme: 'p', facts: facts(more), sites })
  return reached && [reached.state, reached.why].filter(Boolean).join(', ')
}

describe('of whom is it asked', () => {
  const faculty = amy({
    roles: [{ programme: 'p', role: 'faculty', level: null, from: null, to: null }],
  })
  const guest = amy({
    roles: [{ programme: 'q', role: 'trainee', level: 'R2', from: null, to: null }],
  })
  const gone = amy({
    roles: [{ programme: 'p', role: 'trainee', level: 'R2', from: null, to: day('2026-11-30') }],
  })
  test.each<[string, ReachPerson, Partial<SeriesFactsInput>, string | undefined]>([
    ['a trainee', amy(), {}, 'comes'],
    ['a trainee, where nobody must', amy(), { isRequired: false }, 'may'],
    ['a trainee of a level that is asked', amy(), { audience: { levels: ['R2'] } }, 'comes'],
    ['a trainee of another level', amy(), { audience: { levels: ['R3'] } }, undefined],
    ['a trainee whose training has ended the day before', gone, {}, undefined],
    ['faculty that is not asked', faculty, {}, undefined],
    [
      'faculty that is asked, whatever the levels',
      faculty,
      { audience: { faculty: true, levels: ['R3'] } },
      'comes',
    ],
    ['a guest', guest, { audience: { invited: ['q'] } }, 'may'],
    ['a stranger', guest, {}, undefined],
    [
      'who is on a rotation that is asked',
      amy({ works: [on({})] }),
      { audience: { rotations: ['body'] } },
      'comes',
    ],
    [
      'who is on one of a category that is asked',
      amy({ works: [on({ categories: ['clinical'] })] }),
      { audience: { rotations: ['clinical'] } },
      'comes',
    ],
    [
      'who is on another one',
      amy({ works: [on({})] }),
      { audience: { rotations: ['chest'] } },
      undefined,
    ],
  ])('%s', (_, person, more, expected) => {
    expect(says(person, more)).toBe(expected)
  })
})

describe('what keeps somebody', () => {
  const far = { place: { site: 'main', notFrom: ['far'] } }
  const yesterday = { on: day('2026-11-30'), begins: '2026-11-30T22:00:00.000Z' }
  test.each<[string, Partial<ReachPerson>, Partial<SeriesFactsInput>, string]>([
    ['leave', { away: [{ from: ON, to: ON }] }, {}, 'away, on leave'],
    [
      'leave that ends the day before keeps nobody',
      { away: [{ from: day('2026-11-01'), to: day('2026-11-30') }] },
      {},
      'comes',
    ],
    [
      'a call that frees the next day',
      { calls: [night({ ...yesterday, ends: '2026-12-01T12:00:00.000Z', freesNextDay: true })] },
      {},
      'excused, after a call',
    ],
    [
      'that too where it is protected',
      { calls: [night({ ...yesterday, ends: '2026-12-01T12:00:00.000Z', freesNextDay: true })] },
      { isProtected: true },
      'excused, after a call',
    ],
    [
      'a call that frees nothing keeps nobody',
      { calls: [night({ ...yesterday, ends: '2026-12-01T12:00:00.000Z' })] },
      {},
      'comes',
    ],
    ['call in the house at that hour', { calls: [night({})] }, {}, 'cannot, on call in the house'],
    [
      'call that begins when it ends keeps nobody',
      { calls: [night({ begins: noon.ends })] },
      {},
      'comes',
    ],
    ['not where it is protected', { calls: [night({})] }, { isProtected: true }, 'comes'],
    ['call at home keeps nobody', { calls: [night({ isInHouse: false })] }, {}, 'comes'],
    [
      'nights',
      { works: [on({ categories: ['night'], name: 'Night float' })] },
      {},
      'excused, on Night float',
    ],
    [
      'a rotation that is excused',
      { works: [on({})] },
      { audience: { notDuring: ['body'] } },
      'excused, on Body',
    ],
    [
      'a site that is out of reach',
      { works: [on({ sites: ['far'] })] },
      far,
      'cannot, at Far away',
    ],
    ['what belongs to that site', { works: [on({ sites: ['annex'] })] }, far, 'cannot, at Annex'],
    [
      'not when there is a link',
      { works: [on({ sites: ['far'] })] },
      { place: { ...far.place, link: 'https://meet.example.org/x' } },
      'comes',
    ],
    [
      'not when the rotation is here as well',
      { works: [on({ sites: ['far', 'ward'] })] },
      far,
      'comes',
    ],
    ['not when nobody knows where it is', { works: [on({})] }, far, 'comes'],
  ])('%s', (_, more, series, expected) => {
    expect(says(amy(more), series)).toBe(expected)
  })
  test('keeps who presents as well, asked or not', () => {
    const away = amy({ roles: [], away: [{ from: ON, to: ON }] })
    expect(obstacleOf(away, noon, { facts: facts(), sites })).toEqual({
      state: 'away',
      why: 'on leave',
    })
  })
})
