// Is everything seen that is wrong with a catalogue, and nothing else?
import { describe, expect, test } from 'vitest'
import { catalogue, elective } from './catalogue.fixture.ts'
import { judgeCatalogue } from './rules.ts'
import type { ElectiveInput, MiniFellowship } from './schema.ts'

const judge = (more: Partial<ElectiveInput>) =>
  judgeCatalogue(catalogue([elective('a', more)]), {
    sites: new Set(['here']),
    resources: new Set(['suite']),
  })
const says = (more: Partial<ElectiveInput>) => judge(more).map((one) => one.says)

test('a sound catalogue has nothing to be said about', () => {
  expect(
    says({
      ...{ minWeeks: 4, nominalWeeks: 8, extendedWeeks: 12 },
      components: [
        { id: 'x', name: 'X', minWeeks: 2, order: 1, site: 'here', resource: 'suite' },
        { id: 'y', name: 'Y', minWeeks: 2, order: 2 },
        { id: 'z', name: 'Z', optional: true, guaranteed: true },
      ],
      modules: [{ id: 'm', name: 'M', objectives: ['To know'], assignments: ['An essay'] }],
      prerequisites: [{ says: 'A course', competencies: ['course'] }],
      finalProject: { says: 'A report', gate: true },
    }),
  ).toEqual([])
})

test.each<[Partial<ElectiveInput>, RegExp, string]>([
  [{ section: 'x' }, /there is no section "x"/, 'section'],
  [{ minWeeks: 6, nominalWeeks: 4 }, /usually takes 4 weeks, less than the 6/, 'nominalWeeks'],
  [
    { minWeeks: 6, extendedWeeks: 4 },
    /long form takes 4 weeks, less than the usual 6/,
    'extendedWeeks',
  ],
  [{ nominalWeeks: 8, extendedWeeks: 6 }, /less than the usual 8/, 'extendedWeeks'],
  [
    { minWeeks: 2, components: [{ id: 'x', name: 'X', minWeeks: 3 }] },
    /parts take at least 3 weeks, and it may be shortened to 2/,
    'minWeeks',
  ],
  [
    { nominalWeeks: 4, components: [{ id: 'x', name: 'X', minWeeks: 6, optional: true }] },
    /X takes at least 6 weeks, the whole elective at most 4/,
    'components[0].minWeeks',
  ],
  [
    {
      nominalWeeks: 4,
      components: [
        { id: 'x', name: 'X', optional: true, sessions: { minCommitmentWeeks: 5, withStaff: '' } },
      ],
    },
    /X takes at least 5 weeks/,
    'components[0].minWeeks',
  ],
  [
    {
      components: [
        { id: 'x', name: 'X', order: 1 },
        { id: 'y', name: 'Y', order: 3 },
      ],
    },
    /goes from 1 to 3/,
    'components',
  ],
  [{ components: [{ id: 'x', name: 'X', order: 2 }] }, /goes from the start to 2/, 'components'],
  [
    { components: [{ id: 'x', name: 'X', guaranteed: true }] },
    /always open to who wants it, and everybody must/,
    'components[0].guaranteed',
  ],
  [
    { tracks: [{ id: 't', name: 'T', sharesWith: ['u'] }] },
    /no such track/,
    'tracks[0].sharesWith',
  ],
  [{ tracks: [{ id: 't', name: 'T', sharesWith: ['t'] }] }, /with itself/, 'tracks[0].sharesWith'],
  [{ options: [{ id: 'o', name: 'O', site: 'away' }] }, /no such site/, 'options[0].site'],
  [{ offSite: [{ site: 'away', arranged: true }] }, /no such site/, 'offSite[0].site'],
  [
    { components: [{ id: 'x', name: 'X', resource: 'nothing' }] },
    /no such machine or suite/,
    'components[0].resource',
  ],
  [
    {
      options: [
        { id: 'o', name: 'O' },
        { id: 'o', name: 'P' },
      ],
    },
    /"o" is there twice/,
    'options[1].id',
  ],
  [
    {
      tracks: [{ id: 'x', name: 'T' }],
      components: [{ id: 'x', name: 'X', guaranteed: true, optional: true }],
    },
    /"x" names two things that can be wished for/,
    'components',
  ],
  [{ modules: [{ id: 'm', name: 'M', objectives: ['A'] }] }, /has no assignment/, 'modules[0]'],
  [{ modules: [{ id: 'm', name: 'M', assignments: ['A'] }] }, /has no objective/, 'modules[0]'],
  [{ prerequisites: [{ says: 'Be good' }] }, /asks for nothing/, 'prerequisites[0]'],
  [{ supervisors: [] }, /nobody supervises it/, 'supervisors'],
  [
    { supervisors: ['technologist'], finalProject: { says: 'A report', gate: true } },
    /only technologists/,
    'supervisors',
  ],
])('%j is seen', (more, expected, path) => {
  const found = judge(more)
  expect(found.map((one) => one.says)).toEqual([expect.stringMatching(expected)])
  expect(found[0]).toMatchObject({ path: `electives[0].${path}`, works: ['a'] })
  expect(found[0]!.can).toMatch(/\.$/)
})

describe('of the whole', () => {
  const mini = (parts: [string, number][]): MiniFellowship => ({
    ...{ id: 'mini', name: 'Mini', certificate: '' },
    parts: parts.map(([of, weeks]) => ({ elective: of, weeks })),
  })
  test('ids and codes are there once', () => {
    const found = judgeCatalogue(
      catalogue([elective('a'), elective('a', { code: 'b' }), elective('c', { code: 'A' })], {
        miniFellowships: [{ ...mini([['a', 4]]), id: 'c' }],
      }),
    )
    expect(found.map(({ path }) => path)).toEqual([
      ...['electives[1].id', 'miniFellowships[0].id', 'electives[2].code'],
    ])
  })
  test('parts of mini-fellowships exist, once, and are as long as they must and may be', () => {
    const of = [elective('a', { minWeeks: 4, nominalWeeks: 6 }), elective('b')]
    const found = (parts: [string, number][]) =>
      judgeCatalogue(catalogue(of, { miniFellowships: [mini(parts)] })).map((one) => one.says)
    expect(
      found([
        ['a', 4],
        ['b', 40],
      ]),
    ).toEqual([])
    expect(found([['x', 4]])).toEqual([expect.stringContaining('no such elective')])
    expect(found([['a', 3]])).toEqual(['Mini gives Elective a 3 weeks; it takes at least 4.'])
    expect(found([['a', 7]])).toEqual(['Mini gives Elective a 7 weeks; it takes at most 6.'])
    expect(
      found([
        ['a', 4],
        ['a', 4],
      ]),
    ).toEqual(['Mini has Elective a twice.'])
  })
  test('all findings come at once', () => {
    expect(
      says({ section: 'x', supervisors: [], prerequisites: [{ says: 'Be good' }] }),
    ).toHaveLength(3)
  })
})
