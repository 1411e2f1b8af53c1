// Does the evaluator say what the authors' model says, and do our rules say the same as the evaluator?
import { describe, expect, test } from 'vitest'
import { bind, judge, type Plan } from '../src/rooms/planning/rule.ts'
import { problemSchema } from '../src/rooms/planning/schema.ts'
import { rotaRules } from '../src/rooms/rota/rules/index.ts'
import { type ImportedMss, importMss, mssCells, mssLimit, mssRoster } from './import-mss.ts'
import { dice, drawnMss, randomMss, smallMss } from './mss.fixture.ts'
import { checkMss, type Mss, type MssRoster, readMss } from './mss-source.ts'
import { listBench, readBench } from './real-source.ts'

const ROSTERS = 40
const ids = listBench('mss', '.dzn')

function planOf({ input }: ImportedMss): Plan {
  const plan = bind(problemSchema.parse(input), rotaRules)
  if (!plan.ok) throw new Error(plan.findings.map((each) => each.says).join(' '))
  return plan.value
}

/** What our rules say: who is at fault, which wards are, and the score of each student. */
function judgeMss(plan: Plan, { best }: ImportedMss, roster: MssRoster) {
  const faulty = new Set<string>()
  const scores = [...best]
  for (const { bound, findings } of judge(plan, plan.world.fromCells(mssCells(roster)))) {
    const { strength, rule } = bound.choice
    for (const { by = 1, who = [], works = [], periods = [] } of findings) {
      if (strength !== 'must') scores[Number(who[0]!.slice(1))]! -= by * strength.price
      else if (rule !== 'rota.coverage') for (const id of who) faulty.add(`student ${id.slice(1)}`)
      else faulty.add(`ward ${works[0]!.replace('/', ' ')}, period ${periods[0]!.slice(1)}`)
    }
  }
  return { faulty, scores }
}

/** `student 3` or `ward 1 4, period 2`, without what is wrong there. */
const placeOf = (fault: string) => /^(student \d+|ward \d+ \d+, period \d+)/.exec(fault)![0]

/** Both say the same of who is at fault, and of the score of everybody who is not. */
function expectAgreement(mss: Mss, imported: ImportedMss, plan: Plan, roster: MssRoster) {
  const theirs = checkMss(mss, roster)
  const ours = judgeMss(plan, imported, roster)
  const faulty = new Set(theirs.broken.map(placeOf))
  expect([...ours.faulty].sort(), JSON.stringify(theirs.broken)).toEqual([...faulty].sort())
  const isRight = roster.map((_, s) => !faulty.has(`student ${s}`))
  isRight.forEach((isFine, s) => isFine && expect(ours.scores[s]).toBeCloseTo(theirs.scores[s]!, 6))
  return isRight.filter(Boolean).length
}

describe('The evaluator of student schedules', () => {
  const mss = smallMss()

  test('reads lists, tables and arrays of three dimensions', () => {
    expect(mss).toMatchObject({ students: 2, hospitals: 2, duration: 2, horizon: 7 })
    expect(mss.before).toEqual([[], [], [0]])
    expect(mss.isAble[0]![1]).toEqual([true, false, true])
    expect(mss.places.most[0]![0]).toEqual([1, 1, 1, 1, 1, 1, 1])
    expect(mss.weights[1]).toEqual({ discipline: 1, hospital: 1, change: -2, wait: -2 })
  })

  test('adds wishes, changes and waiting, and the lowest score once more', () => {
    const roster = drawnMss(`
      11 11 .. 23 23 .. ..
      .. 22 22 11 11 .. ..`)
    const { broken, scores, score } = checkMss(mss, roster)
    expect(broken).toEqual([])
    // 2*2+4 + 2*4+0 + 3*(5+2) - one change - 3 for the period between.
    // 1*4+4 + 1*1+4 + 1*(2+3) - 2 for the change - 2 for the period before.
    expect(scores).toEqual([33, 14])
    expect(score).toBe(33 + 14 + 14)
  })

  test.each([
    ['a discipline is taken whole', '11 .. 23 23 .. .. ..', /is on 0/],
    ['a discipline is taken in one go', '11 .. 11 23 23 .. ..', /is on 0 in 0,2/],
    ['a discipline is taken in one hospital', '11 21 23 23 .. .. ..', /several hospitals/],
    ['what comes first is not skipped', '23 23 11 11 .. .. ..', /before 0/],
    ['no student does what they cannot', '22 22 13 13 .. .. ..', /not able to take 1 in 1/],
    ['each group has its number', '11 11 22 22 .. .. ..', /group 1/],
    ['one hospital has one discipline', '11 11 13 13 .. .. ..', /takes 2 in hospital 0/],
  ])('%s', (_, row, fault) => {
    const { broken } = checkMss(mss, drawnMss(`${row}\n.. 22 22 11 11 .. ..`))
    expect(broken.join('; ')).toMatch(fault)
  })

  test('a ward takes no more than its places, and nobody is there while away', () => {
    const full = drawnMss('11 11 23 23 .. .. ..\n11 11 22 22 .. .. ..')
    expect(checkMss(mss, full).broken).toEqual([
      'ward 0 0, period 0 has 2',
      'ward 0 0, period 1 has 2',
    ])
    const away = drawnMss('11 11 23 23 .. .. ..\n.. .. 22 22 .. 11 11')
    expect(checkMss(mss, away).broken).toEqual(['student 1 is not there in 6'])
    const refused = drawnMss('11 11 23 23 .. .. ..\n.. 22 22 13 13 .. ..')
    expect(checkMss(mss, refused).broken).toContain('student 1 may not take 2')
  })

  test('the limit of a score is that of all together and of the one with least to hope for', () => {
    expect(mssLimit([50, 20], 60)).toBe(80)
    expect(mssLimit([50, 40], 60)).toBe(90)
  })
})

describe('Student schedules in our words', () => {
  test('cells are read back as they were written', () => {
    const roster = drawnMss('.. 11 11 .. 23 23 ..\n.. .. .. .. .. .. ..')
    expect(mssRoster(smallMss(), mssCells(roster))).toEqual(roster)
  })

  test('the small problem', () => {
    const mss = smallMss()
    const imported = importMss(mss, 'small')
    const plan = planOf(imported)
    const next = dice(5)
    let kept = 0
    for (let nth = 0; nth < 400; nth++)
      kept += expectAgreement(mss, imported, plan, randomMss(mss, next))
    expect(kept).toBeGreaterThan(50)
  })

  test.each(ids)('%s', (id) => {
    const mss = readMss(readBench('mss', `${id}.dzn`)!)
    const imported = importMss(mss, id)
    const plan = planOf(imported)
    const next = dice(11)
    let kept = 0
    for (let nth = 0; nth < ROSTERS; nth++)
      kept += expectAgreement(mss, imported, plan, randomMss(mss, next))
    expect(kept).toBeGreaterThan(0)
  })
})
