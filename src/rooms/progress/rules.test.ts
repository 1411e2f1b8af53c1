// Does the ledger say what domain knowledge says, at every boundary, and do its laws hold?
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../kernel/day.ts'
import { isFormulaMet } from './goals.ts'
import { extendedTo, extensionWorkdays } from '../leave/workdays.ts'
import { bindingOn, judgeTraining } from './rules.ts'
import type { Requirement } from './schema.ts'
import type { Training } from './training.ts'
import { entry, ESIR, FROM, requirement, time, training } from './training.fixture.ts'

const judge = (one: Requirement, of: Training, ...others: Requirement[]) =>
  judgeTraining([one, ...others], [], of)[0]!

const weeks = (works: string[], least: number, more: object = {}) =>
  requirement({ measure: { kind: 'time', works, least, unit: 'weeks' }, ...more })

describe('time', () => {
  const nuclear = weeks(['nuclear'], 16)
  test.each([
    [112, 'done'],
    [111, 'open'],
    [0, 'open'],
  ])('DR-5: sixteen weeks of nuclear medicine with %i days are %s', (days, state) => {
    const stretches = days ? [time('nuclear', '2025-07-01', days)] : []
    expect(judge(nuclear, training({ stretches })).state).toBe(state)
  })

  test('DR-5: twelve weeks at the end of the fourth year are behind', () => {
    const of = training({
      today: day('2027-06-20'),
      stretches: [time('nuclear', '2025-07-01', 84)],
    })
    const item = judge(nuclear, of)
    expect([item.state, item.value, item.needed]).toEqual(['behind', 12, 16])
  })

  test('what is planned says the day and the block by which it will be done', () => {
    const of = training({
      stretches: [time('nuclear', '2025-07-01', 84), time('nuclear', '2027-02-13', 28)],
      blocks: [{ label: '9', from: day('2027-02-13'), to: day('2027-03-12') }],
    })
    const item = judge(nuclear, of)
    expect([item.state, item.by, item.block]).toEqual(['on-the-way', '2027-03-12', '9'])
    expect(item.says).toBe('12 of 16 weeks; done by block 9 (12 Mar 2027).')
  })

  test('a year that is full of other things leaves no room: behind', () => {
    const of = training({ stretches: [time('other', '2026-11-01', 242)] })
    expect(judge(nuclear, of).state).toBe('behind')
    expect(judge(nuclear, training()).state).toBe('open')
  })

  test('BW-02: only weeks of the fourth year count for what the fourth year asks', () => {
    const fourth = weeks(['nuclear'], 4, { levels: ['R4'] })
    expect(judge(fourth, training({ stretches: [time('nuclear', '2025-07-01', 112)] })).value).toBe(
      0,
    )
    expect(judge(fourth, training({ stretches: [time('nuclear', '2026-07-01', 28)] })).state).toBe(
      'done',
    )
  })

  test('BW-03: call counts as a block of weeks', () => {
    const call = weeks(['call'], 2, { levels: ['R4'] })
    const stretches = [
      time('senior-call', '2026-08-01', 7, { kind: 'call' }),
      time('senior-call', '2026-10-01', 7, { kind: 'call' }),
    ]
    expect(judge(call, training({ stretches }))).toMatchObject({ state: 'done', value: 2 })
  })

  test('BW-04: a year of 52 weeks less six leaves 46 weeks of elective time', () => {
    const elective = weeks(['elective'], 46, { levels: ['R4'] })
    const of = (days: number) =>
      training({
        today: day('2027-06-30'),
        stretches: [time('x', '2026-07-01', days, { categories: ['elective'] })],
      })
    expect(judge(elective, of(46 * 7)).state).toBe('done')
    expect(judge(elective, of(46 * 7 - 1)).state).toBe('behind')
  })

  test('BW-100: the required weeks do not count as the elective besides', () => {
    const required = weeks(['nuclear-required'], 4, { id: 'required' })
    const elective = requirement({
      id: 'elective',
      measure: {
        ...{ kind: 'time', works: ['nuclear-required', 'nuclear-advanced'], least: 4 },
        ...{ unit: 'weeks', after: ['required'] },
      },
    })
    const values = (...stretches: Training['stretches'][number][]) =>
      judge(elective, training({ stretches }), required).value
    expect(values(time('nuclear-required', '2026-07-01', 28))).toBe(0)
    expect(values(time('nuclear-required', '2026-07-01', 35))).toBe(1)
    expect(
      values(
        time('nuclear-required', '2026-07-01', 28),
        time('nuclear-advanced', '2026-09-01', 28),
      ),
    ).toBe(4)
  })

  test('days on leave are no days of the rotation under them', () => {
    const stretches = [
      time('nuclear', '2025-07-01', 112),
      time('vacation', '2025-07-08', 7, { kind: 'leave', isAway: true }),
    ]
    expect(judge(nuclear, training({ stretches })).value).toBe(15)
  })
})

