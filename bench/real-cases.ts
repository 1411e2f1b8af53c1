// Which foreign problems are measured, and how is each one said, judged and compared?
import { type Cells, type ProblemInput, problemSchema } from '../src/rooms/planning/schema.ts'
import { bind, type Plan } from '../src/rooms/planning/rule.ts'
import { rotaRules } from '../src/rooms/rota/rules/index.ts'
import { importNrp, nrpRoster } from './import-nrp.ts'
import { importReal } from './import-real.ts'
import { checkNrp, readNrp } from './nrp-source.ts'
import { checkSource } from './real-checker.ts'
import { isReal, listBench, readBench, readJson, type Source } from './real-source.ts'

export type Case = {
  id: string
  size: string
  rules: string
  plan: Plan
  /** The source's score, from the amount by which our wishes are missed. */
  scoreOf: (amount: number) => number
  /** By the independent checker. */
  verdict: (cells: Cells) => { broken: number; score: number }
  toBeat: string
  /** The file for the standing rival, when it can read it. */
  file?: string[]
}

/** `real` files in order, then `nrp24` when it is named. */
export function caseIds(words: readonly string[]): string[] {
  const real = listBench('real', '.json').filter(isReal)
  const shifts = listBench('nrp24', '.txt')
    .filter((id) => id.startsWith('Instance'))
    .sort((one, other) => Number(one.slice(8)) - Number(other.slice(8)))
  const named = [...real, ...shifts].filter((id) =>
    words.some((word) => id === word || (id.includes('-') && id.startsWith(word))),
  )
  if (named.length > 0) return named
  return words.includes('nrp24') ? shifts : real
}

export const openCase = (id: string): Case =>
  id.startsWith('Instance') ? openNrp(id) : openReal(id)

function planOf(input: ProblemInput): Plan {
  const plan = bind(problemSchema.parse(input), rotaRules)
  if (!plan.ok) throw new Error(plan.findings.map((entry) => entry.says).join(' '))
  return plan.value
}

function openReal(id: string): Case {
  const source = readJson<Source>('real', `${id}.json`)!
  const { input, scoreOf } = importReal(source)
  const plan = planOf(input)
  const { people, time, activities, rules, objective } = source
  return {
    ...{ id, plan, scoreOf, file: ['real', `${id}.json`] },
    size: `${people.length} x ${time.count} x ${activities.length}`,
    rules: `${rules.length} (${plan.rules.length} of ours)`,
    verdict: (cells) => {
      const rows = Object.entries(cells).map(([who, row]) => [who, row.map((each) => each ?? '')])
      const { broken, score } = checkSource(source, Object.fromEntries(rows))
      return { broken: broken.length, score }
    },
    toBeat: `${bestOf(id, objective.sense)}${areCostsWhole(source) ? '' : UNCLEAR}`,
  }
}

/** Neither 0 nor the 100 of the file's text for the cells without a cost can give the published value. */
const UNCLEAR = '; not comparable: the file lists no cost for some cells, taken as 0'

function areCostsWhole({ objective, people, time, activities }: Source): boolean {
  const cells = time.count * activities.length
  return (
    objective.sense === 'max' ||
    people.every(({ costs = {} }) => Object.keys(costs).length === cells)
  )
}

function openNrp(id: string): Case {
  const nrp = readNrp(readBench('nrp24', `${id}.txt`)!)
  const plan = planOf(importNrp(nrp, id))
  const known = readJson<{ best: Record<string, number> }>('nrp24', 'known.json')
  return {
    ...{ id, plan, scoreOf: (amount) => amount },
    size: `${nrp.employees.length} x ${nrp.days} x ${nrp.shifts.length}`,
    rules: `${plan.rules.length} of ours`,
    verdict: (cells) => {
      const { broken, cost } = checkNrp(nrp, nrpRoster(nrp, cells))
      return { broken: broken.length, score: cost }
    },
    toBeat: `${known?.best[id] ?? 'unknown'} (best known)`,
  }
}

type Known = Record<string, Record<string, Record<string, unknown>>>

/** The best score of anybody, with the name under which it is known and the limit if there is one. */
function bestOf(id: string, sense: 'max' | 'min'): string {
  const entries = Object.entries(readJson<Known>('real', 'known.json')?.[id] ?? {})
  const results = entries.flatMap(([who, entry]) =>
    typeof entry['score'] === 'number'
      ? [{ who, score: entry['score'] }]
      : Object.entries(entry).flatMap(([name, score]) =>
          typeof score === 'number' ? [{ who: name, score }] : [],
        ),
  )
  const sign = sense === 'max' ? -1 : 1
  const best = results.toSorted((one, other) => sign * (one.score - other.score))[0]
  const bounds = entries.flatMap(([, { bound }]) => (typeof bound === 'number' ? [bound] : []))
  const limit = sense === 'max' ? Math.min(...bounds) : Math.max(...bounds)
  const proved = entries.some(([, entry]) => entry['status'] === 'optimal') ? ', optimal' : ''
  if (!best) return 'unknown'
  return `${best.score} (${best.who}${proved}${bounds.length > 0 ? `, limit ${limit}` : ''})`
}
