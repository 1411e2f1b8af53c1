// Interviews: what may be asked and written, and a day on which nobody is in two rooms.
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadSolver, type Solver } from '../../platform/solver/highs.ts'
import { judgeMessage, judgeQuestion, judgeQuiet } from '../recruitment/rules/conduct.ts'
import {
  checkCounts,
  judgeItinerary,
  pairOf,
  placeByHand,
  type Problem,
  sessionTimes,
  solveItinerary,
} from './itinerary.ts'
import { interviewSetupSchema } from './schema.ts'
import { usualInterview } from './usual.ts'

describe('questions', () => {
  test.each([
    'Which other programs have you applied to?',
    'Where else are you interviewing?',
    'Do you have other offers?',
    'How will you rank us?',
    'Are we your first choice?',
    'Would you come if we offered you a place?',
    'Are you married?',
    'Do you plan to have children?',
    'How old are you?',
    'What is your religion?',
    'Where are you from?',
    'Is English your native language?',
    'Do you have a disability?',
    'How many sick days did you take?',
    'Have you ever been arrested?',
  ])('“%s” is refused', (asks) => {
    expect(judgeQuestion(asks)).not.toEqual([])
  })

  test.each([
    ...usualInterview.questions.map(({ asks }) => asks),
    'Which modality would you like to learn?',
    'Where do you see the field in ten years?',
    'How would you teach a resident arthrography?',
    'What did you learn in your research?',
    'How do you rank the differential diagnoses of a marrow lesion?',
    'Tell me about your partnership with orthopaedics.',
  ])('“%s” may be asked', (asks) => {
    expect(judgeQuestion(asks)).toEqual([])
  })

  test('the word that was found is shown', () => {
    expect(judgeQuestion('Is your spouse a physician?')[0]!.says).toBe(
      'It asks about family: “spouse”.',
    )
  })

  test('the usual setup is sound', () => {
    expect(interviewSetupSchema.parse(usualInterview)).toEqual(usualInterview)
  })
})

describe('letters after an interview', () => {
  const letter = (text: string) => judgeMessage({ subject: 'Your visit', text })
  test.each([
    'We will rank you highly.',
    'You are high on our list.',
    'We would like to match with you.',
    'Would you come if we offered?',
    'Please reply with your continued interest.',
    'We guarantee a place.',
    'We are committed to you.',
    'Send us a letter of intent.',
  ])('“%s” is refused', (text) => {
    expect(letter(text)).not.toEqual([])
  })
  test.each([
    'Thank you for speaking with us. Parking vouchers are attached.',
    'The tour of the new magnet is on 4 March; it is open to everybody and takes no notes.',
    'If you have a question about the year, the coordinator answers: 555 0100.',
    'The committee thanks you for coming.',
  ])('“%s” informs', (text) => {
    expect(letter(text)).toEqual([])
  })

  test.each([
    ['2027-03-17T00:59:59.999Z', '2027-03-16', false],
    ['2027-03-17T01:00:00.000Z', '2027-03-16', true],
    ['2027-03-30T23:00:00.000Z', '2027-03-30', true],
    ['2027-03-31T12:00:00.000Z', '2027-03-31', false],
  ])('at %s it is the quiet period: %s', (now, today, isQuiet) => {
    const cycle = { rankDeadline: '2027-03-17T01:00:00.000Z', matchDay: '2027-03-31' as never }
    expect(judgeQuiet(cycle, now, today).length > 0).toBe(isQuiet)
  })

  test('without dates there is no quiet period', () => {
    expect(
      judgeQuiet({ rankDeadline: null, matchDay: null }, '2027-03-20T00:00:00Z', '2027-03-20'),
    ).toEqual([])
  })
})

