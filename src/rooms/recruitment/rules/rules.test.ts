// Windows, deadlines, who may apply, what is lacking: each at its boundary.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../../../kernel/day.ts'
import { type CycleWords, emptyForm } from '../schema.ts'
import { checklistOf, fileState, judgeScore, lackingToSend } from './checklist.ts'
import { isLetterTime, judgeCycle, judgeQuota, phaseOf, sayAt } from './cycle.ts'
import { usualMatchDays, usualSettings, wednesdayFrom } from './defaults.ts'
import { judgeEligibility, overallOf } from './eligibility.ts'
import { interviewDays, judgeInterviewDay, judgeSlot } from './windows.ts'

const cycle: CycleWords = {
  ...{ label: 'Fellowship 2025', match: 'nrmp-sms', matchCode: '', quota: 8 },
  ...{ interviewMode: 'virtual', zone: 'America/New_York' },
  ...{ opens: '2023-11-01T12:00:00Z', deadline: '2024-01-15T04:59:00Z' },
  lettersUntil: '2024-01-31T04:59:00Z',
  interviews: { from: day('2024-01-08'), to: day('2024-03-15') },
  societyInterviews: { from: day('2023-11-01'), to: day('2024-03-31') },
  ...{ rankOpens: '2024-04-24T16:00:00Z', quotaDeadline: '2024-05-15T16:00:00Z' },
  ...{ rankDeadline: '2024-05-29T01:00:00Z', matchDay: day('2024-06-12') },
  ...{ starts: day('2025-07-01'), settings: usualSettings },
}

test('JH-104: the label is the year of the training, and nothing follows from it', () => {
  expect(judgeCycle(cycle)).toEqual([])
  expect(judgeCycle({ ...cycle, label: 'Fellowship 1999' })).toEqual([])
})

test.each([
  ['2024-01-07', ['of the programme']],
  ['2024-01-08', []],
  ['2024-03-15', []],
  ['2024-03-16', ['of the programme']],
  ['2024-04-01', ['of the programme', 'of the society']],
  ['2023-10-31', ['of the programme', 'of the society']],
])('JH-105: an interview on %s is held against %j', (on, whose) => {
  const found = judgeInterviewDay(cycle, day(on))
  expect(found.map(({ says }) => /of the (programme|society)/.exec(says)![0])).toEqual(whose)
})

test('a slot counts by the day in the zone of the cycle, not by that of who books it', () => {
  // Half past seven in the evening of the 7th in New York is the 8th in London.
  const late = { from: '2024-01-08T00:30:00Z', to: '2024-01-08T01:00:00Z' }
  expect(judgeSlot(cycle, late)).toHaveLength(1)
  expect(judgeSlot({ ...cycle, zone: 'Europe/London' }, late)).toEqual([])
})

test('the days of both windows are those that neither refuses', () => {
  const days = fc.integer({ min: 0, max: 60 }).map((count) => addDays(day('2024-01-01'), count))
  const span = fc.option(
    fc.tuple(days, days).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a })),
  )
  fc.assert(
    fc.property(span, span, days, (interviews, societyInterviews, on) => {
      const both = interviewDays({ interviews, societyInterviews })
      const isWithin = both !== null && (both.from ?? on) <= on && on <= (both.to ?? on)
      const refused = judgeInterviewDay({ interviews, societyInterviews, zone: 'UTC' }, on)
      expect(isWithin).toBe(refused.length === 0)
    }),
  )
})

test.each([
  [{ deadline: '2023-11-01T12:00:00.000Z' }, /open when they are closed/],
  [{ lettersUntil: '2024-01-15T04:58:59Z' }, /before the deadline of those/],
  [{ interviews: { from: day('2024-03-01'), to: day('2024-02-01') } }, /before they begin/],
  [{ interviews: { from: day('2024-04-01'), to: day('2024-04-10') } }, /No day lies in both/],
  [{ matchDay: day('2024-05-01') }, /comes after match day/],
  [{ starts: day('2024-06-11') }, /after the first day of the training/],
  [{ quotaDeadline: '2024-05-30T01:00:00Z' }, /quota could be changed/],
  [{ zone: 'Mars/Olympus' }, /no time zone/],
] as [Partial<CycleWords>, RegExp][])('of a cycle: %j is refused', (part, says) => {
  expect(
    judgeCycle({ ...cycle, ...part })
      .map((one) => one.says)
      .join(' '),
  ).toMatch(says)
})

test.each([
  ['2023-11-01T11:59:59.999Z', 'ahead', false],
  ['2023-11-01T12:00:00.000Z', 'open', true],
  ['2024-01-15T04:59:00.000Z', 'open', true],
  ['2024-01-15T04:59:00.001Z', 'closed', true],
  ['2024-01-31T04:59:00.001Z', 'closed', false],
] as const)('at %s it is %s, and letters are taken: %s', (now, phase, letters) => {
  expect([phaseOf(cycle, now), isLetterTime(cycle, now)]).toEqual([phase, letters])
})