describe('limits and lengths', () => {
  const breadth = requirement({
    group: 'breadth',
    measure: {
      ...{ kind: 'breadth', most: 16, unit: 'months' },
      areas: [
        { name: 'Neuroradiology', works: ['neuro'] },
        { name: 'Bones and joints', works: ['msk'] },
      ],
    },
  })
  test.each([
    ['neuro', 16, 'on-the-way'],
    ['msk', 17, 'behind'],
  ])('DR-2: %s for %i months is %s', (work, months, state) => {
    const of = training({ stretches: [time(work, '2023-07-01', months * 28)] })
    expect(judge(breadth, of).state).toBe(state)
  })

  const length = requirement({ measure: { kind: 'length', months: 48 } })
  test.each([
    ['2026-07-01', '2030-06-30', 'on-the-way'],
    ['2026-07-01', '2030-03-31', 'behind'],
  ])('DR-1: from %s to %s is %s', (from, to, state) => {
    expect(judge(length, training({ from: day(from), to: day(to) })).state).toBe(state)
  })

  const research = weeks(['research'], 12)
  test('JH-02: twelve months without research time fail what asks for both', () => {
    const year = { from: day('2026-07-01'), to: day('2027-06-30'), levels: [] }
    const full = training({ ...year, stretches: [time('clinic', '2026-07-01', 365)] })
    expect(judge(research, full).state).toBe('behind')
    const both = [time('clinic', '2026-07-01', 281), time('research', '2027-04-08', 84)]
    expect(judge(research, training({ ...year, stretches: both })).state).toBe('on-the-way')
  })
})

describe('leave', () => {
  test.each([
    [160, 40, 4, 0],
    [172, 40, 4, 12],
    [161, 40, 4, 1],
    [0, 40, 4, 0],
    [40, 40, 1, 0],
    [101, 40, 2.5, 1],
  ])('LV-2: %i workdays at %i a year over %d years extend by %i', (leave, aYear, years, days) => {
    expect(extensionWorkdays(leave, aYear, years)).toBe(days)
  })
  test('LV-2: the extension skips weekends and is said with its last day', () => {
    expect(extendedTo(day('2027-06-30'), 12)).toBe('2027-07-16')
    const leave = requirement({ group: 'leave', measure: { kind: 'leave', workdaysAYear: 40 } })
    // 34 weeks and two days: 172 workdays.
    const long = time('parental', '2026-09-07', 240, { kind: 'leave', isAway: true })
    const item = judge(leave, training({ stretches: [long] }))
    expect([item.state, item.planned]).toEqual(['behind', 172])
    expect(item.says).toContain('extended by 12 workdays, to 16 Jul 2027')
  })
})