describe('a day', () => {
  let solver: Solver
  beforeAll(async () => {
    solver = await loadSolver()
  })
  const problem = (more: Partial<Problem> = {}): Problem => ({
    day: { sessions: 6, each: 4 },
    applications: ['a0', 'a1', 'a2', 'a3', 'a4', 'a5'],
    panel: ['p0', 'p1', 'p2', 'p3', 'p4'].map((person) => ({ person, away: [] })),
    apart: new Set(),
    ...more,
  })
  // As much time as it needs: what a busy machine does not reach in five seconds is not wrong.
  const solve = (asked: Problem) => solveItinerary(asked, solver, 60)!
  const judged = (asked: Problem, sessions = solve(asked)) =>
    judgeItinerary(asked, sessions, (id) => id).map(
      ({ level, finding }) => `${level}: ${finding.says}`,
    )

  test('six applicants and five interviewers: everybody has four conversations and nobody two at once', () => {
    const sessions = solve(problem())
    expect(judged(problem(), sessions)).toEqual([])
    expect(sessions).toHaveLength(24)
  })

  test('law: whatever is asked, what comes out can take place; and where counting allows it nobody gets less', () => {
    let whole = 0
    fc.assert(
      fc.property(
        fc.record({
          applicants: fc.integer({ min: 1, max: 6 }),
          interviewers: fc.integer({ min: 1, max: 5 }),
          sessions: fc.integer({ min: 1, max: 7 }),
          each: fc.integer({ min: 1, max: 4 }),
          away: fc.array(fc.array(fc.nat(6), { maxLength: 2 }), { minLength: 5, maxLength: 5 }),
          apart: fc.array(fc.tuple(fc.nat(5), fc.nat(4)), { maxLength: 4 }),
        }),
        ({ applicants, interviewers, sessions, each, away, apart }) => {
          const asked = problem({
            day: { sessions, each },
            applications: Array.from({ length: applicants }, (_, nth) => `a${nth}`),
            panel: Array.from({ length: interviewers }, (_, nth) => ({
              ...{ person: `p${nth}`, away: away[nth]! },
            })),
            apart: new Set(apart.map(([a, p]) => pairOf(`a${a}`, `p${p}`))),
          })
          const said = judged(asked)
          expect(said.filter((one) => one.startsWith('must'))).toEqual([])
          if (checkCounts(asked).length > 0) expect(said).not.toEqual([])
          if (said.length === 0) whole++
        },
      ),
      { numRuns: 150 },
    )
    expect(whole).toBeGreaterThan(20)
  })

  test('without absences and conflicts a day that the sums allow is always whole', () => {
    for (const [applicants, interviewers, each] of [
      [8, 8, 5],
      [12, 6, 5],
      [3, 7, 6],
    ] as const) {
      const asked = problem({
        day: { sessions: Math.max(Math.ceil((applicants * each) / interviewers), each), each },
        applications: Array.from({ length: applicants }, (_, nth) => `a${nth}`),
        panel: Array.from({ length: interviewers }, (_, nth) => ({ person: `p${nth}`, away: [] })),
      })
      expect(judged(asked)).toEqual([])
    }
  })

  test('what is fixed stays, and the rest is built around it', () => {
    const fixed = [{ nth: 5, person: 'p4', application: 'a0' }]
    const sessions = solve(problem({ fixed }))
    expect(sessions).toContainEqual(fixed[0])
    expect(judged(problem({ fixed }), sessions)).toEqual([])
  })

  test('every way in which somebody could be in two places is a fault', () => {
    const asked = problem({
      panel: [
        { person: 'p0', away: [1] },
        { person: 'p1', away: [] },
      ],
      apart: new Set([pairOf('a3', 'p1')]),
      applications: ['a0', 'a1', 'a3'],
      day: { sessions: 3, each: 1 },
    })
    const session = (nth: number, person: string, application: string) => ({
      nth,
      person,
      application,
    })
    expect(
      judged(asked, [
        ...[session(0, 'p0', 'a0'), session(0, 'p0', 'a1'), session(0, 'p1', 'a0')],
        ...[session(1, 'p0', 'a3'), session(2, 'p1', 'a3'), session(3, 'p1', 'a1')],
        ...[session(2, 'p9', 'a1'), session(2, 'p0', 'a9'), session(1, 'p1', 'a0')],
      ]),
    ).toEqual([
      'must: p0 has two applicants in session 1.',
      'must: a0 is in two rooms in session 1.',
      'must: p0 cannot in session 2.',
      'must: p1 should not judge a3.',
      'must: There is no session 4.',
      'must: p9 does not interview on this day.',
      'must: a9 has no seat on this day.',
      'must: a0 meets p1 twice.',
    ])
  })

  test('sums that cannot come out are said before anything is solved', () => {
    expect(checkCounts(problem({ day: { sessions: 3, each: 4 } })).map(({ says }) => says)).toEqual(
      [
        'Each speaks with 4 and there are 3 sessions.',
        '6 applicants with 4 conversations each need 24, and the interviewers have 15.',
      ],
    )
    const apart = new Set(['p0', 'p1'].map((person) => pairOf('a0', person)))
    expect(checkCounts(problem({ apart }))[0]!.says).toBe(
      'Somebody can meet 3 of the interviewers, and should meet 4.',
    )
  })

  test('twelve applicants and eight interviewers are solved in a blink', () => {
    const asked = problem({
      day: { sessions: 10, each: 6 },
      applications: Array.from({ length: 12 }, (_, nth) => `a${nth}`),
      panel: Array.from({ length: 8 }, (_, nth) => ({ person: `p${nth}`, away: [nth] })),
    })
    expect(judged(asked)).toEqual([])
  })

  test('sessions follow one another with their pauses, also over midnight and a change of clocks', () => {
    const day = { startsAt: '2027-03-14T06:30:00.000Z', minutes: 25, pause: 5 }
    expect(sessionTimes(day, 0)).toEqual({
      from: '2027-03-14T06:30:00.000Z',
      to: '2027-03-14T06:55:00.000Z',
    })
    expect(sessionTimes(day, 3).from).toBe('2027-03-14T08:00:00.000Z')
  })
})

describe('a conversation is moved by hand', () => {
  const talk = (nth: number, person: string, application: string) => ({ nth, person, application })
  const sorted = (all: ReturnType<typeof talk>[]) =>
    all.map(({ nth, person, application }) => `${nth} ${person} ${application}`).sort()
  const always = () => true
  test('whoever gives way takes the session that becomes free', () => {
    const before = [talk(0, 'ada', 'x'), talk(1, 'ada', 'y'), talk(1, 'ben', 'x')]
    expect(sorted(placeByHand(before, talk(0, 'ada', 'y'), always))).toEqual(['0 ada y', '1 ben x'])
    const apart = [talk(0, 'ada', 'x'), talk(1, 'ada', 'y')]
    expect(sorted(placeByHand(apart, talk(0, 'ada', 'y'), always))).toEqual(['0 ada y', '1 ada x'])
    expect(sorted(placeByHand(apart, talk(0, 'ada', 'y'), () => false))).toEqual(['0 ada y'])
  })
  test('nobody is in two rooms: the other conversation of the session moves as well', () => {
    const before = [talk(0, 'ada', 'x'), talk(1, 'ben', 'x')]
    expect(sorted(placeByHand(before, talk(0, 'ben', 'x'), always))).toEqual(['0 ben x', '1 ada x'])
    expect(sorted(placeByHand(before, talk(0, 'ada', ''), always))).toEqual(['1 ben x'])
  })
})
