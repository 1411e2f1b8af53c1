// The command line answers with sentences and the documented exit codes.
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { EXIT } from './cli-arguments.ts'
import { main } from './cli.ts'
import { describeProblem } from './problem-schema.ts'

const folder = mkdtempSync(join(tmpdir(), 'isocenter-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const MAYO = 'docs/examples/mayo-like.json'
const IMPOSSIBLE = 'docs/examples/impossible.json'

async function run(argv: string[], interruptAt?: string) {
  const out: string[] = []
  const err: string[] = []
  let interrupt = () => {}
  const code = await main(argv, {
    out: (text) => out.push(text),
    err: (text) => {
      err.push(text)
      if (interruptAt && text.includes(interruptAt)) setTimeout(interrupt)
    },
    onInterrupt: (stop) => {
      interrupt = stop
      return () => {}
    },
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

function write(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const mayo = () => JSON.parse(readFileSync(MAYO, 'utf8'))

test('the fellowship is proven best, and its roster passes the check', async () => {
  const path = join(folder, 'roster.json')
  const solved = await run(['solve', MAYO, '--seconds', '40', '-o', path])
  expect(solved).toMatchObject({ code: EXIT.ok, out: '' })
  expect(solved.err).toContain('Proven best.')
  const checked = await run(['check', MAYO, path])
  expect(checked.code).toBe(EXIT.ok)
  expect(checked.out).toContain('Every must is kept')
}, 90_000)

test('a roster that breaks musts is refused by the check, with every reason', async () => {
  const cells = Object.fromEntries(
    mayo().people.map(({ id }: { id: string }) => [id, Array(12).fill('XR')]),
  )
  const path = write('bad-roster.json', { format: 'isocenter.roster', version: 1, cells })
  const { code, out } = await run(['check', MAYO, path])
  expect(code).toBe(EXIT.broken)
  expect(out).toContain('MRI has 0 of 2 in block Jul')
})

test('what cannot be is said to be so, with its numbers', async () => {
  const sentence =
    'Night float needs 9 × 2 = 18 person-blocks of R2, but 4 people may give at most 4 each: 16.'
  const explained = await run(['explain', IMPOSSIBLE])
  expect(explained.code).toBe(EXIT.broken)
  expect(explained.out).toContain(sentence)
  const solved = await run(['solve', IMPOSSIBLE, '--seconds', '20'])
  expect(solved.code).toBe(EXIT.broken)
  expect(solved.err).toContain(sentence)
}, 60_000)

test('an explanation of what is possible says so', async () => {
  const { code, out } = await run(['explain', MAYO])
  expect(code).toBe(EXIT.ok)
  expect(out).toBe('All rules can hold together.')
}, 60_000)

test('Ctrl-C prints the best roster so far', async () => {
  const problem = mayo()
  const copies = [1, 2, 3, 4]
  type Named = { id: string; name: string }
  problem.people = copies.flatMap((copy) =>
    problem.people.map(({ id, name }: Named) => ({ id: `${id}${copy}`, name })),
  )
  problem.wishes = copies.flatMap((copy) =>
    problem.wishes.map((wish: { person: string }) => ({ ...wish, person: wish.person + copy })),
  )
  for (const { rule, params } of problem.rules)
    if (rule === 'rota.coverage')
      Object.assign(params, { min: params.min * 4, max: params.max * 4 })
  const path = write('four-times.json', problem)
  const { code, out, err } = await run(['solve', path, '--seconds', '60'], 'Making')
  expect(code).toBe(EXIT.cancelled)
  expect(JSON.parse(out).format).toBe('isocenter.roster')
  expect(err).toContain('Stopped. ')
}, 60_000)

test('too little time is an exit code of its own', async () => {
  const { code, err } = await run(['solve', MAYO, '--seconds', '0.1'])
  expect([EXIT.noneFound, EXIT.ok]).toContain(code)
  if (code === EXIT.noneFound) expect(err).toContain('No roster that keeps every must was found')
})

test('every fault of a problem is named with its place', async () => {
  const problem = mayo()
  problem.people[3].name = ''
  problem.periods[0].from = '2026-02-30'
  problem.colour = 'blue'
  const { code, err } = await run(['solve', write('faults.json', problem)])
  expect(code).toBe(EXIT.badInput)
  expect(err).toContain('people[3].name: ')
  expect(err).toContain('periods[0].from: is not a day of the calendar')
  expect(err).toContain('colour')
})

test('a rule that does not exist is answered with the nearest one', async () => {
  const problem = mayo()
  problem.rules[1].rule = 'rota.coverege'
  const { code, err } = await run(['check', write('rule.json', problem), 'x.json'])
  expect(code).toBe(EXIT.badInput)
  expect(err).toContain(
    'rules[1].rule: There is no rule "rota.coverege". Did you mean "rota.coverage"?',
  )
})

test('files that are missing, broken or too large are refused with a sentence', async () => {
  expect((await run(['solve', join(folder, 'none.json')])).err).toContain('there is no such file')
  expect((await run(['solve', write('broken.json', '{')])).err).toContain('is not JSON')
  const large = write('large.json', '')
  truncateSync(large, 60 * 1024 * 1024)
  expect((await run(['solve', large])).err).toContain('the file has 60 MB; at most 50 MB are read')
})

test('an absurd problem is refused before memory is spent', async () => {
  const problem = mayo()
  problem.people = Array.from({ length: 2000 }, (_, i) => ({ id: `p${i}`, name: `P ${i}` }))
  problem.work = Array.from({ length: 500 }, (_, i) => ({ id: `w${i}` }))
  const { code, err } = await run(['solve', write('absurd.json', problem)])
  expect(code).toBe(EXIT.badInput)
  expect(err).toContain('2,000 people × 12 periods × 500 works = 12,000,000 choices')
})

test('facts, parameters and names that do not fit are reported together', async () => {
  const problem = mayo()
  problem.absences = [{ person: 'nobody', from: '2026-08-01', to: '2026-08-09' }]
  problem.rules = [
    { rule: 'rota.coverage', params: { works: ['xyz'], min: -1, mx: 3 }, strength: 'must' },
    { rule: 'rota.nothing', params: {}, strength: 'must' },
  ]
  const { err } = await run(['check', write('all.json', problem), 'x.json'])
  expect(err.split('\n').map((line) => line.slice(line.indexOf(': ') + 2))).toEqual([
    'absences[0].person: There is no person "nobody". Add it.',
    'rules[0].params.min: rota.coverage: needs at least 0.',
    'rules[0].params: rota.coverage: has an unknown field: mx.',
    'rules[0].params: rota.coverage names the work or category "xyz", which does not exist. Remove the rule or add what it names.',
    expect.stringMatching(/^rules\[1\].rule: There is no rule "rota.nothing". Known rules: /),
  ])
})

test('a strength that is none says what it may be', async () => {
  const problem = mayo()
  problem.rules[0].strength = 'should'
  const { err } = await run(['check', write('strength.json', problem), 'x.json'])
  expect(err).toContain('must be "must" or {"prefer": GOAL, "price": NUMBER}, not "should"')
})

test('a mark of the byte order at the beginning is no fault, a character that moves the cursor is', async () => {
  const marked = write('marked.json', '')
  writeFileSync(marked, `\uFEFF${JSON.stringify(mayo())}`)
  expect((await run(['explain', marked])).code).toBe(EXIT.ok)
  const problem = mayo()
  problem.people[0].name = 'A\u001b[2J'
  const { err } = await run(['check', write('cursor.json', problem), 'x.json'])
  expect(err).toContain('people[0].name: holds a line break or another character')
})

test('more rules than a programme can have are refused before they are compiled', async () => {
  const problem = mayo()
  problem.rules = Array.from({ length: 30_000 }, () => problem.rules[1])
  const { code, err } = await run(['explain', write('rules.json', problem)])
  expect(code).toBe(EXIT.badInput)
  expect(err).toContain('The problem has 30,000 rules; at most 3,000 are taken.')
})

test('where the result cannot be written is said before the work', async () => {
  const said = async (path: string) => (await run(['solve', MAYO, '-o', path])).err
  expect(await said(join(folder, 'none', 'x.json'))).toMatch(/there is no such folder\.$/)
  expect(await said(folder)).toMatch(/it is a folder\.$/)
  expect(existsSync(join(folder, 'none'))).toBe(false)
})

test('wrong arguments are named', async () => {
  expect((await run(['solve', MAYO, '--seed', '1.5'])).err).toBe(
    '--seed is "1.5"; give a whole number, 0 or more.',
  )
  expect(await run(['solve', MAYO, '--seconds', 'soon'])).toMatchObject({
    code: EXIT.badInput,
    err: '--seconds is "soon"; give a number, 0.1 or more.',
  })
  expect((await run(['sovle'])).err).toContain('There is no command "sovle".')
  expect((await run(['solve'])).err).toContain('Give one file')
  expect((await run(['solve', '--fast'])).code).toBe(EXIT.badInput)
})

test('every rule is listed with its sentence and the schema of its parameters', async () => {
  const { code, out } = await run(['rules'])
  expect(code).toBe(EXIT.ok)
  const rules: { id: string; sentence: string; params: { type: string } }[] = JSON.parse(out)
  expect(rules.length).toBeGreaterThan(1)
  for (const rule of rules) {
    expect(rule.sentence.length).toBeGreaterThan(5)
    expect(rule.params).toHaveProperty('type')
  }
})

test('docs/problem.schema.json is up to date', () => {
  expect(readFileSync('docs/problem.schema.json', 'utf8')).toBe(describeProblem())
})
