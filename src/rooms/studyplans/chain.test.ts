// Who must agree to a plan, and what may be taken back?
import { expect, test } from 'vitest'
import {
  chainOf,
  isOfSection,
  judgesAs,
  mayReopen,
  stepToTakeBack,
  type Standing,
} from './chain.ts'
import type { Station, StudyStep } from './schema.ts'
import { catalogue, item } from './year.fixture.ts'

const grouped = {
  ...catalogue,
  electives: catalogue.electives.map((one) => ({
    ...one,
    group: one.id === 'msk' ? 'Musculoskeletal imaging' : '',
  })),
}
const items = [item('msk', 1, 8), item('cardio', 9, 4)]
const TEACHERS = [
  { id: 'orla', section: 'Musculoskeletal imaging' },
  { id: 'nikhil', section: 'Nuclear medicine' },
]
const capacities = (chain: readonly Station[]) => chain.map(({ capacity }) => capacity)

test('the section in which most weeks are is asked, unless the adviser speaks for it', () => {
  const of = (adviser: string) => chainOf(grouped, { person: 'me', adviser, items }, TEACHERS)
  expect(capacities(of('nikhil'))).toEqual(['adviser', 'section', 'director'])
  expect(of('nikhil')[1]).toMatchObject({ section: 'Musculoskeletal imaging', who: ['orla'] })
  expect(capacities(of('orla'))).toEqual(['adviser', 'director'])
  expect(
    capacities(chainOf(catalogue, { person: 'me', adviser: 'nikhil', items }, TEACHERS)),
  ).toEqual(['adviser', 'director'])
})

test('imaging alone does not make one section of two', () => {
  expect(isOfSection('Breast imaging', 'Thoracic imaging')).toBe(false)
  expect(isOfSection('Emergency radiology', 'Emergency radiology')).toBe(true)
})

const chain = chainOf(grouped, { person: 'me', adviser: 'nikhil', items }, TEACHERS)
const standing = (more: Partial<Standing> = {}): Standing => ({
  ...{ person: 'me', state: 'submitted', version: 3, chain, taken: 0 },
  ...more,
})
const step = (kind: StudyStep['kind'], by: string, version = 3): StudyStep => ({
  ...{ seq: 1, kind, capacity: 'adviser', station: 0, by, byName: by, comment: '', version },
  at: '2026-11-21T17:00:00Z',
})

test('one after the other, and nobody for themselves', () => {
  const as = (id: string, taken: number, directs = false) =>
    judgesAs(standing({ taken }), { id, directs })
  expect([as('nikhil', 0), as('orla', 0), as('boss', 0, true)]).toEqual(['adviser', null, null])
  expect([as('nikhil', 1), as('orla', 1), as('boss', 2, true)]).toEqual([
    null,
    'section',
    'director',
  ])
  expect(as('me', 2, true)).toBeNull()
  expect(judgesAs(standing({ state: 'draft' }), { id: 'nikhil', directs: false })).toBeNull()
})

test('only whoever directs reopens, and not their own', () => {
  const done = standing({ state: 'approved', taken: 3 })
  expect(mayReopen(done, { id: 'boss', directs: true })).toBe(true)
  expect(mayReopen(done, { id: 'nikhil', directs: false })).toBe(false)
  expect(mayReopen(done, { id: 'me', directs: true })).toBe(false)
})

test('the last step, one’s own, until something is built on it', () => {
  const back = (plan: Standing, ...steps: StudyStep[]) =>
    stepToTakeBack(plan, steps, 'nikhil')?.kind
  expect(back(standing({ taken: 1 }), step('approved', 'nikhil'))).toBe('approved')
  expect(
    back(standing({ taken: 2 }), step('approved', 'nikhil'), step('approved', 'orla')),
  ).toBeUndefined()
  expect(back(standing({ state: 'draft' }), step('returned', 'nikhil'))).toBe('returned')
  expect(back(standing({ state: 'draft', version: 4 }), step('returned', 'nikhil'))).toBeUndefined()
})
