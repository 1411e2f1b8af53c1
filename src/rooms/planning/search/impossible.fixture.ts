// Ten years that cannot be, each for another reason: what must an explanation find, and how soon?
import { explain, type Explanation } from '../explain.ts'
import type { Plan } from '../rule.ts'
import { coverEach, planOf, type Post, requireEach, spaceOut, yearParts } from './year.fixture.ts'

export type Impossible = { title: string; plan: Plan; names: string[] }

const range = (count: number) => Array.from({ length: count }, (_, index) => index)
const SENIORS = ['R2', 'R3', 'R4']

/** One person holds a work in a period. */
function pin(p: number, t: number, work: string): Post {
  const says = `person ${p} has ${work} in block ${t + 1}`
  return {
    says,
    post: (model) =>
      model.atLeast(1, model.any(p, t, model.world.worksOf([work])), {
        ...{ people: [p], periods: [t], works: model.world.worksOf([work]) },
        says: () => says,
      }),
  }
}

/** `before` comes at least once ahead of every `after`. */
function inOrder(before: string, after: string): Post {
  const says = `${before} before ${after}`
  return {
    says,
    post: (model) => {
      const { world } = model
      const [first, then] = [world.worksOf([before]), world.worksOf([after])]
      for (const p of range(world.personCount))
        for (const t of range(world.periodCount)) {
          const earlier = range(t).flatMap((u) => model.any(p, u, first))
          model.atLeast(0, [...earlier, ...model.any(p, t, then, -1)], {
            ...{ people: [p], periods: [t] },
            says: () => says,
          })
        }
    },
  }
}

function equal(levels: string[], work: string, most: number): Post {
  return {
    says: `${work} equal for ${levels.join()}`,
    post: (model) => {
      const { world } = model
      const people = range(world.personCount).filter((p) => world.isOneOf(p, 0, levels))
      const loads = people.map((p) =>
        range(world.periodCount).flatMap((t) => model.any(p, t, world.worksOf([work]))),
      )
      model.spread(0, loads, { works: world.worksOf([work]), says: () => `${work} is equal` })
      model.atMost(most, loads[0]!, { people: [people[0]!], says: () => `${work} at most ${most}` })
    },
  }
}

/** No `work` in any period but the first ones. */
function closed(work: string, open: number): Post {
  const says = `${work} is closed`
  return {
    says,
    post: (model) => {
      const { world } = model
      for (const t of range(world.periodCount).slice(open))
        for (const p of range(world.personCount))
          model.atMost(0, model.any(p, t, world.worksOf([work])), {
            ...{ people: [p], periods: [t], works: world.worksOf([work]) },
            says: () => says,
          })
    },
  }
}

const everySenior = range(22).map((i) => [22 + i, 7] as const)

/** What is added to a year that can be, and a word that the explanation must contain. */
const additions: [title: string, posts: Post[], ...names: string[]][] = [
  ['too few people for the nights', [requireEach('NF rare', SENIORS, ['NF'], 0, 1)], 'NF'],
  ['a requirement beyond the places', [requireEach('NM long', ['R3', 'R4'], ['NM'], 8, 26)], 'NM'],
  [
    'two fixed cells on one place',
    [coverEach('one IR place', undefined, ['IR'], 0, 1), pin(3, 5, 'IR'), pin(9, 5, 'IR')],
    'has IR',
  ],
  ['everybody who could is on leave', [], 'block 8'],
  ['the first block asks for what comes later', [inOrder('US', 'MR'), pin(4, 0, 'MR')], 'MR'],
  ['a window narrower than the requirement', [spaceOut(['NE'], 26, 1)], 'NE'],
  [
    'equal shares with someone who gives little',
    [equal(['R2'], 'NF', 1), coverEach('NF by R2 alone', ['R3', 'R4'], ['NF'], 0, 0)],
    'NF',
  ],
  ['closed for nearly all of the year', [closed('BR', 1)], 'BR'],
  ['stays of two in a window for one', [spaceOut(['BR'], 4, 1)], 'BR'],
  [
    'a gate that leaves too few',
    [
      coverEach('ED not R1', ['R1'], ['ED'], 0, 0),
      requireEach('ED at most 4', ['R2'], ['ED'], 0, 4),
    ],
    'ED',
  ],
]

export function impossibleYears(): Impossible[] {
  return additions.map(([title, added, ...names]) => {
    const { problem, posts } = yearParts(1, 11, added.length === 0 ? everySenior : [])
    return { title, plan: planOf(problem, [...posts, ...added]), names }
  })
}

export type ExplainedRow = { title: string; seconds: number; explanation: Explanation }

export async function explainAll(years = impossibleYears(), seconds = 20): Promise<ExplainedRow[]> {
  const rows: ExplainedRow[] = []
  for (const { title, plan } of years) {
    const explanation = await explain(plan, { seconds })
    rows.push({ title, seconds: explanation.elapsedMs / 1000, explanation })
  }
  return rows
}