describe('pathways', () => {
  if (ESIR.measure.kind !== 'formula') throw new Error('a formula')
  const formula = ESIR.measure
  test.each([
    [8, 3, 1, 512, true],
    [7, 4, 1, 512, false],
    [8, 2, 1, 600, false],
    [9, 3, 1, 499, false],
    [8, 4, 1, 500, true],
    [8, 9, 0, 500, false],
  ])(
    'BW-65, BW-66: ESIR with IR %i, related %i, ICU %i, %i procedures',
    (ir, related, icu, procedures, met) => {
      expect(isFormulaMet(formula, { ir, related, icu, procedures })).toBe(met)
      const stretches = [
        time('ir-senior', '2023-07-01', ir * 28),
        time('vascular', '2025-03-01', related * 28),
        ...(icu ? [time('icu', '2026-07-01', icu * 28)] : []),
      ]
      const of = training({
        stretches,
        entries: [entry('procedures', procedures)],
        pathways: [{ id: 'esir', state: 'approved' }],
      })
      expect(judge(ESIR, of).state === 'done').toBe(met)
    },
  )

  test.each([
    [12, 4, true],
    [11, 6, false],
    [13, 2, false],
    [16, 0, true],
    [12, 5, true],
  ])('BW-108: nuclear core %i and related %i months', (core, related, met) => {
    const terms = [
      { says: 'Core', unit: 'months', sum: [{ part: 'core', most: null }], least: 12 },
      {
        ...{ says: 'Together', unit: 'months', least: 16 },
        sum: [
          { part: 'core', most: null },
          { part: 'related', most: 4 },
        ],
      },
    ]
    expect(isFormulaMet({ terms }, { core, related })).toBe(met)
  })

  const plain = weeks(['elective'], 46, { id: 'elective' })
  const instead = weeks(['ir'], 20, { id: 'ir', pathway: 'esir', replaces: ['elective'] })
  test.each([
    ['applied', ['elective']],
    ['approved', ['ir']],
    ['declined', ['elective']],
    ['withdrawn', ['elective']],
    ['completed', ['ir']],
  ] as const)('BW-63: who has %s is bound by %j', (state, ids) => {
    const bound = bindingOn([plain, instead], [{ id: 'esir', state }])
    expect(bound.map(({ id }) => id)).toEqual(ids)
  })

  test('BW-161, BW-162: a clinical year and one of informatics, in either order, no day for both', () => {
    const combined = requirement({
      pathway: 'joint',
      measure: {
        ...{ kind: 'formula', unit: 'weeks' },
        parts: [
          { id: 'clinical', name: 'Clinical', works: ['clinical'] },
          { id: 'cebi', name: 'Informatics', works: ['cebi'] },
        ],
        terms: [
          { says: 'Clinical', unit: 'weeks', sum: [{ part: 'clinical' }], least: 52 },
          { says: 'Informatics', unit: 'weeks', sum: [{ part: 'cebi' }], least: 52 },
        ],
      },
    })
    const of = (first: string, second: string) =>
      training({
        pathways: [{ id: 'joint', state: 'approved' }],
        stretches: [time(first, '2024-07-01', 364), time(second, '2025-07-01', 364)],
      })
    expect(judge(combined, of('clinical', 'cebi')).state).toBe('done')
    expect(judge(combined, of('cebi', 'clinical')).state).toBe('done')
    expect(judge(combined, of('cebi', 'cebi')).state).not.toBe('done')
  })
})

