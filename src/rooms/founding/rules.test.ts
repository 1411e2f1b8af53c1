// Are years cut without losing a day, and are sums that cannot come out said before anything is built?
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkBlocks } from '../../kernel/block-calendar.ts'
import { addDays, addMonths, day, fromDayNumber } from '../../kernel/day.ts'
import { bind } from '../planning/rule.ts'
import { problemSchema } from '../planning/schema.ts'
import { rotaRules } from '../rota/rules/index.ts'
import { cuts, cutYear, freeBlocks, rulesOf, weigh } from './rules.ts'
import { foundingSchema } from './schema.ts'

const FROM = day('2026-07-01')
const founding = (more: object = {}) =>
  foundingSchema.parse({
    ...{ name: 'Body', kind: 'residency', specialty: 'Radiology', title: '2026-27' },
    blocks: cutYear(FROM, 'four-weeks'),
    levels: [{ id: 'R1', label: 'First year' }],
    people: [
      { given: 'Amara', family: 'Okafor', level: 'R1' },
      { given: 'Ilse', family: 'Varga', level: 'R1' },
    ],
    works: [
      { code: 'CHT', name: 'Chest', kind: 'rotation' },
      { code: 'NF', name: 'Night float', kind: 'call' },
      { code: 'VAC', name: 'Vacation', kind: 'leave' },
    ],
    ...more,
  })

describe('a year', () => {
  test('is cut without a hole and ends the day before the next one begins', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 18_000, max: 40_000 }),
        fc.constantFrom(...cuts),
        (nth, cut) => {
          const from = fromDayNumber(nth)
          // Months that begin on the 31st have no 31st to end before.
          fc.pre(Number(from.slice(8)) <= 28)
          const blocks = cutYear(from, cut)
          expect(checkBlocks(blocks)).toEqual([])
          expect(blocks[0]!.from).toBe(from)
          expect(blocks.at(-1)!.to).toBe(addDays(addMonths(from, 12), -1))
          expect(blocks).toHaveLength(
            { months: 12, 'four-weeks': 13, 'two-weeks': 26, weeks: 52 }[cut],
          )
        },
      ),
    )
  })
})

describe('sums', () => {
  const says = (more: object) => weigh(founding(more)).map((entry) => entry.says)
  test('that come out say nothing', () => {
    expect(says({ demands: [{ work: 'CHT', level: null, least: 13, most: null }] })).toEqual([])
  })
  test.each([
    [
      'more blocks than the year has',
      { demands: [{ work: 'CHT', level: 'R1', least: 14, most: null }] },
      'Everybody of R1 needs 14 blocks, but the year has 13.',
    ],
    [
      'more people at once than there are',
      {
        services: [
          { work: 'CHT', least: 2, most: null },
          { work: 'NF', least: 1, most: 1 },
        ],
      },
      'All services together need 3 people at once, but in one block only 2 are there.',
    ],
    [
      'more asked than a service takes',
      {
        demands: [{ work: 'NF', level: null, least: 7, most: 7 }],
        services: [{ work: 'NF', least: 0, most: 1 }],
      },
      'Night float takes 1 at once, so 13 blocks in the year, but the demands on people add up to 14.',
    ],
    [
      'less allowed than a service needs',
      {
        demands: [{ work: 'NF', level: null, least: 0, most: 6 }],
        services: [{ work: 'NF', least: 1, most: 1 }],
      },
      'Night float needs 1 at once, so 13 blocks in the year, but people may spend at most 12 on it.',
    ],
  ])('%s', (_, more, one) => {
    expect(says(more)).toEqual([one])
  })
  test('who comes late is not there before', () => {
    const people = [
      { given: 'Amara', family: 'Okafor', level: 'R1' },
      { given: 'Ilse', family: 'Varga', level: 'R1', from: '2027-01-01' },
    ]
    expect(says({ people, services: [{ work: 'CHT', least: 2, most: null }] })).toHaveLength(2)
  })
  test('what nothing asks for is left free', () => {
    const demands = [
      { work: 'CHT', level: null, least: 6, most: null },
      { work: 'NF', level: 'R2', least: 3, most: null },
    ]
    const { blocks } = founding()
    expect(freeBlocks('R1', { blocks, demands })).toBe(7)
  })
})

test('every rule that is made is a rule that the engine takes', () => {
  const { blocks, people, works, ...asked } = founding({
    demands: [
      { work: 'CHT', level: null, least: 3, most: null },
      { work: 'nf', level: 'R1', least: 2, most: 2 },
      { work: 'VAC', level: 'R1', least: 1, most: 2 },
      { work: 'NF', level: null, least: 0, most: 4 },
      { work: 'NF', level: null, least: 0, most: null },
    ],
    services: [
      { work: 'NF', least: 0, most: 1 },
      { work: 'CHT', least: 0, most: null },
    ],
  })
  const rules = rulesOf({ works, ...asked }, (code) => code.toUpperCase(), 'Amara Okafor')
  expect(rules.map(({ rule, params }) => `${rule.slice(5)} ${JSON.stringify(params)}`)).toEqual([
    'filled {}',
    'pins {}',
    'leave {"shown":true}',
    'requirement {"works":["CHT"],"unit":"periods","bound":"at-least","amount":3}',
    'requirement {"works":["NF"],"unit":"periods","bound":"exactly","amount":2,"levels":["R1"]}',
    'requirement {"works":["VAC"],"unit":"periods","bound":"between","amount":1,"most":2,"levels":["R1"]}',
    'requirement {"works":["NF"],"unit":"periods","bound":"at-most","amount":4}',
    'coverage {"works":["NF"],"min":0,"max":1}',
    'fair-share {"loads":{"NF":1}}',
    'wishes {}',
  ])
  const problem = problemSchema.parse({
    ...{ format: 'isocenter.problem', version: 1, periods: blocks, rules },
    people: people.map(({ given, family, level }) => ({
      id: given,
      name: `${given} ${family}`,
      level,
    })),
    work: works.map(({ code, name, kind }) => ({ id: code, code, name, kind })),
  })
  expect(bind(problem, rotaRules).ok).toBe(true)
})

test('what does not fit together is said with its place', () => {
  const wrong = foundingSchema.safeParse({
    ...founding(),
    people: [{ given: 'Amara', family: 'Okafor', level: 'R9' }],
    demands: [{ work: 'XR', level: null, least: 2, most: 1 }],
  })
  expect(wrong.error!.issues.map(({ path, message }) => `${path.join('.')} ${message}`)).toEqual([
    'people.0.level is no level of this programme, not "R9"',
    'demands.0.work is the code of no work, not "XR"',
    'demands.0.most is less than 2, not 1',
  ])
})
