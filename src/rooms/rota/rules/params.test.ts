// Parameters that make no sense are refused with a reason, and a name that nobody knows is found.
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { draw } from '../../planning/draw.ts'
import { bind, type Rule } from '../../planning/rule.ts'
import { moreParams } from './agreement.fixture.ts'
import { rotaRules } from './index.ts'

const refused: [string, Record<string, unknown>, string][] = [
  ['rota.blackout', { works: ['A'] }, 'give days or periods'],
  ['rota.burden', { loads: {} }, 'name at least one work'],
  ['rota.burden', { loads: { A: 1 }, carryOver: 0.5 }, 'history has no blocks'],
  ['rota.coverage', { works: ['A'], min: 3, max: 2 }, 'min is more than max'],
  ['rota.fair-share', { loads: {} }, 'name at least one work'],
  ['rota.fair-share', { loads: { A: 1 }, withHistory: true }, 'history has no blocks'],
  ['rota.hours', { hours: {}, max: 60 }, 'name at least one work'],
  ['rota.level-gate', { works: ['A'] }, 'give levels, months or both'],
  ['rota.level-gate', { works: ['A'], levels: [] }, 'give levels, months or both'],
  [
    'rota.order',
    { before: ['A'], after: ['B'], unit: 'periods', withHistory: true },
    'history has no blocks',
  ],
  [
    'rota.requirement',
    { works: ['A'], amount: 1, unit: 'periods', withHistory: true },
    'history has no blocks',
  ],
  ['rota.requirement', { works: ['A'], bound: 'between', amount: 2 }, 'between needs most'],
  ['rota.requirement', { works: ['A'], bound: 'between', amount: 0 }, 'between needs most'],
  ['rota.requirement', { works: ['A'], bound: 'between', amount: 2, most: 1 }, 'needs most'],
  ['rota.run-length', { works: ['A'] }, 'give min, max or both'],
  ['rota.run-length', { works: ['A'], min: 3, max: 2 }, 'min is more than max'],
  ['rota.total', { works: ['A'] }, 'give min, max or both'],
  ['rota.total', { works: ['A'], min: 3, max: 2 }, 'min is more than max'],
  ['rota.window', { works: ['A'], length: 3 }, 'give min, max or both'],
  ['rota.window', { works: ['A'], length: 3, min: 2, max: 1 }, 'min is more than max'],
]
const accepted: [string, Record<string, unknown>][] = [
  ['rota.burden', { loads: { A: 1 }, unit: 'weeks', carryOver: 0.5 }],
  ['rota.coverage', { works: ['A'], min: 2, max: 2 }],
  ['rota.level-gate', { works: ['A'], months: 0 }],
  ['rota.requirement', { works: ['A'], bound: 'between', amount: 2, most: 2 }],
  ['rota.run-length', { works: ['A'], min: 2 }],
  ['rota.run-length', { works: ['A'], max: 1 }],
  ['rota.run-length', { works: ['A'], min: 2, max: 2 }],
  ['rota.total', { works: ['A'], min: 2, max: 2 }],
  ['rota.window', { works: ['A'], length: 3, max: 0 }],
  ['rota.window', { works: ['A'], length: 3, min: 2, max: 2 }],
]
const named = (id: string) => rotaRules.find((rule) => rule.id === id)!

test.each(refused)('%s refuses %j: %s', (id, params, reason) => {
  const read = named(id).params.safeParse(params)
  const says = read.error?.issues.map((issue: { message: string }) => issue.message).join('; ')
  expect(says).toContain(reason)
})

test.each(accepted)('%s accepts %j', (id, params) => {
  expect(named(id).params.safeParse(params).success).toBe(true)
})

/** The params whose text names something: lists of any words, and records with words as keys. */
function naming(rule: Rule): string[] {
  type Shape = z.core.JSONSchema.JSONSchema
  const shape = z.toJSONSchema(rule.params, { io: 'input', unrepresentable: 'any' }) as Shape
  return Object.entries((shape.properties ?? {}) as Record<string, Shape>).flatMap(
    ([key, entry]) => {
      const items = entry.items as Shape | undefined
      const isList = entry.type === 'array' && items?.type === 'string' && !items.enum
      const isRecord = entry.type === 'object' && entry.additionalProperties !== undefined
      // An act that no work carries is what `rota.partition` itself finds.
      if (rule.id === 'rota.partition' && key === 'acts') return []
      return isList || isRecord ? [key] : []
    },
  )
}

describe('a name that nobody knows is found in every parameter that names something', () => {
  const all = rotaRules.flatMap((rule) => naming(rule).map((key) => [rule.id, key] as const))
  test('there are many such parameters', () => expect(all.length).toBeGreaterThan(60))
  test.each(all)('%s: %s', (id, key) => {
    const rule = named(id)
    const samples = [...rule.examples.map((example) => example.with), ...(moreParams[id] ?? [])]
    const said = samples.flatMap((sample) => {
      const old: unknown = sample[key]
      const isRecord = key === 'loads' || key === 'hours' || key === 'credit'
      const wrong = isRecord
        ? { 'nobody-knows': Object.values(old ?? { x: 1 })[0] ?? 1 }
        : ['nobody-knows', 'nor-this']
      const params = { ...sample, [key]: wrong }
      if (!rule.params.safeParse(params).success) return []
      const { problem } = draw('Amy A').world
      const bound = bind({ ...problem, rules: [{ rule: id, params, strength: 'must' }] }, rotaRules)
      return bound.ok ? ['nothing'] : bound.findings.map((finding) => finding.says)
    })
    expect(said.some((says) => says.includes('"nobody-knows"'))).toBe(true)
  })
})

test('rota.resource: a resource that nobody knows is found', () => {
  const params = { resource: 'nobody-knows' }
  const { problem } = draw('Amy A').world
  const bound = bind(
    { ...problem, rules: [{ rule: 'rota.resource', params, strength: 'must' }] },
    rotaRules,
  )
  expect(bound.ok ? [] : bound.findings.map(({ says }) => says)).toEqual([
    expect.stringContaining('"nobody-knows"'),
  ])
})
