// Do the judge and the solver mean the same? Every roster of small worlds, every rule, every amount.
import { describe, expect, test } from 'vitest'
import { draw, type Facts, picture } from '../../planning/draw.ts'
import { amount, type Count, Model } from '../../planning/model.ts'
import { bind, makeView, type Rule } from '../../planning/rule.ts'
import type { World } from '../../planning/world.ts'
import { moreParams } from './agreement.fixture.ts'
import { rotaRules } from './index.ts'

/** The letters, levels and names of the examples mean something in each of these worlds. */
const angio = { id: 'A', name: 'Angio', categories: ['day', 'M', 'N'], resource: 'magnet' }
const body = { id: 'B', name: 'Body', categories: ['late', 'V', 'C'], site: 'North' }
const magnet = { id: 'magnet', name: 'OR magnet', capacity: 1 }

function world(people: string, facts: Facts, kind: 'leave' | 'rotation' = 'rotation'): World {
  const work = [
    { ...angio, site: 'Main' },
    { ...body, kind },
  ]
  return draw(people, { work, resources: [magnet], ...facts }).world
}

const twoPeople = world('Amy (R1) . . . .\nBen (R2) . . . .', {
  wishes: [
    { person: 'Amy', work: 'A', periods: ['b01', 'b03'] },
    { person: 'Ben', work: 'B', rank: 3, avoid: true, periods: ['b02', 'b04'] },
    { person: 'Ben', work: 'A', rank: 5 },
  ],
  pins: [
    { person: 'Amy', period: 'b02', work: 'A' },
    { person: 'Ben', period: 'b04', work: null },
  ],
  absences: [{ person: 'Ben', from: '2026-07-15', to: '2026-07-19' }],
})

/** Each person fails another condition: level, group, time of training, presence, absence. */
const everyKind: Facts = {
  people: [
    { id: 'Amy', monthsTrained: 13 },
    { id: 'Ben', groups: ['chief'], monthsTrained: 2 },
    { id: 'Eve', from: '2026-07-08', share: 0.5 },
    { id: 'Max', monthsTrained: 24 },
  ],
  history: [
    { person: 'Ben', work: 'A', days: 14 },
    { person: 'Max', work: 'B', days: 7 },
  ],
  absences: [{ person: 'Max', from: '2026-07-02', to: '2026-07-09' }],
  resources: [{ ...magnet, from: '2026-07-08' }],
  wishes: [
    { person: 'Max', work: 'A', rank: 2 },
    { person: 'Eve', work: 'B', periods: ['b01'], avoid: true },
  ],
  pins: [{ person: 'Max', period: 'b01', work: 'B' }],
}
const fourPeople = 'Amy (R1) . .\nBen (R2) . .\nEve (F) . .\nMax (R3) . .'

const longBlocks = {
  periods: [1, 1, 2, 1, 1, 3, 1, 2].map((weeks, t, all) => {
    const before = all.slice(0, t).reduce((sum, each) => sum + each, 0)
    const on = (days: number) => new Date(Date.UTC(2026, 6, 1 + days)).toISOString().slice(0, 10)
    return { id: `b0${t + 1}`, from: on(before * 7), to: on((before + weeks) * 7 - 1) }
  }),
}

const worlds: Record<string, World> = {
  'two people, four weeks': twoPeople,
  'people of every kind, leave': world(fourPeople, everyKind, 'leave'),
  'people of every kind, two sites': world(fourPeople, everyKind),
  'one person, eight blocks': world('Amy (R1) . . . . . . . .', longBlocks),
  'two people, one of whom rises': world('Amy . . .\nBen (R2) . . .', {
    people: [{ id: 'Amy', levels: [{ level: 'R1' }, { level: 'R2', from: '2026-07-08' }] }],
    history: [{ person: 'Amy', work: 'B', days: 14 }],
  }),
  'somebody who comes, rises and goes': world('Amy . . . . . . . .', {
    people: [
      {
        id: 'Amy',
        from: '2026-07-08',
        to: '2026-08-18',
        monthsTrained: 11.5,
        levels: [{ level: 'R1' }, { level: 'R2', from: '2026-07-29' }],
      },
    ],
    absences: [{ person: 'Amy', from: '2026-08-05', to: '2026-08-06' }],
  }),
}

/** Rules that look along a row; only these need the long row. */
const alongRow = [
  'order',
  'run-length',
  'window',
  'spacing',
  'sequence',
  'repeat',
  'hours',
  'fragments',
  'site-change',
]
const needs = (rule: Rule, name: string) =>
  name !== 'one person, eight blocks' || alongRow.includes(rule.id.slice('rota.'.length))

type Seen = { rosters: number; lowest: number; highest: number; fault?: string }

