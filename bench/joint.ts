// One solve of rotations, leave and call of the demo's residency, beside one after the other.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cast } from '../demo/cast.ts'
import { call as demoCall, holidays } from '../demo/call.ts'
import { demoProblem } from '../demo/plans.ts'
import { addMonths, day } from '../src/kernel/day.ts'
import { rootFolder } from '../src/platform/root.ts'
import type { CallAsked, CallPerson } from '../src/rooms/call/asked.ts'
import { holidaySet } from '../src/rooms/call/days.ts'
import { ledgerOf } from '../src/rooms/call/ledger.ts'
import { type CallPool, callsOf, planPools, type PoolOutcome } from '../src/rooms/call/problem.ts'
import { callFactsSchema } from '../src/rooms/call/schema.ts'
import { rotationsOf, yearProblem } from '../src/rooms/call/year-problem.ts'
import { awayFromFair, gapsIn } from '../src/rooms/call/year-measures.ts'
import { startSolve } from '../src/rooms/planning/index.ts'
import { judge, type Plan } from '../src/rooms/planning/rule.ts'
import { type Cells, type Problem, problemSchema } from '../src/rooms/planning/schema.ts'
import { rotaRules } from '../src/rooms/rota/rules/index.ts'
import { runsOf } from '../src/rooms/rota/runs.ts'
import type { Row } from './table.ts'
import { bindYear } from './years.ts'

const PROGRAMME = 'bwh-dr'
const YEAR_CPU = 60
const POOL_CPU = 20
const THREADS = 2
const FIRST = day('2026-07-01')

/** The kinds and people of the demo; who is in the third year or later is signed off for IR. */
function scene(year: Problem): CallAsked {
  const kinds = demoCall
    .find(({ programme }) => programme === PROGRAMME)!
    .kinds.map((kind) => ({ ...kind, facts: callFactsSchema.parse(kind.facts) }))
  const people = cast.flatMap((person): CallPerson[] => {
    const role = person.roles.find(
      (held) =>
        held.programme === PROGRAMME &&
        held.role === 'trainee' &&
        held.level &&
        held.from <= FIRST &&
        (held.to === undefined || held.to >= FIRST),
    )
    if (!role) return []
    const level = role.level!
    const since = addMonths(FIRST, -12 * (Number(level.slice(1)) - 1))
    return [
      {
        ...{ id: person.id, name: `${person.given} ${person.family}`, since, share: 1 },
        levels: [{ level, from: FIRST, to: day('2027-06-30') }],
        competencies: new Set(level === 'R3' || level === 'R4' ? ['ir-basics'] : []),
        ...{ rotations: [], leave: year.absences.filter((one) => one.person === person.id) },
      },
    ]
  })
  const span = { from: year.periods[0]!.from, to: year.periods.at(-1)!.to }
  return {
    ...{ span, zone: 'America/New_York', kinds, holidays, people },
    ...{ given: [], pins: [], wishes: [], carried: new Map() },
  }
}

/** Everybody as they are on these rotations. */
function onRotations(asked: CallAsked, year: Problem, cells: Cells): CallAsked {
  const works = new Map(year.work.map((work) => [work.id, work]))
  const runs = runsOf(year.periods, cells)
  const people = asked.people.map((person) => {
    const mine = runs.filter((run) => run.person === person.id)
    const [away, there] = [true, false].map((isLeave) =>
      mine.filter(({ work }) => (works.get(work)!.kind === 'leave') === isLeave),
    )
    return {
      ...person,
      leave: [...person.leave, ...away!],
      rotations: there!.map(({ work, from, to }) => {
        const { name, categories, kind } = works.get(work)!
        return {
          ...{ work, from, to, name: name ?? work, categories: [...categories, kind], hours: null },
        }
      }),
    }
  })
  return { ...asked, people }
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
  const { cells, says, conflict } = await run.done
  clearInterval(watch)
  return { cells, says: conflict?.headline ?? says, first, spent: spent() }
}

export async function benchJoint(): Promise<Row[]> {
  const year = problemSchema.parse(demoProblem('bwh-r1r3-2026'))
  const asked = scene(year)
  const alone = bindYear(year)
  const joint = bindYear(yearProblem(year, asked, rotaRules)!)
  const apart = await solve(alone, YEAR_CPU)
  const together = await solve(joint, YEAR_CPU)
  return [
    await describe('one after the other', { year, alone, asked }, apart),
    await describe('in one solve', { year, alone, asked }, together),
  ]
}

type Found = Awaited<ReturnType<typeof solve>>

async function describe(
  name: string,
  about: { year: Problem; alone: Plan; asked: CallAsked },
  found: Found,
): Promise<Row> {
  const { year, alone } = about
  const base: Row = {
    solved: name,
    'first legal year': found.first?.toFixed(1) ?? '-',
    'CPU seconds': found.spent.toFixed(0),
  }
  if (!found.cells) return { ...base, 'musts broken': found.says }
  const cells = rotationsOf(found.cells, year)
  const asked = onRotations(about.asked, year, cells)
  const { calls, faults } = await planPools<string>(asked, async (pool) => solvePool(asked, pool))
  const judged = judge(alone, alone.world.fromCells(cells))
  const missed = (goal: string) =>
    judged
      .filter(({ bound: { choice } }) => {
        const { strength } = choice
        return strength !== 'must' && strength.prefer === goal
      })
      .flatMap(({ findings }) => findings)
      .reduce((sum, { by }) => sum + by, 0)
      .toFixed(0)
  const broken = judged
    .filter(({ bound: { choice } }) => choice.strength === 'must')
    .flatMap(({ findings }) => findings).length
  const major = new Set(holidays.filter(({ isMajor }) => isMajor).map(({ on }) => on))
  const ledger = ledgerOf({
    ...{ span: asked.span, people: asked.people, kinds: asked.kinds, calls },
    ...{ holidays: holidaySet(holidays), major },
  })
  const { above, below } = awayFromFair(ledger)
  const { needs, nobody } = gapsIn(asked, calls)
  return {
    ...base,
    ...{ 'musts broken': broken, 'shape missed': missed('shape') },
    'leave and other wishes missed': missed('wish'),
    'call days with nobody': `${nobody} of ${needs}`,
    'points above and below the fair share at most': `${above.toFixed(1)} and ${below.toFixed(1)}`,
    'not planned': faults.map(({ pool, fault }) => `${pool.id}: ${fault}`).join(' ') || '-',
  }
}

async function solvePool(asked: CallAsked, pool: CallPool): Promise<PoolOutcome<string>> {
  const { cells, says } = await solve(bindYear(pool.problem), POOL_CPU)
  return cells ? { calls: callsOf(asked, pool, cells) } : { fault: says }
}
