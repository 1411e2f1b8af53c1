// How soon is a contradiction explained, and how soon is the first way out of it known?
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { trainees } from '../demo/cast.ts'
import { rootFolder } from '../src/platform/root.ts'
import { startSolve, type WayOut } from '../src/rooms/planning/index.ts'
import { applyChanges } from '../src/rooms/planning/repair/event.ts'
import { judge, type Plan } from '../src/rooms/planning/rule.ts'
import type { Cells, ProblemInput } from '../src/rooms/planning/schema.ts'
import type { Row } from './table.ts'
import { bindYear, fourYears, must, type Rules } from './years.ts'

type Case = { says: string; spoil: (problem: ProblemInput) => ProblemInput }

const with_ =
  (...more: Rules) =>
  (problem: ProblemInput): ProblemInput => ({ ...problem, rules: [...problem.rules!, ...more] })

const away = (problem: ProblemInput, people: string[], from: string, to: string): ProblemInput => ({
  ...problem,
  absences: [
    ...problem.absences!,
    ...people.map((person) => ({ person, from, to, work: 'parental' })),
  ],
})

/** She has six weeks of leave already; more would be another contradiction. */
const ON_LEAVE = 'adaeze-nwachukwo'

const level = (name: string) => trainees('bwh-dr', name)

export const cases: Case[] = [
  {
    says: 'more nights than there are people for them',
    spoil: (problem) => ({
      ...problem,
      rules: problem.rules!.map((choice) =>
        choice.id === 'cover-night-float'
          ? { ...choice, params: { works: ['night-float'], min: 4, max: 5 } }
          : choice,
      ),
    }),
  },
  {
    says: 'six vacations are promised in one block, four may be away',
    spoil: (problem) => ({
      ...problem,
      pins: [
        ...problem.pins!,
        ...level('R1')
          .slice(0, 6)
          .map((person) => ({ person, period: 'b20', work: 'vacation' })),
      ],
    }),
  },
  {
    says: 'the magnet is not there yet',
    spoil: (problem) => ({
      ...problem,
      resources: [
        ...(problem.resources ?? []),
        { id: 'new-magnet', capacity: 1, from: '2027-07-01' },
      ],
      work: problem.work.map((work) =>
        work.id === 'body-mri' ? { ...work, resource: 'new-magnet' } : work,
      ),
      rules: [...problem.rules!, must('rota.resource', {})],
    }),
  },
  {
    says: 'six nights a year, one in six blocks',
    spoil: with_(
      must('rota.window', { works: ['night-float'], length: 6, max: 1 }),
      must('rota.requirement', {
        ...{ works: ['night-float'], levels: ['R2'], unit: 'periods', bound: 'at-least' },
        amount: 6,
      }),
    ),
  },
  {
    says: 'a curriculum longer than the year',
    spoil: with_(
      must('rota.requirement', {
        ...{ works: ['selective'], people: [level('R3')[0]!], unit: 'periods', bound: 'at-least' },
        amount: 9,
      }),
    ),
  },
  {
    says: 'away at all four sessions of a course',
    spoil: (problem) => {
      const one = [level('R3')[1]!]
      const at = (id: string) => problem.periods.find((period) => period.id === id)!
      return ['b04', 'b09', 'b16', 'b22'].reduce(
        (all, id) => away(all, one, at(id).from, at(id).to),
        problem,
      )
    },
  },
  {
    says: 'the second year is away for four weeks',
    spoil: (problem) =>
      away(
        problem,
        level('R2').filter((id) => id !== ON_LEAVE),
        '2027-03-01',
        '2027-03-28',
      ),
  },
  {
    says: 'nobody may do the evenings before the nights',
    spoil: with_(
      must('rota.blackout', {
        works: ['emergency-evening'],
        periods: Array.from({ length: 26 }, (_, nth) => `b${String(nth + 1).padStart(2, '0')}`),
        levels: ['R2'],
      }),
    ),
  },
  {
    says: 'two fortnights of vacation, three at a stretch',
    spoil: with_(must('rota.run-length', { works: ['vacation'], min: 3 })),
  },
  {
    says: 'four of the third year leave at the end of November',
    spoil: (problem) => ({
      ...problem,
      people: problem.people.map((person) =>
        level('R3').slice(2, 6).includes(person.id) ? { ...person, to: '2026-11-30' } : person,
      ),
    }),
  },
]

const SECONDS = 60
const workerUrl = pathToFileURL(join(rootFolder, 'build', 'server', 'solve-worker.js'))

/** The engine as people meet it: Generate, two threads; nobody has said that there is a conflict. */
export async function benchConflicts(words: readonly string[]): Promise<Row[]> {
  const only = words.filter((word) => /^\d+$/.test(word)).map(Number)
  const rows: Row[] = []
  for (const [nth, { says, spoil }] of cases.entries()) {
    if (only.length > 0 && !only.includes(nth + 1)) continue
    rows.push(await explainOne(nth + 1, says, bindYear(spoil(fourYears()))))
  }
  return rows
}

async function explainOne(nth: number, says: string, plan: Plan): Promise<Row> {
  let [answered, firstWay] = [Number.NaN, Number.NaN]
  let cpu = Number.NaN
  const begun = process.cpuUsage()
  let ways: readonly WayOut[] = []
  const solve = startSolve(plan, { seconds: SECONDS, seed: 1, workerUrl }, (progress) => {
    if (progress.conflict && Number.isNaN(answered)) {
      answered = progress.elapsedMs
      const { user, system } = process.cpuUsage(begun)
      cpu = (user + system) / 1000
    }
    if (progress.ways?.length && Number.isNaN(firstWay)) firstWay = progress.elapsedMs
    ways = progress.ways ?? ways
  })
  const { conflict, elapsedMs } = await solve.done
  let confirmed = 0
  for (const way of ways) if (await confirm(plan, way)) confirmed++
  const seconds = (ms: number) => (Number.isNaN(ms) ? 'none' : `${(ms / 1000).toFixed(1)} s`)
  return {
    ...{ case: nth, 'made impossible by': says },
    'first answer': seconds(answered),
    'in CPU time': seconds(cpu),
    demands: conflict?.parts.length ?? 0,
    minimal: conflict?.minimal ? 'yes' : 'no',
    answer: conflict?.headline ?? 'none',
    'first way out': seconds(firstWay),
    'ways out': ways.length,
    'confirmed anew': confirmed,
    'first of them': ways[0]?.says ?? '',
    ended: seconds(elapsedMs),
  }
}

/** Solved again from nothing with another seed, and judged: is there a roster without a broken must? */
async function confirm(plan: Plan, { changes }: WayOut): Promise<boolean> {
  const changed = applyChanges(plan, changes)
  if (!changed.ok) return false
  let cells: Cells | undefined
  const solve = startSolve(changed.value, { seconds: SECONDS, seed: 7, workerUrl }, (progress) => {
    if (!progress.found || !progress.cells) return
    cells = progress.cells
    solve.cancel()
  })
  await solve.done
  if (!cells) return false
  return judge(changed.value, changed.value.world.fromCells(cells))
    .filter(({ bound }) => bound.choice.strength === 'must')
    .every(({ findings }) => findings.length === 0)
}