/** Walks over every roster; stops at the first on which the judge and the counts differ. */
function compare(rule: Rule, params: unknown, world: World): Seen {
  const roster = world.emptyRoster()
  const view = makeView(world, roster)
  const model = new Model(world)
  rule.post!(params, model)
  const cells = [...roster.keys()].filter((cell) =>
    world.isPresent(Math.floor(cell / world.periodCount), cell % world.periodCount),
  )
  const seen: Seen = { rosters: 0, lowest: Infinity, highest: -Infinity }
  for (;;) {
    let judged = 0
    for (const finding of rule.check(params, view)) judged += finding.by
    let posted = 0
    for (const count of model.counts) posted += amount(world, roster, count)
    seen.rosters++
    seen.lowest = Math.min(seen.lowest, judged)
    seen.highest = Math.max(seen.highest, judged)
    if (Math.abs(judged - posted) > 1e-6) {
      const drawn = picture(world, roster)
      const fault = `${rule.id} ${JSON.stringify(params)}\n${drawn}\njudged ${judged}, posted ${posted}`
      return { ...seen, fault }
    }
    let next = 0
    for (; next < cells.length; next++) {
      const cell = cells[next]!
      if (roster[cell]! + 1 < world.workCount) {
        roster[cell]!++
        break
      }
      roster[cell] = -1
    }
    if (next === cells.length) return seen
  }
}

/** Params of the examples and more, read, with the worlds in which their names exist. */
function cases(rule: Rule): { params: unknown; isMore: boolean; where: [string, World][] }[] {
  const more = moreParams[rule.id] ?? []
  const sets = [...rule.examples.map((example) => example.with), ...more]
  const different = [...new Map(sets.map((set) => [JSON.stringify(set), set])).values()]
  return different.map((set) => {
    const where = Object.entries(worlds).filter(([name, { problem }]) => {
      if (!needs(rule, name)) return false
      const bound = bind(
        { ...problem, rules: [{ rule: rule.id, params: set, strength: 'must' }] },
        [rule],
      )
      return bound.ok
    })
    return { params: rule.params.parse(set), isMore: more.includes(set), where }
  })
}

describe('The judge and the solver agree on every roster', () => {
  test.each(rotaRules.map((rule) => [rule.id, rule] as const))(
    '%s',
    (_, rule) => {
      const seen = cases(rule).map(({ params, isMore, where }) => {
        expect(where, `${JSON.stringify(params)} fits no world`).not.toHaveLength(0)
        const each = where.map(([name, world]) => {
          const result = compare(rule, params, world)
          expect(result.fault, `in the world "${name}"`).toBeUndefined()
          return result
        })
        const highest = Math.max(...each.map((result) => result.highest))
        if (isMore) expect(highest, `${JSON.stringify(params)} refuses nothing`).toBeGreaterThan(0)
        return { lowest: Math.min(...each.map((result) => result.lowest)), highest }
      })
      expect(Math.min(...seen.map((each) => each.lowest))).toBe(0)
      expect(Math.max(...seen.map((each) => each.highest))).toBeGreaterThan(0)
    },
    120_000,
  )
})

/** The rule with its posted counts changed. */
function reposted(rule: Rule, change: (counts: Count[]) => Count[]): Rule {
  return {
    ...rule,
    post: (params, model) => {
      const inner = new Model(model.world)
      rule.post!(params, inner)
      model.counts.push(...change(inner.counts))
    },
  }
}
const isCaught = (mutant: Rule) =>
  cases(mutant).some(({ params, where }) =>
    where.some(([, world]) => compare(mutant, params, world).fault !== undefined),
  )

const looser = (count: Count): Count => {
  if (count.kind === 'notAll') return { ...count, by: count.by + 1 }
  if (count.kind === 'spread') return { ...count, allowed: count.allowed + 1 }
  return { ...count, limit: count.limit + (count.kind === 'atMost' ? 1 : -1) }
}

