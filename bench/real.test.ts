// Do our rules, stated from the neutral files, say the same of a roster as the source's own rules?
import { describe, expect, test } from 'vitest'
import { bind, type Plan } from '../src/rooms/planning/rule.ts'
import { problemSchema } from '../src/rooms/planning/schema.ts'
import { rotaRules } from '../src/rooms/rota/rules/index.ts'
import { importReal, type Imported } from './import-real.ts'
import { checkSource, type SourceVerdict } from './real-checker.ts'
import { isReal, listBench, readJson, type Source, type SourceRoster } from './real-source.ts'
import { judgeReal } from './real-judge.ts'

const SWAPS = 200

const sources = listBench('real', '.json')
  .filter(isReal)
  .map((id) => readJson<Source>('real', `${id}.json`)!)
const solutions = listBench('real/solutions', '.json')

function bound(imported: Imported): Plan {
  const plan = bind(problemSchema.parse(imported.input), rotaRules)
  if (!plan.ok) throw new Error(plan.findings.map((each) => each.says).join(' '))
  return plan.value
}

/** Whole numbers below `size`, the same ones at every run. */
function dice(seed: number): (size: number) => number {
  let state = seed
  return (size) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * size)
  }
}

/** Work in a block of approved absence is told once, by us: as absence, not also as a wrong work. */
function namedOnce(source: Source, { broken }: SourceVerdict): SourceVerdict['broken'] {
  const types = new Map(source.rules.map(({ id, type }) => [id, type]))
  const away = broken.filter((each) => types.get(each.rule) === 'full_leave')
  const cells = new Set(away.map((each) => each.where))
  return broken.filter(
    ({ rule, where }) => types.get(rule) !== 'group_activities' || !cells.has(where),
  )
}

const isOf = (source: Source, name: string) =>
  name === source.id || name.startsWith(`${source.id}.`)

describe.skipIf(sources.length === 0)('Rules of the neutral files in our words', () => {
  for (const source of sources)
    test(`${source.id} can be stated`, () => {
      const plan = bound(importReal(source))
      expect(plan.rules.length).toBeGreaterThanOrEqual(source.rules.length)
    })

  for (const name of solutions)
    test(`${name}: no must is broken and the score is the same, before and after swaps`, () => {
      const source = sources.find((each) => isOf(each, name))!
      const imported = importReal(source)
      const plan = bound(imported)
      const roster = readJson<SourceRoster>('real/solutions', `${name}.json`)!
      const compare = () => {
        const [theirs, ours] = [checkSource(source, roster), judgeReal(imported, plan, roster)]
        expect(ours.score).toBeCloseTo(theirs.score, 6)
        expect([...ours.broken].sort()).toEqual(
          [...new Set(namedOnce(source, theirs).map((each) => each.rule))].sort(),
        )
        return theirs.broken.length
      }
      expect(compare()).toBe(0)
      const next = dice(7)
      let broken = 0
      for (let nth = 0; nth < SWAPS; nth++) {
        const [p, q] = [next(source.people.length), next(source.people.length)]
        const k = next(source.time.count)
        const other = nth % 2 ? k : next(source.time.count)
        const [one, two] = [roster[source.people[p]!.id]!, roster[source.people[q]!.id]!]
        const exchange = () => ([one[k], two[other]] = [two[other]!, one[k]!])
        exchange()
        broken += Math.min(1, compare())
        exchange()
      }
      expect(broken).toBeGreaterThan(0)
    }, 120_000)
})
