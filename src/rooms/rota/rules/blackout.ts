// Is the work (or leave) kept out of days on which it may not be?
import { z } from 'zod'
import { daySchema } from '../../../kernel/day.ts'
import { sayList } from '../../../kernel/finding.ts'
import { saySpan, sharedDays } from '../../../kernel/span.ts'
import { found, rule, sayEvery, sayPeriods, sayWorks } from '../../planning/rule.ts'

const params = z
  .strictObject({
    /** Ids or categories; absent = leave of every kind. */
    works: z.array(z.string()).min(1).optional(),
    /** Stretches of days, first and last included; a block that touches one is closed. */
    days: z.array(z.strictObject({ from: daySchema, to: daySchema })).default([]),
    /** Ids of closed periods. */
    periods: z.array(z.string()).default([]),
    /** Only for people of these levels or groups; absent = everybody. */
    levels: z.array(z.string()).optional(),
    /** Only for these people; absent = everybody. */
    people: z.array(z.string()).min(1).optional(),
  })
  .refine(({ days, periods }) => days.length + periods.length > 0, {
    error: 'give days or periods',
  })

/** Approved absence is a fact: only what the roster plans is judged. */
export const blackout = rule({
  id: 'rota.blackout',
  title: 'Closed days',
  params,
  goal: 'coverage',
  source: 'Programme policy',
  sentence: ({ works, days, periods, levels, people }, world) => {
    const blocks = periods.length > 0 ? [`in ${sayPeriods(periods, world)}`] : []
    const closed = days.map((span) => `${span.from === span.to ? 'on' : 'from'} ${saySpan(span)}`)
    const named = people?.map((id) =>
      world?.has('person', id) ? world.name(world.person(id)) : id,
    )
    const whom = named ? sayList(named) : levels?.length ? sayEvery(levels) : ''
    const who = whom ? `${whom}: no` : 'No'
    return `${who} ${works ? sayWorks(works, world) : 'leave'} ${sayList([...closed, ...blocks])}.`
  },
  refs: ({ works, levels, periods, people }) => ({ works, levels, periods, people }),
  check: ({ works, days, periods, levels, people }, { world, at }) => {
    const refused = works && new Set(world.worksOf(works))
    return world.problem.periods.flatMap((period, t) => {
      const closed = days.find((span) => span.from <= period.to && span.to >= period.from)
      if (!closed && !periods.includes(period.id)) return []
      return world.problem.people.flatMap((person, p) => {
        const w = at(p, t)
        const isRefused = refused ? refused.has(w) : world.isLeave(w)
        const isAsked = world.isThere(p, t, levels) && (people?.includes(person.id) ?? true)
        if (!isRefused || !isAsked) return []
        const why = closed ? `${saySpan(closed)} is closed for it` : 'that block is closed for it'
        const says = `${person.name} has ${world.workName(w)} in ${world.periodName(t)}; ${why}.`
        const about = { people: [p], periods: [t], works: [w], can: 'Choose another block.' }
        return [found(world, 'rota.blackout', says, about)]
      })
    })
  },
  post: ({ works, days, periods, levels, people }, model) => {
    const { world } = model
    const refused = works
      ? world.worksOf(works)
      : world.problem.work.flatMap((work, w) => (work.kind === 'leave' ? [w] : []))
    if (refused.length === 0) return
    const asked = people?.map((id) => world.person(id))
    world.problem.periods.forEach((period, t) => {
      const touched = days.some((span) => sharedDays(span, period) > 0)
      if (!touched && !periods.some((id) => world.period(id) === t)) return
      for (let p = 0; p < world.personCount; p++)
        if (world.isThere(p, t, levels) && (!asked || asked.includes(p)))
          model.atMost(0, model.any(p, t, refused), {
            people: [p],
            periods: [t],
            works: refused,
            says: () =>
              `${world.name(p)} may not have ${works ? sayWorks(works, world) : 'leave'} in ${world.periodName(t)}`,
          })
    })
  },
  examples: [
    {
      title: 'No leave in the first week of July; the second week is open',
      with: { days: [{ from: '2026-07-01', to: '2026-07-07' }] },
      roster: 'Amy V V\nBen A V',
      facts: { work: [{ id: 'V', kind: 'leave' }] },
      by: 1,
    },
    {
      title: 'One closed day closes the block that holds it, first and last day included',
      with: { works: ['A'], days: [{ from: '2026-07-07', to: '2026-07-08' }] },
      roster: 'Amy A A A\nBen B B B',
      by: 2,
    },
    {
      title: 'A closed block, only for R1',
      with: { works: ['A'], periods: ['b02'], levels: ['R1'] },
      roster: 'Amy (R1) A A\nBen (R2) A A',
      by: 1,
    },
    {
      title: 'A closed block without the work is fine',
      with: { works: ['A'], periods: ['b02'] },
      roster: 'Amy A B\nBen A .',
      by: 0,
    },
    {
      title: 'Closed for Amy alone',
      with: { works: ['A'], periods: ['b02'], people: ['Amy'] },
      roster: 'Amy A A\nBen A A',
      by: 1,
    },
  ],
})
