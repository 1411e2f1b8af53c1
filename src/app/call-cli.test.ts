// Does the command line of call plan what its file describes, and name every fault of it?
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rootFolder } from '../platform/root.ts'
import { describeCall } from './call-schema.ts'
import { run, testFolder } from './cli.fixture.ts'
import { EXIT } from './cli-arguments.ts'

const { write } = testFolder()
const EXAMPLE = join(rootFolder, 'docs', 'examples', 'call.json')
const example = () => JSON.parse(readFileSync(EXAMPLE, 'utf8'))

test('the example: two pools, every night has somebody, what is fixed stays, and points are even', async () => {
  const { code, out, err } = await run('call', EXAMPLE, '--seconds', '6')
  expect(code).toBe(EXIT.ok)
  const { calls, points } = JSON.parse(out) as {
    calls: { person: string; kind: string; on: string }[]
    points: Record<string, number>
  }
  expect(calls).toHaveLength(70)
  expect(calls).toContainEqual({ person: 'ada', kind: 'night', on: '2026-12-02' })
  expect(
    calls.some(({ person, on }) => person === 'chi' && on >= '2026-12-06' && on <= '2026-12-13'),
  ).toBe(false)
  expect(Object.keys(points)).toHaveLength(10)
  expect(err).toMatch(/Night: points from [\d.]+ to [\d.]+\./)
})

test('a night that nobody may have is said with what stands against it', async () => {
  const file = example()
  for (const person of file.people) person.leave = [{ from: '2026-12-14', to: '2026-12-16' }]
  const { code, err } = await run('call', write('none.json', file), '--seconds', '6')
  expect(code).toBe(EXIT.broken)
  expect(err).toContain('Night')
})

test('every fault at once, each with its place', async () => {
  const file = example()
  file.fixed.push({ person: 'nobody', kind: 'nothing', on: '2030-01-01' })
  file.people[1].id = file.people[0].id
  const { code, err } = await run('call', write('bad.json', file))
  expect(code).toBe(EXIT.badInput)
  expect(err.split('\n')).toHaveLength(4)
  expect(err).toContain('people[1].id: "ada" is there twice.')
  file.span = { from: '2027-01-03', to: '2026-11-30' }
  expect((await run('call', write('worse.json', file))).err).toContain('ends before it begins')
})

test('docs/call.schema.json is up to date', async () => {
  await expect(describeCall()).toMatchFileSnapshot('../../docs/call.schema.json')
})
