// Sites and scanners: people where their rotation works, empty places shown, unknown numbers unknown.
import { expect, test } from 'vitest'
import { coverageOf, type Machine, type Reach } from './coverage.ts'

const ann = { id: 'ann', name: 'Ann', level: 'fellow' }
const ben = { id: 'ben', name: 'Ben', level: null }
const sites = new Map([
  ['main', 'Main hospital'],
  ['north', 'North clinic'],
  ['or', 'Operating room'],
])
const machine = (id: string, site: string | null, kind: string, count: number | null): Machine => ({
  ...{ id, site, class: kind, count },
})
const machines = [
  machine('m1', 'main', 'MR', 2),
  machine('m2', 'main', 'MR', 1),
  machine('c1', 'main', 'CT', null),
  machine('u1', 'north', 'US', 1),
  machine('or-mr', 'or', 'MR', 1),
  machine('lost', null, 'MR', 9),
  machine('lab', 'main', 'lab', 1),
]
const reach = (more: Partial<Reach>): Reach => ({
  sites: [],
  modalities: [],
  resource: null,
  ...more,
})
const placed = (...services: Parameters<typeof coverageOf>[0]) =>
  coverageOf(
    services,
    new Map([
      ['cross', reach({ sites: ['main', 'north'], modalities: ['MR', 'CT'] })],
      ['imri', reach({ sites: ['main'], modalities: ['MR'], resource: 'or-mr' })],
      ['research', reach({ sites: ['north'] })],
      ['gone', reach({ sites: ['nowhere'], modalities: ['MR'] })],
    ]),
    machines,
    sites,
  ).map(({ name, scanners }) => [
    name,
    scanners.map(({ kind, machines: of, people }) => [kind, of, people.map(({ id }) => id).join()]),
  ])

test('people stand at the classes of machines of their rotation, at each of its sites', () => {
  expect(placed({ work: 'cross', people: [ann] })).toEqual([
    [
      'Main hospital',
      [
        ['CT', null, 'ann'],
        ['MR', 3, 'ann'],
      ],
    ],
    // No MR and no CT there: they are at the site all the same.
    [
      'North clinic',
      [
        ['', 0, 'ann'],
        ['US', 1, ''],
      ],
    ],
    ['Operating room', [['MR', 1, '']]],
  ])
})

test('whose rotation names one machine stands there and nowhere else', () => {
  const rows = placed({ work: 'imri', people: [ben] })
  expect(rows).toContainEqual(['Operating room', [['MR', 1, 'ben']]])
  expect(rows).toContainEqual([
    'Main hospital',
    [
      ['CT', null, ''],
      ['MR', 3, ''],
    ],
  ])
})

test('two on one service stand together, nobody twice, and unknown places are passed over', () => {
  const rows = placed(
    { work: 'cross', people: [ann, ben] },
    { work: 'cross', people: [ann] },
    { work: 'gone', people: [ben] },
    { work: 'unheard-of', people: [ben] },
    { work: 'research', people: [ben] },
  )
  expect(rows[0]).toEqual([
    'Main hospital',
    [
      ['CT', null, 'ann,ben'],
      ['MR', 3, 'ann,ben'],
    ],
  ])
  expect(rows).toHaveLength(3)
})
