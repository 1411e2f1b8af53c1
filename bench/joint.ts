// One solve of rotations, leave and call of the demo's residency, beside one after the other.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { demoProblem } from '../demo/plans.ts'
import { rootFolder } from '../src/platform/root.ts'
import { startSolve } from '../src/rooms/planning/index.ts'
import { judge, type Plan } from '../src/rooms/planning/rule.ts'
import type { Cells, ProblemInput } from '../src/rooms/planning/schema.ts'
import type { Row } from './table.ts'
import { bindYear, must, type Rules } from './years.ts'

const CPU = 90
const THREADS = 2
/** Call as a block: a fortnight of weekend days for two, and of IR call at home for one. */
const KINDS = [
  { id: 'call-weekend', levels: ['R2', 'R3'], needs: 2, points: 3 },
  { id: 'call-ir', levels: ['R3'], needs: 1, points: 2 },
] as const
/** Whoever is on one of these has no call: call belongs to the rotation. */
const CLOSED = ['night-float', 'emergency-evening', 'pathology-course', 'vacation', 'parental']

const ofCall = (person: string) => `${person}@call`
const callRules: Rules = [
  must('rota.window', { works: KINDS.map(({ id }) => id), length: 2, max: 1 }),
  ...KINDS.map(({ id, needs }) => must('rota.coverage', { works: [id], min: needs, max: needs })),
  ...['R2', 'R3'].map((level): Rules[number] => ({
    ...{ rule: 'rota.fair-share' },
    params: {
      loads: Object.fromEntries(KINDS.map(({ id, points }) => [id, points])),
      ...{ levels: [`${level} call`], unit: 'periods', allowed: 1 },
    },
    strength: { prefer: 'fairness', price: 4 },
  })),
]

const levelIn = (person: ProblemInput['people'][number]) => person.levels?.[0]?.level ?? ''
const mayHave = (year: ProblemInput) =>
  year.people.filter((one) => ['R2', 'R3'].includes(levelIn(one)))

/** A second row for everybody who may have call; it holds calls and nothing else. */
function rowsOf(year: ProblemInput): Pick<ProblemInput, 'people' | 'work'> & { rules: Rules } {
  return {
    people: mayHave(year).map((one) => ({
      ...{ id: ofCall(one.id), name: `${one.name}, call`, monthsTrained: one.monthsTrained ?? 0 },
      ...{ level: `${levelIn(one)} call`, groups: ['call', `pair ${one.id}`] },
    })),
    work: KINDS.map(({ id }) => ({
      id,
      code: id.slice(5, 8).toUpperCase(),
      kind: 'call' as const,
    })),
    rules: ['R2', 'R3'].map((level) =>
      must('rota.only', {
        ...{ who: [`${level} call`], mayBeEmpty: true },
        works: KINDS.flatMap(({ id, levels }) => (levels.includes(level as 'R3') ? [id] : [])),
      }),
    ),
  }
}

/** Rotations and leave as they are; the two rows of one person never clash. */
function jointProblem(): ProblemInput {
  const year = demoProblem('bwh-r1r3-2026')
  const call = rowsOf(year)
  const levels = ['R1', 'R2', 'R3']
  return {
    ...year,
    title: 'Rotations, leave and call in one',
    people: [
      ...year.people.map((one) => ({ ...one, groups: ['rotation', `pair ${one.id}`] })),
      ...call.people,
    ],
    work: [...year.work, ...call.work],
    rules: [
      ...year.rules!.map((one) =>
        one.rule === 'rota.filled' ? { ...one, params: { levels } } : one,
      ),
      ...call.rules,
      ...callRules,
      must('rota.blackout', {
        works: KINDS.map(({ id }) => id),
        periods: year.periods.map(({ id }) => id),
        people: year.people.map(({ id }) => id),
      }),
      ...mayHave(year).map(({ id }) =>
        must('rota.coverage', {
          ...{
            works: [...CLOSED, ...KINDS.map((kind) => kind.id)],
            max: 1,
            levels: [`pair ${id}`],
          },
        }),
      ),
    ],
  }
}

