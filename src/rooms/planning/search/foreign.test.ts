// An engine in a process of its own: heard, checked, shared with, ended; and never believed.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { compile } from '../compile.ts'
import type { Compiled } from '../flat.ts'
import { compareTotals, type Totals } from '../score.ts'
import { startForeign } from './foreign.ts'
import { bruteForce, randomPlan } from './random.fixture.ts'
import { coverEach, planOf, problemOf } from './year.fixture.ts'

const folder = mkdtempSync(join(tmpdir(), 'isocenter-engine-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const problem = problemOf({
  people: ['Amy', 'Ben'].map((id) => ({ id, name: id })),
  periods: [{ id: 'b1', from: '2026-07-01', to: '2026-07-07' }],
  work: [{ id: 'CT' }, { id: 'MR' }],
})
const compiled = compile(
  planOf(problem, [
    coverEach('One on CT.', undefined, ['CT'], 1, 1),
    coverEach('One on MR.', undefined, ['MR'], 1, 1, { prefer: 'coverage', price: 3 }),
  ]),
)

/** Engines are small Node programs: they read the model line, then do as told. */
function engine(name: string, body: string): string[] {
  const path = join(folder, `${name}.mjs`)
  const text = `import { createInterface } from 'node:readline'
    const say = (line) => console.log(typeof line === 'string' ? line : JSON.stringify(line))
    let first = true
    createInterface({ input: process.stdin }).on('line', (line) => {
      const read = JSON.parse(line)
      if (first) { first = false; onModel(read) } else onMore(read)
    })
    let onMore = () => {}
    ${body}`
  writeFileSync(path, text)
  return [process.execPath, path]
}

type Heard = { rosters: number[][]; totals: Totals[]; bounds: unknown[] }

function run(
  command: string[],
  more: (foreign: ReturnType<typeof startForeign>, heard: Heard) => void = () => {},
  asked: Compiled = compiled,
) {
  const heard: Heard = { rosters: [], totals: [], bounds: [] }
  const foreign = startForeign(
    asked,
    command,
    { seconds: 5, seed: 3, start: null },
    {
      onBest: (roster, totals) => {
        heard.rosters.push([...roster])
        heard.totals.push(totals)
      },
      onBounds: (bounds) => heard.bounds.push(bounds),
    },
  )
  more(foreign, heard)
  return foreign.ended.then((fault) => ({ ...heard, fault }))
}

test('an engine that solves by trying everything is told enough to find the best roster', async () => {
  const command = engine(
    'brute',
    `function holds(x, lit) { return lit >= 0 ? x.has(lit) : !x.has(-lit - 1) }
    function amount(x, count) {
      if (!count.when.every((lit) => holds(x, lit))) return 0
      const value = (form) => form.vars.reduce((sum, v, i) => sum + (x.has(v) ? form.weights[i] : 0), form.constant)
      const values = count.forms.map(value)
      return Math.max(0, count.kind === 'excess' ? values[0] : Math.max(...values) - Math.min(...values) - count.allowed)
    }
    function onModel(model) {
      let best = Infinity
      const visit = (roster) => {
        if (roster.length < model.options.length)
          return model.options[roster.length].forEach((work) => visit([...roster, work]))
        const x = new Set(roster.flatMap((work, cell) => (work < 0 ? [] : [cell * model.works + work])))
        const total = model.counts.reduce((sum, count) => sum + (count.level === 0 ? 1000 : count.price) * amount(x, count), 0)
        if (total < best) { best = total; say({ roster }) }
      }
      visit([])
      say({ bounds: [0, best] })
      process.exit(0)
    }`,
  )
  const { totals, bounds, fault } = await run(command)
  expect(fault).toBe(null)
  expect([...totals.at(-1)!].every((total) => total === 0)).toBe(true)
  expect(bounds).toEqual([[0, 0]])
})

test('what cannot stand in a cell, what is no roster and what is no JSON is not heard', async () => {
  const command = engine(
    'liar',
    `function onModel() {
      say('warming up'); say({ roster: [0] }); say({ roster: [0, 99] }); say({ roster: 'best' })
      say({ score: -1e9 }); say({ roster: [0, 1] }); process.exit(0)
    }`,
  )
  expect((await run(command)).rosters).toEqual([[0, 1]])
})

test('it hears of better rosters, and is ended when it does not end by itself', async () => {
  const command = engine(
    'stubborn',
    `process.on('SIGTERM', () => {})
    function onModel() { setInterval(() => {}, 1000); say({ roster: [0, 0] }) }
    onMore = ({ best }) => say({ roster: [...best].reverse() })`,
  )
  const { rosters, fault } = await run(command, (foreign, heard) => {
    foreign.share(Int16Array.of(1, 0))
    const timer = setInterval(() => {
      if (heard.rosters.length < 2) return
      clearInterval(timer)
      foreign.stop()
    }, 20)
  })
  expect(rosters).toContainEqual([0, 1])
  expect(fault).toBe(null)
})

test('one that fails or does not exist is named, with its last words', async () => {
  const failing = engine(
    'failing',
    `function onModel() { console.error('no licence'); process.exit(3) }`,
  )
  expect((await run(failing)).fault).toContain('ended with 3. no licence')
  expect((await run(['/no/such/engine'])).fault).toContain('could not run')
})

const python = spawnSync('python3', ['-c', 'import ortools'], { stdio: 'ignore' })

test.skipIf(python.status !== 0)(
  'CP-SAT, where it is installed, finds and proves what trying every roster finds',
  async () => {
    for (let seed = 0; seed < 12; seed++) {
      const plan = randomPlan(seed, { people: 2, periods: 3, works: 2, counts: 9, musts: 2 })
      const asked = compile(plan)
      const best = bruteForce(plan, asked)
      if (!best || asked.clashes.length > 0) continue
      const { totals, bounds, fault } = await run(
        ['python3', 'engines/cpsat.py'],
        (foreign) => void setTimeout(() => foreign.stop(), 20_000).unref(),
        asked,
      )
      expect(fault).toBe(null)
      const found = totals.reduce((one, other) => (compareTotals(other, one) < 0 ? other : one))
      expect(compareTotals(found, best)).toBe(0)
      expect(bounds.at(-1)).toEqual([...best].map((total) => expect.closeTo(total, 5)))
    }
  },
  60_000,
)
