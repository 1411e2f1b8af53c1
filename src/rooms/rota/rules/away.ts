// Are never too many people away at once?
import { z } from 'zod'
import { sayCount, sayList } from '../../../kernel/finding.ts'
import { found, rule, sayAny, sayPeriods } from '../../planning/rule.ts'

const params = z.strictObject({
  /** How many may be away in the same block. */
  max: z.int().min(0),
  /** Only people of these levels or groups are counted; absent = everybody. */
  levels: z.array(z.string()).optional(),
  /** Work that means being away besides leave, for example a conference. */
  works: z.array(z.string()).default([]),
  /** Only these periods; absent = all. */
  periods: z.array(z.string()).optional(),
})

/** Approved absence of more than half of a block is a fact and counts, whatever the cell says. */
export const away = rule({
  id: 'rota.away',
  title: 'Away at once',
  params,
  goal: 'coverage',
  source: 'Programme policy',
  sentence: ({ max, levels, periods }, world) => {
    const who = levels?.length ? ` of ${sayAny(levels)}` : ''
    const most = max === 0 ? 'Nobody' : `At most ${sayCount(max, 'person', 'people')}`
    return `${most}${who} ${max > 1 ? 'are' : 'is'} away ${periods ? `in ${sayPeriods(periods, world)}` : 'in any block'}.`
  },
  refs: ({ levels, works, periods }) => ({ levels, works, periods }),
  check: ({ max, levels, works, periods }, { world, at }) => {
    const also = new Set(world.worksOf(works))
    return world.problem.periods.flatMap((period, t) => {
      if (periods && !periods.includes(period.id)) return []
      const gone = world.problem.people.flatMap((_, p) => {
        const w = at(p, t)
        const isAway = world.isAbsent(p, t) || world.isLeave(w) || also.has(w)
        return isAway && world.isThere(p, t, levels) ? [p] : []
      })
      const by = gone.length - max
      if (by <= 0) return []
      const who = sayList(gone.map((p) => world.name(p)))
      const says = `${who} ${gone.length === 1 ? 'is' : 'are'} away in ${world.periodName(t)}; at most ${max} may be.`
      const can = `Move the leave of ${by === 1 ? 'one' : by} of them.`
      return [found(world, 'rota.away', says, { by, people: gone, periods: [t], can })]
    })
  },
  post: ({ max, levels, works, periods }, model) => {
    const { world } = model
    const leave = world.problem.work.flatMap((_, w) => (world.isLeave(w) ? [w] : []))
    const off = [...new Set([...leave, ...world.worksOf(works)])]
    for (let t = 0; t < world.periodCount; t++) {
      if (periods && !periods.includes(world.problem.periods[t]!.id)) continue
      let room = max
      const terms = []
      for (let p = 0; p < world.personCount; p++) {
        if (!world.isThere(p, t, levels)) continue
        if (world.isAbsent(p, t)) room--
        else terms.push(...model.any(p, t, off))
      }
      model.atMost(room, terms, {
        periods: [t],
        works: off,
        says: () => `At most ${max} may be away in ${world.periodName(t)}`,
      })
    }
  },
  examples: [
    {
      title: 'One after the other is no matter',
      with: { max: 1 },
      roster: 'Amy V A\nBen A V',
      facts: { work: [{ id: 'V', kind: 'leave' }] },
      by: 0,
    },
    {
      title: 'One away is allowed, two are one too many',
      with: { max: 1 },
      roster: 'Amy V V\nBen A V',
      facts: { work: [{ id: 'V', kind: 'leave' }] },
      by: 1,
    },
    {
      title: 'An approved absence counts though the cell is empty',
      with: { max: 1 },
      roster: 'Amy V V\nBen . A',
      facts: {
        work: [{ id: 'V', kind: 'leave' }],
        absences: [{ person: 'Ben', from: '2026-07-01', to: '2026-07-05' }],
      },
      by: 1,
    },
    {
      title: 'Only R1 are counted, and a conference is away when the rule says so',
      with: { max: 0, levels: ['R1'], works: ['C'] },
      roster: 'Amy (R1) C\nBen (R2) V',
      facts: {
        work: [
          { id: 'V', kind: 'leave' },
          { id: 'C', kind: 'conference' },
        ],
      },
      by: 1,
    },
  ],
})