describe('A planted fault is caught', () => {
  const mutants: [string, (counts: Count[]) => Count[]][] = [
    ['the last count is forgotten', (counts) => counts.slice(0, -1)],
    ['half of the counts are forgotten', (counts) => counts.filter((_, index) => index % 2 === 1)],
    ['every limit is off by one', (counts) => counts.map(looser)],
  ]
  for (const [title, change] of mutants)
    test.each(rotaRules.map((rule) => [rule.id, rule] as const))(
      `${title}: %s`,
      (_, rule) => {
        expect(isCaught(reposted(rule, change))).toBe(true)
      },
      120_000,
    )

  const named = (id: string) => rotaRules.find((rule) => rule.id === id)!
  const asked = (id: string, change: (params: never) => object, side: 'check' | 'post'): Rule => {
    const rule = named(id)
    const altered = (params: never) => ({ ...(params as object), ...change(params) })
    return side === 'check'
      ? { ...rule, check: (params, view) => rule.check(altered(params as never), view) }
      : { ...rule, post: (params, model) => rule.post!(altered(params as never), model) }
  }
  const withoutEnd = (counts: Count[]) => {
    const last = Math.max(...counts.flatMap((count) => count.about.periods ?? []))
    return counts.filter((count) => !count.about.periods?.includes(last))
  }
  test.each<[string, Rule]>([
    ['the last window is not posted', reposted(named('rota.window'), withoutEnd)],
    ['the last blocks have no run', reposted(named('rota.run-length'), withoutEnd)],
    ['no return in the last block', reposted(named('rota.spacing'), withoutEnd)],
    [
      'pairs only against the order of people',
      reposted(named('rota.pairing'), (counts) =>
        counts.filter(({ about }) => about.people![0]! > about.people![1]!),
      ),
    ],
    [
      'either for both in the level gate',
      asked(
        'rota.level-gate',
        ({ combine }: { combine: string }) => ({ combine: combine === 'both' ? 'either' : 'both' }),
        'check',
      ),
    ],
    [
      'juniors for seniors',
      asked(
        'rota.supervision',
        ({ juniors, seniors }: { juniors: string[]; seniors: string[] }) => ({
          juniors: seniors,
          seniors: juniors,
        }),
        'post',
      ),
    ],
    ['edges forgiven', asked('rota.run-length', () => ({ edges: 'forgive' }), 'post')],
    ['history forgotten', asked('rota.order', () => ({ withHistory: false }), 'post')],
    ['every level compared', asked('rota.fair-share', () => ({ levels: undefined }), 'check')],
    ['only the first days closed', asked('rota.blackout', () => ({ periods: [] }), 'post')],
    ['one day more for no leave', asked('rota.leave', () => ({ maxDays: 3 }), 'post')],
    ['runs may not go on', asked('rota.sequence', () => ({ mayGoOn: false }), 'check')],
  ])('%s', (_, mutant) => {
    expect(isCaught(mutant)).toBe(true)
  })
})

test('Every rule has an id of this room, a source, a peaceful example and a refused one', () => {
  expect(new Set(rotaRules.map((rule) => rule.id)).size).toBe(rotaRules.length)
  for (const rule of rotaRules) {
    expect(rule.id).toMatch(/^rota\.[a-z-]+$/)
    expect(rule.source, rule.id).not.toBe('')
    const amounts = rule.examples.map((example) => example.by)
    expect(Math.min(...amounts), `${rule.id} has a peaceful example`).toBe(0)
    expect(Math.max(...amounts), `${rule.id} has a refused example`).toBeGreaterThan(0)
  }
})

test('Sentences and findings are whole sentences with names instead of ids', () => {
  for (const rule of rotaRules)
    for (const example of rule.examples) {
      const { world, roster } = draw(example.roster, example.facts)
      const params = rule.params.parse(example.with)
      const says = rule.check(params, makeView(world, roster)).map((finding) => finding.says)
      const model = new Model(world)
      rule.post!(params, model)
      for (const { about } of model.counts)
        expect(about.says(), rule.id).toMatch(/^(?!.*undefined)[A-Z].*[^.]$/)
      expect(rule.sentence(params)).toMatch(/^[A-Z0-9].*\.$/)
      for (const text of [rule.sentence(params, world), ...says]) {
        expect(text, rule.id).toMatch(/^[A-Z0-9].*\.$/)
        expect(text, rule.id).not.toMatch(/undefined|NaN|null|\bb0\d\b| {2}/)
      }
    }
})

test('A year of 44 people, 26 blocks and 18 works needs fewer than 50,000 counts a rule', () => {
  const names = ['Amy', 'Ben', 'Eve', 'Max', ...Array.from({ length: 40 }, (_, p) => `P${p}`)]
  const dots = Array.from({ length: 26 }, () => '.').join(' ')
  const { world: year } = draw(
    names.map((name, p) => `${name} (R${(p % 3) + 1}) ${dots}`).join('\n'),
    {
      people: [{ id: 'Ben', groups: ['chief', 'F'] }],
      resources: [magnet],
      work: Array.from({ length: 18 }, (_, w) => ({
        id: `W${w}`,
        categories: ['A', 'M', 'N', 'day', 'B', 'V', 'C', 'late'],
        site: `S${w % 4}`,
        resource: 'magnet',
      })),
    },
  )
  for (const rule of rotaRules)
    for (const { params, isMore } of cases(rule)) {
      if (!isMore || JSON.stringify(params).includes('levels')) continue
      const model = new Model(year)
      rule.post!(params, model)
      expect(model.counts.length, `${rule.id} ${JSON.stringify(params)}`).toBeLessThan(50_000)
    }
}, 60_000)
