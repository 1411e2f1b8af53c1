// How soon is a published year of 44 people repaired, with how few changes, and is that proven fewest?
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { trainees } from '../demo/cast.ts'
import { day } from '../src/kernel/day.ts'
import { rootFolder } from '../src/platform/root.ts'
import { startRepair, startSolve } from '../src/rooms/planning/index.ts'
import type { PlanChange } from '../src/rooms/planning/changes.ts'
import type { Plan } from '../src/rooms/planning/rule.ts'
import type { Cells } from '../src/rooms/planning/schema.ts'
import type { Row } from './table.ts'
import { bindYear, fourYears } from './years.ts'

const BUILD_SECONDS = 30
const workerUrl = pathToFileURL(join(rootFolder, 'build', 'server', 'solve-worker.js'))
const one = (level: string, nth: number) => trainees('bwh-dr', level)[nth]!

const events: { says: string; from: string; change: PlanChange }[] = [
  {
    says: 'parental leave of six weeks',
    from: 'b10',
    change: { kind: 'leave', person: one('R2', 1), from: day('2026-11-04'), to: day('2026-12-15') },
  },
  {
    says: 'a week of leave in the block after next',
    from: 'b06',
    change: { kind: 'leave', person: one('R1', 3), from: day('2026-09-23'), to: day('2026-09-29') },
  },
  {
    says: 'a resident of the third year resigns',
    from: 'b14',
    change: { kind: 'resignation', person: one('R3', 4), from: day('2026-12-30') },
  },
  {
    says: 'a resident of the second year arrives',
    from: 'b08',
    change: {
      kind: 'arrival',
      person: {
        id: 'new',
        name: 'Ilse Varga',
        level: 'R2',
        groups: [],
        monthsTrained: 12,
        share: 1,
        from: day('2026-10-07'),
      },
    },
  },
  {
    says: 'the chest service needs a second resident in four blocks',
    from: 'b12',
    change: {
      kind: 'service-needs',
      work: 'chest',
      periods: ['b13', 'b14', 'b15', 'b16'],
      min: 2,
    },
  },
]

/** `seeds=3` for three published years, each repaired in all ways. */
export async function benchRepairs(words: readonly string[]): Promise<Row[]> {
  const count = Number(words.find((word) => word.startsWith('seeds='))?.slice(6) ?? 1)
  const plan = bindYear(fourYears())
  const rows: Row[] = []
  for (let seed = 1; seed <= count; seed++) {
    const solve = startSolve(plan, { seconds: BUILD_SECONDS, seed, workerUrl })
    const { cells } = await solve.done
    if (!cells) throw new Error('There is no year to repair.')
    for (const event of events) rows.push(await repairOne(plan, cells, event, seed))
  }
  return rows
}

async function repairOne(
  plan: Plan,
  published: Cells,
  { says, from, change }: (typeof events)[number],
  seed: number,
): Promise<Row> {
  const began = performance.now()
  const request = { published, from: plan.world.period(from), changes: [change] }
  const { done } = startRepair(plan, request, { seconds: 10, seed, workerUrl })
  const repaired = await done
  const ms = performance.now() - began
  return {
    ...{ event: says, year: seed, answer: `${(ms / 1000).toFixed(1)} s`, target: '< 10 s' },
    ...{ 'cells changed': repaired.changed, 'no roster changes fewer than': repaired.bound },
    ...{ proven: repaired.proven ? 'yes' : 'no', people: repaired.notify.length },
    'musts broken': repaired.cells ? repaired.findings.length : '-',
    says: repaired.says,
  }
}
