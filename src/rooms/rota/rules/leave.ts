// Do approved absence and the roster say the same?
import { z } from 'zod'
import { sayCount } from '../../../kernel/finding.ts'
import { found, rule, sayAny, sayWorks } from '../../planning/rule.ts'
import { EMPTY, type World } from '../../planning/world.ts'

const params = z.strictObject({
  /** A block mostly on approved absence must show leave; otherwise it may also stay empty. */
  shown: z.boolean().default(false),
  /** Leave may stand only in blocks mostly on approved absence. */
  onlyApproved: z.boolean().default(false),
  /** The same for these kinds of leave alone: parental leave is approved, vacation is planned. */
  approved: z.array(z.string()).default([]),
  /** Work that bears no leave: not in a block with more than `maxDays` days of absence. */
  noLeave: z.array(z.string()).default([]),
  maxDays: z.int().min(0).default(0),
})

const leaveOf = (world: World) =>
  world.problem.work.flatMap((_, w) => (world.isLeave(w) ? [w] : []))

export const leave = rule({
  id: 'rota.leave',
  title: 'Approved absence',
  params,
  goal: 'coverage',
  source: 'Programme policy',
  sentence: ({ shown, onlyApproved, approved, noLeave, maxDays }, world) =>
    [
      // Where there is no work that is leave, none can stand there.
      shown && !(world && leaveOf(world).length === 0)
        ? 'Blocks mostly on approved absence show leave.'
        : 'Nobody works in a block mostly on approved absence.',
      ...(onlyApproved ? ['Leave stands only where an absence is approved.'] : []),
      ...(approved.length > 0 && !onlyApproved
        ? [`${sayWorks(approved, world)} stands only where an absence is approved.`]
        : []),
      ...(noLeave.length > 0
        ? [
            `No block of ${sayWorks(noLeave, world)} has more than ${sayCount(maxDays, 'day')} of absence.`,
          ]
        : []),
    ].join(' '),
  refs: ({ noLeave, approved }) => ({ works: [...noLeave, ...approved] }),
  check: ({ shown, onlyApproved, approved, noLeave, maxDays }, { world, at }) => {
    const strict = new Set(world.worksOf(noLeave))
    const canShow = world.problem.work.some((_, w) => world.isLeave(w))
    const bound = new Set(world.worksOf(approved))
    const asksApproval = (w: number) => world.isLeave(w) && (onlyApproved || bound.has(w))
    const fault = (p: number, t: number, w: number, days: number) => {
      const [who, when] = [world.name(p), world.periodName(t)]
      const what = w === EMPTY ? 'no assignment' : world.workName(w)
      const away = `${who} is away for ${sayCount(days, 'day')} of ${when}`
      if (world.isAbsent(p, t))
        return [
          `${away} but has ${what}.`,
          `${canShow ? 'Put leave there' : 'Empty the block'}, or withdraw the absence.`,
        ]
      if (asksApproval(w))
        return [
          `${who} has ${what} in ${when} without an approved absence.`,
          'Approve an absence of more than half of the block, or give work.',
        ]
      return [
        `${away}; ${what} allows ${sayCount(maxDays, 'day')}.`,
        'Exchange the block with somebody who is not away.',
      ]
    }
    return world.problem.people.flatMap((_, p) =>
      world.problem.periods.flatMap((_period, t) => {
        if (!world.isPresent(p, t)) return []
        const w = at(p, t)
        const days = world.absentDays(p, t)
        const isFine = world.isAbsent(p, t)
          ? world.isLeave(w) || (w === EMPTY && !(shown && canShow))
          : !asksApproval(w) && !(strict.has(w) && days > maxDays)
        if (isFine) return []
        const [says, can] = fault(p, t, w, days)
        const works = w === EMPTY ? [] : [w]
        return [found(world, 'rota.leave', says!, { people: [p], periods: [t], works, can })]
      }),
    )
  },
  post: ({ shown, onlyApproved, approved, noLeave, maxDays }, model) => {
    const { world } = model
    const off = leaveOf(world)
    const named = world.worksOf(approved)
    const onlyWith = onlyApproved ? off : off.filter((w) => named.includes(w))
    const work = world.problem.work.flatMap((_, w) => (world.isLeave(w) ? [] : [w]))
    const strict = world.worksOf(noLeave)
    for (let p = 0; p < world.personCount; p++)
      for (let t = 0; t < world.periodCount; t++) {
        if (!world.isPresent(p, t)) continue
        const about = (says: string) => ({
          people: [p],
          periods: [t],
          says: () => `${world.name(p)} ${says} in ${world.periodName(t)}`,
        })
        if (world.isAbsent(p, t)) {
          if (shown && off.length > 0)
            model.atLeast(1, model.any(p, t, off), about('is away and shows leave'))
          else model.atMost(0, model.any(p, t, work), about('is away and does not work'))
          continue
        }
        const refused = [
          ...onlyWith,
          ...(world.absentDays(p, t) > maxDays ? strict.filter((w) => !onlyWith.includes(w)) : []),
        ]
        if (refused.length > 0)
          model.atMost(
            0,
            model.any(p, t, refused),
            about(`may not have ${sayAny(refused.map((w) => world.workName(w)))}`),
          )
      }
  },
  examples: [
    {
      title: 'Leave stands where it is approved, work where it is not',
      with: { onlyApproved: true, shown: true },
      roster: 'Amy V A\nBen A .',
      facts: {
        work: [{ id: 'V', kind: 'leave' }],
        absences: [{ person: 'Amy', from: '2026-07-01', to: '2026-07-07' }],
      },
      by: 0,
    },
    {
      title: 'Four of seven days away refuse work, three do not; empty is allowed',
      with: {},
      roster: 'Amy A A .\nBen V . .',
      facts: {
        work: [{ id: 'V', kind: 'leave' }],
        absences: [
          { person: 'Amy', from: '2026-07-01', to: '2026-07-04' },
          { person: 'Amy', from: '2026-07-08', to: '2026-07-10' },
          { person: 'Ben', from: '2026-07-08', to: '2026-07-14' },
        ],
      },
      by: 1,
    },
    {
      title: 'Where no work is leave, who is away has nothing; work is still refused',
      with: { shown: true },
      roster: 'Amy . A\nBen A A',
      facts: { absences: [{ person: 'Amy', from: '2026-07-01', to: '2026-07-14' }] },
      by: 1,
    },
    {
      title: 'A day in two absences is one day: three of seven, not six',
      with: {},
      roster: 'Amy A\nBen A',
      facts: {
        absences: [
          { person: 'Amy', from: '2026-07-02', to: '2026-07-04' },
          { person: 'Amy', from: '2026-07-01', to: '2026-07-03' },
          { person: 'Amy', from: '2026-07-02', to: '2026-07-02' },
          { person: 'Ben', from: '2026-07-01', to: '2026-07-03' },
          { person: 'Ben', from: '2026-07-01', to: '2026-07-03' },
        ],
      },
      by: 1,
    },
    {
      title: 'Leave without an approved absence, and an absence that shows nothing',
      with: { onlyApproved: true, shown: true },
      roster: 'Amy V A\nBen . V',
      facts: {
        work: [{ id: 'V', kind: 'leave' }],
        absences: [{ person: 'Ben', from: '2026-07-01', to: '2026-07-14' }],
      },
      by: 2,
    },
    {
      title: 'Only V needs an approval, P does not',
      with: { approved: ['V'] },
      roster: 'Amy P V\nBen V A',
      facts: {
        work: [
          { id: 'V', kind: 'leave' },
          { id: 'P', kind: 'leave' },
        ],
        absences: [{ person: 'Ben', from: '2026-07-01', to: '2026-07-07' }],
      },
      by: 1,
    },
    {
      title: 'Night float bears two days of absence, not three',
      with: { noLeave: ['N'], maxDays: 2 },
      roster: 'Amy N A\nBen N N',
      facts: {
        absences: [
          { person: 'Amy', from: '2026-07-01', to: '2026-07-02' },
          { person: 'Ben', from: '2026-07-08', to: '2026-07-10' },
        ],
      },
      by: 1,
    },
    {
      title: 'An absence after the last day in the programme asks for nothing',
      with: { shown: true },
      roster: 'Amy A .\nBen A A',
      facts: {
        people: [{ id: 'Amy', to: '2026-07-07' }],
        work: [{ id: 'V', kind: 'leave' }],
        absences: [{ person: 'Amy', from: '2026-07-08', to: '2026-07-14' }],
      },
      by: 0,
    },
  ],
})
