// Which foreign problems are measured, and how is each one said, judged and compared?
import { type Cells, type ProblemInput, problemSchema } from '../src/rooms/planning/schema.ts'
import { bind, type Plan } from '../src/rooms/planning/rule.ts'
import { rotaRules } from '../src/rooms/rota/rules/index.ts'
import { goalOfReal, goalOfShifts, goalOfStudents, type Goal } from './foreign-goals.ts'
import { importMss, mssLimit, mssRoster } from './import-mss.ts'
import { importNrp, nrpRoster } from './import-nrp.ts'
import { importReal } from './import-real.ts'
import { checkMss, readMss } from './mss-source.ts'
import { checkNrp, readNrp } from './nrp-source.ts'
import { checkSource } from './real-checker.ts'
import { isReal, listBench, readBench, readJson, type Source } from './real-source.ts'

export type Case = {
  id: string
  size: string
  rules: string
  plan: Plan
  goal: Goal
  /** By the independent checker. */
  verdict: (cells: Cells) => { broken: number; score: number }
  /** Which score of the source cannot be passed when our wishes are missed by so much at least. */
  limitOf: (amount: number) => number
}

/** Sets of problems by the tables of the README beside them: A, B and C. */
export const sets = ['real', 'shifts', 'students'] as const
export type SetName = (typeof sets)[number]

const numberOf = (id: string) => Number(id.replaceAll(/\D/g, ''))

const listings: Record<SetName, () => string[]> = {
  real: () => listBench('real', '.json').filter(isReal),
  shifts: () =>
    listBench('nrp24', '.txt')
      .filter((id) => id.startsWith('Instance'))
      .sort((one, other) => numberOf(one) - numberOf(other)),
  students: () => listBench('mss', '.dzn'),
}

/** Those that a word names, whole or (of `real`) by its beginning; all when no word names any. */
export function caseIds(set: SetName, words: readonly string[]): string[] {
  const all = listings[set]()
  const named = all.filter((id) =>
    words.some((word) => id === word || (id.includes('-') && id.startsWith(word))),
  )
  return named.length > 0 ? named : all
}

export function openCase(set: SetName, id: string): Case {
  return { real: openReal, shifts: openShifts, students: openStudents }[set](id)
}

function planOf(input: ProblemInput): Plan {
  const plan = bind(problemSchema.parse(input), rotaRules)
  if (!plan.ok) throw new Error(plan.findings.map((entry) => entry.says).join(' '))
  return plan.value
}

function openReal(id: string): Case {
  const source = readJson<Source>('real', `${id}.json`)!
  const { input, scoreOf } = importReal(source)
  const plan = planOf(input)
  const { people, time, activities, rules } = source
  return {
    ...{ id, plan, limitOf: scoreOf, goal: goalOfReal(source) },
    size: `${people.length} x ${time.count} x ${activities.length}`,
    rules: `${rules.length} (${plan.rules.length} of ours)`,
    verdict: (cells) => {
      const rows = Object.entries(cells).map(([who, row]) => [who, row.map((each) => each ?? '')])
      const { broken, score } = checkSource(source, Object.fromEntries(rows))
      return { broken: broken.length, score }
    },
  }
}

function openShifts(id: string): Case {
  const nrp = readNrp(readBench('nrp24', `${id}.txt`)!)
  const plan = planOf(importNrp(nrp, id))
  return {
    ...{ id, plan, limitOf: (amount) => amount, goal: goalOfShifts(id) },
    size: `${nrp.employees.length} x ${nrp.days} x ${nrp.shifts.length}`,
    rules: `${plan.rules.length} of ours`,
    verdict: (cells) => {
      const { broken, cost } = checkNrp(nrp, nrpRoster(nrp, cells))
      return { broken: broken.length, score: cost }
    },
  }
}

function openStudents(id: string): Case {
  const mss = readMss(readBench('mss', `${id}.dzn`)!)
  const { input, best } = importMss(mss, id)
  const plan = planOf(input)
  const sum = best.reduce((all, one) => all + one, 0)
  return {
    ...{ id, plan, limitOf: (amount) => mssLimit(best, sum - amount), goal: goalOfStudents(id) },
    size: `${mss.students} x ${mss.horizon} x ${mss.hospitals * mss.disciplines}`,
    rules: `${plan.rules.length} of ours`,
    verdict: (cells) => {
      const { broken, score } = checkMss(mss, mssRoster(mss, cells))
      return { broken: broken.length, score }
    },
  }
}
