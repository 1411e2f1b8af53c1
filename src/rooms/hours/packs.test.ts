// Are packs one after another judged each for its own windows, and is a pack that is none told why?
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../kernel/day.ts'
import { checkPack } from './check-pack.ts'
import { judgeInForce, packOn, type PacksInForce, USUAL_PACKS } from './in-force.ts'
import { bindPack, judgePerson } from './judge.ts'
import { acgme2025 } from './packs/acgme-2025.ts'
import { fieldsOf, sayRule } from './pages/rule-fields.ts'
import { person } from './rules/examples.ts'
import { hoursRules } from './rules/index.ts'
import { packSchema, timelinePersonSchema } from './schema.ts'

const OWN = {
  ...{ format: 'isocenter.hours-pack', version: 1, id: 'ours', title: 'Ours', edition: '2026' },
  rules: [
    {
      ...{ id: 'OUR-60', rule: 'weekly-average', clause: 'Handbook 4', level: 'policy' },
      params: { hours: 60 },
    },
  ],
}
const bound = (value: unknown) => {
  const checked = checkPack(value)
  if (!checked.ok) throw new Error(checked.findings.map(({ says }) => says).join(' '))
  return checked.value
}
const says = (value: unknown) => {
  const checked = checkPack(value)
  return checked.ok ? [] : checked.findings.map((one) => `${one.path}: ${one.says}`)
}
const rule = (more: object) => ({ ...OWN, rules: [{ ...OWN.rules[0], ...more }] })

describe('a pack', () => {
  test('of one’s own is one, and the usual one as well', () => {
    expect([says(OWN), says(acgme2025)]).toEqual([[], []])
  })
  test.each<[string, unknown, string[]]>([
    ['nothing', null, [': This is no pack: it is not an object with named fields.']],
    ['a list', [], [': This is no pack: it is not an object with named fields.']],
    [
      'a timeline',
      { format: 'isocenter.timeline' },
      ['format: This is no pack of hours: its format is "isocenter.timeline".'],
    ],
    [
      'without a clause',
      rule({ clause: undefined }),
      ['rules[0].clause: The rule OUR-60 has no clause: where is it written?'],
    ],
    [
      'with an empty clause',
      rule({ clause: '' }),
      ['rules[0].clause: The rule OUR-60 has no clause: where is it written?'],
    ],
    [
      'without rules',
      { ...OWN, rules: [] },
      ['rules: “rules” of the pack needs at least 1 entry.'],
    ],
    [
      'without an edition',
      { ...OWN, edition: '' },
      ['edition: “edition” of the pack needs at least 1 character.'],
    ],
    [
      'of a level that is none',
      rule({ level: 'law' }),
      ['rules[0].level: The rule OUR-60: level must be "core" or "detail" or "policy", not "law".'],
    ],
    [
      'of a rule that nobody knows',
      rule({ rule: 'none' }),
      ['rules[0].rule: There is no rule "none".'],
    ],
    [
      'with a number out of range',
      rule({ params: { hours: 200 } }),
      ['rules[0].params.hours: OUR-60: may have at most 168'],
    ],
    [
      'with two faults of two kinds: both are told',
      {
        ...OWN,
        rules: [
          { ...OWN.rules[0], clause: '' },
          { ...OWN.rules[0], id: 'b', rule: 'none' },
        ],
      },
      [
        'rules[0].clause: The rule OUR-60 has no clause: where is it written?',
        'rules[1].rule: There is no rule "none".',
      ],
    ],
    [
      'larger than any pack is',
      { ...OWN, title: 'x'.repeat(70_000) },
      [': A pack has at most 64 KB.'],
    ],
  ])('%s is refused with a sentence', (_, value, expected) => {
    expect(says(value)).toEqual(expected)
  })
  test('whatever it is, is judged and never thrown over', () => {
    fc.assert(
      fc.property(fc.anything(), fc.jsonValue(), (any, json) => {
        const whole = rule({ params: json, clause: any })
        for (const value of [any, { ...OWN, rules: json }, whole])
          for (const told of says(value)) expect(told).toMatch(/: .+/)
      }),
      { numRuns: 500 },
    )
  })
})

describe('packs one after another', () => {
  const first = day('2026-07-06')
  const hard = timelinePersonSchema.parse({
    id: 'a',
    ...person({
      rotations: [0, 1, 2].map((nth) => ({
        ...{ id: `r${nth}`, from: addDays(first, nth * 28), to: addDays(first, nth * 28 + 27) },
      })),
      intervals: Array.from({ length: 84 }, (_, nth) => nth)
        .filter((nth) => nth % 7 < 6)
        .map((nth) => ({
          ...{ id: `i${nth}`, kind: 'clinical' as const },
          ...{ start: `${addDays(first, nth)}T07:00`, end: `${addDays(first, nth)}T19:00` },
        })),
    }),
  })
  const packs: PacksInForce = [
    USUAL_PACKS[0],
    { from: addDays(first, 30), bound: bound(OWN), isBarrier: true },
  ]
  test('hold each from its day on', () => {
    expect(packOn(packs, addDays(first, 29)).bound.pack.id).toBe('acgme-2025')
    expect(packOn(packs, addDays(first, 30)).bound.pack.id).toBe('ours')
  })
  test('a window is judged by the one that holds on its first day, and once', () => {
    const averages = judgeInForce(hard, packs).filter(({ unit }) => unit === 'hours a week')
    expect(averages.map(({ rule: id, state, window }) => [id, state, window!.from])).toEqual([
      ['DH-80', 'kept', first],
      ['DH-80', 'kept', addDays(first, 28)],
      ['OUR-60', 'broken', addDays(first, 56)],
    ])
  })
  test('law: the same pack chosen again on any days says what it says alone', () => {
    const usual = USUAL_PACKS[0].bound
    const alone = judgePerson(hard, usual)
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: -40, max: 120 }), { maxLength: 5 }), (days) => {
        const chosen = days
          .sort((one, other) => one - other)
          .map((nth) => ({ from: addDays(first, nth), bound: usual, isBarrier: false }))
        const key = (one: (typeof alone)[number]) => JSON.stringify(one)
        expect(
          judgeInForce(hard, [USUAL_PACKS[0], ...chosen])
            .map(key)
            .sort(),
        ).toEqual(alone.map(key).sort())
      }),
      { numRuns: 60 },
    )
  })
})

describe('the form of a rule', () => {
  test('has a field for every number, and its sentence no hole', () => {
    for (const one of hoursRules.values()) {
      const fields = fieldsOf(one)
      expect(sayRule(one.sentence, fields, {})).not.toMatch(/[{}…]/)
      const params = Object.fromEntries(fields.map(({ name, usual }) => [name, usual]))
      const pack = packSchema.parse({ ...OWN, rules: [{ ...OWN.rules[0], rule: one.id, params }] })
      expect(bindPack(pack).ok).toBe(true)
    }
  })
  test('is said with the numbers of the pack', () => {
    const one = hoursRules.get('weekly-average')!
    expect(sayRule(one.sentence, fieldsOf(one), { hours: 60 })).toContain('At most 60 hours')
  })
})
