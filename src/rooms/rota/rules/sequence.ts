// May (or must) one work come directly after another?
import { z } from 'zod'
import { type Finding, sayCount } from '../../../kernel/finding.ts'
import {
  found,
  rule,
  sayAny,
  sayEvery,
  sayPeriods,
  sayWorks,
  type View,
} from '../../planning/rule.ts'
import type { World } from '../../planning/world.ts'
import { dayPeriods, fallsOn, weekdaySchema } from './weekdays.ts'

const params = z.strictObject({
  /** The work of a block; ids or categories. */
  first: z.array(z.string()).min(1),
  /** The work of the block directly after it. */
  next: z.array(z.string()).min(1),
  /**
   * `never`: `next` may not follow. `always`: it must, unless the time line or the stay ends.
   * `only`: `next` stands only after `first`. `often`: the two in a row are wished for.
   */
  follows: z.enum(['never', 'always', 'only', 'often']).default('never'),
  /** With `always` work of `first`, with `only` work of `next`, may go on for more blocks. */
  mayGoOn: z.boolean().default(true),
  /** How many blocks later: 1 = directly after; 2 = with one between, whatever it is. */
  step: z.int().min(1).max(1100).default(1),
  /** Judged only when the later block is one of these; absent = always. */
  periods: z.array(z.string()).optional(),
  /** Judged only when the later block begins on one of these weekdays (rosters of days). */
  weekdays: z.array(weekdaySchema).min(1).optional(),
  /** Judged for people at these levels or groups in the first of the two blocks; absent = all. */
  levels: z.array(z.string()).optional(),
})
type Params = z.output<typeof params>

/** The first blocks of the pairs that are judged for a person. */
function startsOf({ step, periods, weekdays, levels }: Params, world: World, p: number): number[] {
  return world.problem.periods.flatMap(({ id }, later) => {
    const t = later - step
    if (t < 0 || (periods && !periods.includes(id)) || !fallsOn(world, later, weekdays)) return []
    return world.isThere(p, t, levels) && world.isPresent(p, later) ? [t] : []
  })
}

/** A wish: one finding a person, with all pairs of blocks that are not as wished. */
function missed(asked: Params, { world, at }: View, ones: Set<number>, nexts: Set<number>) {
  return world.problem.people.flatMap((person, p): Finding[] => {
    const starts = startsOf(asked, world, p)
    const periods = starts.filter((t) => !ones.has(at(p, t)) || !nexts.has(at(p, t + asked.step)))
    if (periods.length === 0) return []
    const often = sayCount(starts.length - periods.length, 'time')
    const says = `${person.name} has ${sayWorks(asked.next, world)} after ${sayWorks(asked.first, world)} ${often} of ${starts.length}.`
    return [found(world, 'rota.sequence', says, { by: periods.length, people: [p], periods })]
  })
}