describe('what is entered', () => {
  const project = requirement({
    group: 'deliverables',
    measure: {
      kind: 'deliverable',
      evidences: [
        { id: 'manuscript', name: 'Submitted' },
        { id: 'talk', name: 'Presented' },
      ],
    },
  })
  test('MC-36, BW-155: a project needs both of its evidences, or a waiver with a reason', () => {
    const one = training({ entries: [entry('manuscript', 1)] })
    expect(judge(project, one).state).toBe('open')
    const both = training({ entries: [entry('manuscript', 1), entry('talk', 1)] })
    expect(judge(project, both).state).toBe('done')
    const waivers = [
      { id: 'w', requirement: 'one', reason: 'On leave.', by: 'Jo', on: day('2026-11-01') },
    ]
    expect(judge(project, training({ waivers }))).toMatchObject({
      state: 'waived',
      says: 'Waived on 1 Nov 2026 by Jo: On leave.',
    })
    // What is done is done, and the waiver does not hide it.
    expect(judge(project, training({ ...both, waivers })).state).toBe('done')
  })
  test('close to the end what nobody has handed in is behind', () => {
    expect(judge(project, training({ today: day('2027-03-01') })).state).toBe('open')
    expect(judge(project, training({ today: day('2027-03-02') })).state).toBe('behind')
  })
  test('BW-66: procedures go on at the pace so far, and none at all in the last year is behind', () => {
    const count = requirement({
      measure: {
        ...{ kind: 'count', counter: 'p', unit: 'procedures', bound: 'at-least' },
        ...{ amount: 500, entered: 'here' },
      },
    })
    const of = (amount: number) =>
      training({ entries: amount ? [entry('p', amount, '2025-01-01')] : [] })
    expect(judge(count, of(500)).state).toBe('done')
    expect(judge(count, of(430))).toMatchObject({ state: 'on-the-way' })
    expect(judge(count, of(400)).state).toBe('behind')
    expect(judge(count, of(0)).state).toBe('behind')
    expect(judge(count, training({ today: day('2023-09-01') })).state).toBe('open')
  })
  test('BW-62: days for interviews elsewhere are counted up to a limit', () => {
    const days = requirement({
      measure: {
        ...{ kind: 'count', counter: 'interview', unit: 'days', bound: 'at-most' },
        ...{ amount: 4, entered: 'here' },
      },
    })
    expect(judge(days, training({ entries: [entry('interview', 4)] })).state).toBe('on-the-way')
    expect(judge(days, training({ entries: [entry('interview', 5)] })).state).toBe('behind')
  })
})

describe('laws', () => {
  /** Stretches that do not overlap, some of the past and some ahead. */
  const stretches = fc
    .array(
      fc.record({
        work: fc.constantFrom('nuclear', 'neuro', 'ir-senior', 'vascular', 'other'),
        gap: fc.nat(40),
        days: fc.integer({ min: 1, max: 120 }),
      }),
      { maxLength: 20 },
    )
    .map((parts) => {
      let from = FROM
      return parts.map(({ work, gap, days }) => {
        const made = time(work, addDays(from, gap), days)
        from = addDays(made.to, 1)
        return made
      })
    })
  const asked = [
    weeks(['nuclear'], 16),
    weeks(['nuclear', 'neuro'], 20, {
      id: 'after',
      measure: {
        kind: 'time',
        works: ['nuclear', 'neuro'],
        least: 20,
        unit: 'weeks',
        after: ['one'],
      },
    }),
    ESIR,
  ]
  const all = (of: Partial<Training>) =>
    judgeTraining(asked, [], training({ pathways: [{ id: 'esir', state: 'approved' }], ...of }))

  test('the order in which time is read does not matter', () => {
    fc.assert(
      fc.property(
        stretches.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([one, other]) => {
          const strip = (items: ReturnType<typeof all>) =>
            items.map(({ evidence: _, ...rest }) => rest)
          expect(strip(all({ stretches: one }))).toEqual(strip(all({ stretches: other })))
        },
      ),
      { numRuns: 60 },
    )
  })

  test('more time never makes less done', () => {
    fc.assert(
      fc.property(stretches, fc.nat(19), (list, nth) => {
        const fewer = all({ stretches: list.filter((_, at) => at !== nth) })
        const more = all({ stretches: list })
        for (const [at, item] of more.entries())
          for (const [goal, { value, planned }] of item.goals.entries()) {
            expect(value).toBeGreaterThanOrEqual(fewer[at]!.goals[goal]!.value)
            expect(planned).toBeGreaterThanOrEqual(fewer[at]!.goals[goal]!.planned)
          }
        for (const [at, item] of more.entries())
          if (fewer[at]!.state === 'done') expect(item.state).toBe('done')
      }),
      { numRuns: 60 },
    )
  })

  test('what is on the way is done on the day that was said, when that day has come', () => {
    fc.assert(
      fc.property(stretches, (list) => {
        for (const item of all({ stretches: list })) {
          if (item.state !== 'on-the-way' || !item.by) continue
          const then = all({ stretches: list, today: item.by }).find(({ id }) => id === item.id)!
          expect(then.state).toBe('done')
          const eve = all({ stretches: list, today: addDays(item.by, -1) })
          expect(eve.find(({ id }) => id === item.id)!.state).toBe('on-the-way')
        }
      }),
      { numRuns: 60 },
    )
  })
})
