// Does the command line of hours print what is broken with its clause, and name every fault of a file?
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rootFolder } from '../platform/root.ts'
import { acgme2025 } from '../rooms/hours/packs/acgme-2025.ts'
import { hoursRules } from '../rooms/hours/rules/index.ts'
import { run, testFolder } from './cli.fixture.ts'
import { EXIT } from './cli-arguments.ts'
import { describeHours } from './hours-schema.ts'

const { folder, write } = testFolder()
const EXAMPLE = join(rootFolder, 'docs', 'examples', 'hours.json')

const example = () => JSON.parse(readFileSync(EXAMPLE, 'utf8'))

test('the example: what is broken, by which clause, with the entries behind it', async () => {
  const { code, out } = await run('hours', EXAMPLE, '--pack', 'acgme-2025')
  expect(code).toBe(EXIT.broken)
  expect(out).toContain('Ben Osterholt, DH-24 (6.22), 2026-07-10 to 2026-07-11')
  expect(out).toContain('measured 26, limit 24 (hours); behind it: w1-day-4, call-friday, read-out')
  expect(out).toContain('Ben Osterholt, DH-14 (6.21.a)')
  expect(out).not.toContain('Ada Quillfeather, DH')
})

test('as JSON, and into a file', async () => {
  const path = join(folder, 'verdicts.json')
  const { out } = await run('hours', EXAMPLE, '--pack', 'acgme-2025', '--json', '-o', path)
  const verdicts = JSON.parse(out)
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(verdicts)
  expect(verdicts).toMatchObject({ format: 'isocenter.verdicts', pack: 'acgme-2025' })
  expect(verdicts.verdicts.length).toBeGreaterThan(10)
})

test('a pack of one’s own: sixty hours a week, and nights apart', async () => {
  const pack = {
    ...{ format: 'isocenter.hours-pack', version: 1, id: 'ours', title: 'Ours', edition: '2026' },
    rules: [
      {
        ...{ id: 'OUR-60', rule: 'weekly-average', clause: 'Handbook 4.2', level: 'policy' },
        params: { hours: 55 },
      },
    ],
  }
  const { code, out } = await run('hours', EXAMPLE, '--pack', write('ours.json', pack))
  expect(code).toBe(EXIT.ok)
  expect(out).toContain('Rules of the programme: 1')
  expect(out).toContain('OUR-60 (Handbook 4.2)')
})

test('every fault of a timeline at once, each with its place and the way on', async () => {
  const file = example()
  const [first, second] = file.people[0].intervals
  first.end = first.start
  second.end = '2026-07-01T00:00'
  file.people[1].intervals[0].start = '2026-11-01T01:30'
  file.people[1].intervals[0].end = '2026-11-01T09:00'
  const { code, err } = await run('hours', write('bad.json', file), '--pack', 'acgme-2025')
  expect(code).toBe(EXIT.badInput)
  expect(err.split('\n')).toHaveLength(3)
  expect(err).toContain('people[0].intervals[0].end: It begins and ends at')
  expect(err).toContain('people[0].intervals[1].end: It ends (2026-07-01T00:00) before it begins')
  expect(err).toContain('people[1].intervals[0].start: 2026-11-01T01:30 exists twice')
})

test('packs: missing, unknown, without a clause, with a rule that nobody knows', async () => {
  expect((await run('hours', EXAMPLE)).err).toContain('--pack is missing; give one of acgme-2025')
  expect((await run('hours', EXAMPLE, '--pack', 'acgme')).err).toContain('--pack is "acgme"')
  const rule = { id: 'x', rule: 'weekly-average', clause: '1', level: 'core' }
  const of = (more: object) => write('pack.json', { ...acgme2025, rules: [{ ...rule, ...more }] })
  const err = async (more: object) => (await run('hours', EXAMPLE, '--pack', of(more))).err
  expect(await err({ clause: undefined })).toContain('rules[0].clause')
  expect(await err({ rule: 'none' })).toContain('There is no rule "none".')
})

test('docs/hours.md names every rule with its sentence', () => {
  const text = readFileSync(join(rootFolder, 'docs', 'hours.md'), 'utf8').replaceAll(/ +/g, ' ')
  for (const { id, sentence } of hoursRules.values())
    expect(text).toContain(`| \`${id}\` | ${sentence} |`)
})

test('docs/hours.schema.json is up to date', async () => {
  await expect(describeHours()).toMatchFileSnapshot('../../docs/hours.schema.json')
})