/** Amount: pairs of blocks that are not as asked; with `often` every pair that is not the two in a row. */
export const sequence = rule({
  id: 'rota.sequence',
  title: 'Directly after',
  params,
  goal: 'shape',
  source: 'Programme policy',
  sentence: ({ first, next, follows, levels, step, periods, weekdays }, world) => {
    const [one, other] = [sayWorks(first, world), sayWorks(next, world)]
    const who = levels?.length ? `${sayEvery(levels)}: ` : ''
    const after = step === 1 ? 'directly after' : `${step} blocks after`
    const days = weekdays ? ` on ${sayAny(weekdays)}` : ''
    const when = `${days}${periods ? ` in ${sayPeriods(periods, world)}` : ''}`
    if (follows === 'often')
      return `${who}${other} comes ${after} ${one}${when}, as often as possible.`
    return `${who}${other}${when} ${follows} comes ${after} ${one}.`
  },
  refs: ({ first, next, levels, periods }) => ({ works: [...first, ...next], levels, periods }),
  check: (asked, { world, roster, at }) => {
    const { first, next, follows, mayGoOn, step } = asked
    const ones = new Set(world.worksOf(first))
    const nexts = new Set(world.worksOf(next))
    if (follows === 'often') return missed(asked, { world, roster, at }, ones, nexts)
    const isFine = (now: number, then: number) => {
      if (follows === 'never') return !(ones.has(now) && nexts.has(then))
      if (follows === 'always')
        return !ones.has(now) || nexts.has(then) || (mayGoOn && ones.has(then))
      return !nexts.has(then) || ones.has(now) || (mayGoOn && nexts.has(now))
    }
    return world.problem.people.flatMap((person, p) =>
      startsOf(asked, world, p).flatMap((t) => {
        const [now, then] = [at(p, t), at(p, t + step)]
        if (isFine(now, then)) return []
        const [before, seen] = [now, then].map((w) =>
          world.problem.work[w] ? world.workName(w) : 'nothing',
        )
        const wish = {
          never: '',
          always: `; ${sayWorks(next, world)} must follow`,
          only: `; ${sayWorks(first, world)} must come before`,
        }[follows]
        const after = step === 1 ? 'directly after' : `${step} blocks after`
        const says = `${person.name} has ${seen} in ${world.periodName(t + step)}, ${after} ${before}${wish}.`
        const works = [now, then].filter((w) => world.problem.work[w])
        return [found(world, 'rota.sequence', says, { people: [p], periods: [t, t + step], works })]
      }),
    )
  },
  post: (asked, model) => {
    const { world } = model
    const { first, next, follows, mayGoOn, step } = asked
    const ones = world.worksOf(first)
    const nexts = world.worksOf(next)
    const either = world.worksOf([...next, ...first])
    for (let p = 0; p < world.personCount; p++)
      for (const t of startsOf(asked, world, p)) {
        const about = {
          people: [p],
          periods: [t, t + step],
          works: ones,
          says: () =>
            `For ${world.name(p)}, ${sayWorks(next, world)} ${follows} comes directly after ${sayWorks(first, world)} in ${world.periodName(t)}`,
        }
        const now = model.any(p, t, ones)
        const then = model.any(p, t + step, nexts)
        const answer = (works: number[], u: number) => model.any(p, u, works, -1)
        if (follows === 'never') model.atMost(1, [...now, ...then], about)
        if (follows === 'always')
          model.atMost(0, [...now, ...answer(mayGoOn ? either : nexts, t + step)], about)
        if (follows === 'only')
          model.atMost(0, [...then, ...answer(mayGoOn ? either : ones, t)], about)
        if (follows === 'often') {
          model.atLeast(1, now, about)
          model.atMost(0, [...now, ...answer(nexts, t + step)], about)
        }
      }
  },
  examples: [
    {
      title: 'A block between is enough',
      with: { first: ['A'], next: ['B'] },
      roster: 'Amy A . B A\nBen B A A C',
      by: 0,
    },
    {
      title: 'B directly after A is refused, with a block between it is not',
      with: { first: ['A'], next: ['B'] },
      roster: 'Amy A B A .\nBen A . B A',
      by: 1,
    },
    {
      title: 'After A comes A again or B; the end of the time line is forgiven',
      with: { first: ['A'], next: ['B'], follows: 'always' },
      roster: 'Amy A A B A\nBen A . B C\nEve A C B .',
      by: 2,
    },
    {
      title: 'When A may not go on, the second A is refused as well',
      with: { first: ['A'], next: ['B'], follows: 'always', mayGoOn: false },
      roster: 'Amy A A B .',
      by: 1,
    },
    {
      title: 'B only after A, or going on; the first block is forgiven',
      with: { first: ['A'], next: ['B'], follows: 'only' },
      roster: 'Amy B B A B\nBen A C B B',
      by: 1,
    },
    {
      title: 'A then B is wished for after each of two blocks',
      with: { first: ['A'], next: ['B'], follows: 'often' },
      roster: 'Amy A B C\nBen B A A',
      by: 3,
    },
    {
      title: 'Who has the Friday has the Sunday',
      with: { first: ['A'], next: ['A'], follows: 'always', step: 2, weekdays: ['Sun'] },
      roster: 'Amy A . A . A . B\nBen . A . A . A .\nEve A . . . . . .',
      facts: { periods: dayPeriods(3, 7) },
      by: 1,
    },
    {
      title: 'Only the second block is judged; A then B comes in the fourth as well',
      with: { first: ['A'], next: ['B'], periods: ['b02'] },
      roster: 'Amy A B A B',
      by: 1,
    },
    {
      title: 'Who leaves after A, or arrives before B, has broken nothing',
      with: { first: ['A'], next: ['B'], follows: 'always' },
      roster: 'Amy A .\nBen . B',
      facts: {
        people: [
          { id: 'Amy', to: '2026-07-07' },
          { id: 'Ben', from: '2026-07-08' },
        ],
      },
      by: 0,
    },
    {
      title: 'A wish that is fulfilled each time is not spoken of',
      with: { first: ['A'], next: ['B'], follows: 'often' },
      roster: 'Amy A B\nBen A B',
      by: 0,
    },
  ],
})