test.each([
  ['2024-05-15T16:00:00.000Z', 9, 0],
  ['2024-05-15T16:00:00.001Z', 9, 1],
  ['2024-05-15T16:00:00.001Z', 8, 0],
])('at %s %i places in place of 8 have %i findings', (now, quota, found) => {
  expect(judgeQuota(cycle, { ...cycle, quota }, now)).toHaveLength(found)
})

test('a deadline is said with the name of its zone, through the change of clocks', () => {
  expect(sayAt('2024-01-15T04:59:00Z', 'America/New_York')).toBe('14 Jan 2024, 23:59 EST')
  expect(sayAt('2024-07-15T03:59:00Z', 'America/New_York')).toBe('14 Jul 2024, 23:59 EDT')
})

test('days of a match are counted back from a Wednesday', () => {
  const on = wednesdayFrom(day('2024-06-07'))
  expect(on).toBe('2024-06-12')
  expect(wednesdayFrom(on)).toBe(on)
  expect(usualMatchDays(on)).toEqual({
    rankOpens: '2024-04-24',
    quota: '2024-05-15',
    rank: '2024-05-29',
  })
})

test.each([
  ['three-digit', '247', true],
  ['three-digit', '99', false],
  ['three-digit', '300', true],
  ['three-digit', '301', false],
  ['three-digit', 'pass', false],
  ['pass-fail', 'Pass', true],
  ['pass-fail', '247', false],
  ['either', 'fail', true],
  ['either', '24O', false],
  ['either', '', true],
] as const)('JH-115: a score of the form %s takes “%s”: %s', (form, value, takes) => {
  const rule = { id: 'x', name: 'Step', form, required: true }
  expect(judgeScore(rule, value) === undefined).toBe(takes)
})

const [board] = usualSettings.eligibility
const licence = { id: 'md', kind: 'licence', asks: 'Could you?', of: 'Maryland', note: '' } as const
test.each([
  [{ board: 'certified' }, 'eligible', 'unclear'],
  [{ board: 'qualified' }, 'eligible', 'unclear'],
  [{ board: 'neither' }, 'ineligible', 'unclear'],
  [{ board: '' }, 'unclear', 'unclear'],
  [{ answers: { md: { says: 'no', note: '' } } }, 'unclear', 'ineligible'],
  [
    {
      answers: { md: { says: 'no', note: '' } },
      licences: [{ state: 'maryland', number: '1', until: '' }],
    },
    ...(['unclear', 'eligible'] as const),
  ],
] as const)('JH-106, JH-107: who says %j is %s by board and %s by licence', (said, one, two) => {
  const form = { ...emptyForm, ...said } as typeof emptyForm
  expect(judgeEligibility(board!, form).verdict).toBe(one)
  expect(judgeEligibility(licence, form).verdict).toBe(two)
})

test('one rule that is unclear leaves the whole unclear, one that is not met decides', () => {
  expect(overallOf([])).toBe('eligible')
  expect(overallOf(['eligible', 'unclear'])).toBe('unclear')
  expect(overallOf(['unclear', 'ineligible'])).toBe('ineligible')
})

const whole = {
  ...emptyForm,
  ...{ address: '1 Street', citizenship: 'citizen', board: 'certified', discipline: 'no' },
  ...{ signed: 'Adaeze Nwokolo', scores: { 'step-1': 'pass', 'step-2': '240' } },
  schooling: [
    { kind: 'medical-school', place: 'A', from: '2017-08', to: '2021-05', degree: 'MD' },
    { kind: 'residency', place: 'B', from: '2022-07', to: '', degree: '' },
  ],
} as typeof emptyForm
const papers = (['cv', 'photo', 'statement'] as const).map((kind) => ({
  ...{ kind, fileName: kind, pages: 1 },
}))
const letters = (...states: ('named' | 'asked' | 'received' | 'declined')[]) =>
  states.map((state) => ({ state }))

test('it can be sent when writers are named; it is complete when their letters are there', () => {
  const held = { form: whole, documents: papers, letters: letters('asked', 'named', 'received') }
  expect(lackingToSend(usualSettings, held)).toEqual([])
  expect(fileState(usualSettings, held)).toBe('letters')
  const all = { ...held, letters: letters('received', 'received', 'received') }
  expect(fileState(usualSettings, all)).toBe('complete')
  const two = { ...held, letters: letters('asked', 'received', 'declined') }
  expect(lackingToSend(usualSettings, two).map(({ says }) => says)).toEqual([
    '2 of 3 writers are named.',
  ])
})

test('everything that is lacking is said at once', () => {
  const none = { form: emptyForm, documents: [], letters: [] }
  const found = lackingToSend(usualSettings, none)
    .map(({ says }) => says)
    .join('\n')
  for (const part of [
    'medical school',
    'residency',
    'Step 1',
    'Sign',
    'Photo is missing',
    '0 of 3',
  ])
    expect(found).toContain(part)
  expect(checklistOf(usualSettings, none).map(({ state }) => state)).not.toContain('done')
})