/** Call on top of rotations that stand: closed where they say so. */
function callProblem(year: ProblemInput, rotations: Cells): ProblemInput {
  const call = rowsOf(year)
  const pins = mayHave(year).flatMap(({ id }) =>
    year.periods.flatMap((period, t) =>
      CLOSED.includes(rotations[id]![t] ?? '')
        ? [{ person: ofCall(id), period: period.id, work: null }]
        : [],
    ),
  )
  return {
    ...{ format: 'isocenter.problem', version: 1, title: 'Call', periods: year.periods },
    ...{ people: call.people, work: call.work, pins },
    rules: [must('rota.pins', {}), ...call.rules, ...callRules],
  }
}

async function solve(plan: Plan, cpu: number) {
  const begun = process.cpuUsage()
  const spent = () => {
    const { user, system } = process.cpuUsage(begun)
    return (user + system) / 1e6
  }
  let first: number | undefined
  const workerUrl = pathToFileURL(join(rootFolder, 'build', 'server', 'solve-worker.js'))
  const options = { seconds: cpu / THREADS, seed: 1, threads: THREADS, clock: 'cpu' as const }
  const run = startSolve(plan, { ...options, workerUrl, ways: false }, ({ found }) => {
    if (found) first ??= spent()
  })
  const watch = setInterval(() => spent() >= cpu && run.cancel(), 200)
  const { cells, says } = await run.done
  clearInterval(watch)
  return { cells, says, first, spent: spent() }
}

export async function benchJoint(): Promise<Row[]> {
  const year = demoProblem('bwh-r1r3-2026')
  const joint = bindYear(jointProblem())
  const one = await solve(joint, CPU)
  const rotations = await solve(bindYear(year), CPU * (3 / 4))
  const calls =
    rotations.cells && (await solve(bindYear(callProblem(year, rotations.cells)), CPU / 4))
  const both = calls?.cells ? { ...rotations.cells, ...calls.cells } : null
  return [
    describe('one after the other', joint, both, {
      ...{ first: undefined, spent: rotations.spent + (calls ? calls.spent : 0) },
      says: calls ? calls.says : rotations.says,
    }),
    describe('in one solve', joint, one.cells, one),
  ]
}

/** Both judged by the rules of the joint problem. */
function describe(
  name: string,
  plan: Plan,
  cells: Cells | null,
  run: { first: number | undefined; spent: number; says: string },
): Row {
  const base: Row = {
    solved: name,
    'CPU seconds': run.spent.toFixed(0),
    'first legal': run.first?.toFixed(1) ?? '-',
  }
  if (!cells) return { ...base, 'musts broken': run.says }
  const found = judge(plan, plan.world.fromCells(cells))
  const missed = (goal: string) =>
    found
      .filter(
        ({ bound: { choice } }) => choice.strength !== 'must' && choice.strength.prefer === goal,
      )
      .flatMap(({ findings }) => findings)
      .reduce((sum, { by }) => sum + by, 0)
      .toFixed(1)
  const points = Object.entries(cells)
    .filter(([id]) => id.endsWith('@call'))
    .map(([id, row]) => ({
      level: plan.world.problem.people.find((person) => person.id === id)?.level,
      points: row.reduce(
        (sum, work) => sum + (KINDS.find((kind) => kind.id === work)?.points ?? 0),
        0,
      ),
    }))
  const spread = (level: string) => {
    const mine = points.filter((one) => one.level === level).map((one) => one.points)
    return `${Math.min(...mine)} to ${Math.max(...mine)}`
  }
  return {
    ...base,
    'musts broken': found
      .filter(({ bound: { choice } }) => choice.strength === 'must')
      .flatMap(({ findings }) => findings).length,
    ...{ 'call points, R2': spread('R2 call'), 'call points, R3': spread('R3 call') },
    ...{ 'fairness missed': missed('fairness'), 'shape missed': missed('shape') },
    'leave and other wishes missed': missed('wish'),
  }
}
