// Which rules, works and facts make the law of call: needs, who may, spacing, rest, holidays, fair shares?
import { addDays, type Day, weekday } from '../../kernel/day.ts'
import { holds } from '../../kernel/span.ts'
import type { ProblemInput } from '../planning/schema.ts'
import type { CallPerson } from './asked.ts'
import { isTooSoon, type Reason, reasons } from './eligible.ts'
import { CARRIED_MAJOR, carriedOf, majorOf, sharesOf } from './problem-shares.ts'
import { groupBy, kindsOf, type Known, must, periodId, prefer, type Rules } from './slots.ts'

type Facts = Pick<ProblemInput, 'work' | 'rules' | 'pins' | 'wishes' | 'history'>

export function callRules(known: Known): Facts {
  const { history, carriers } = carriedOf(known)
  const rules = [
    ...needsOf(known),
    ...gatesOf(known),
    ...spacingOf(known),
    ...majorOf(known, carriers.includes(CARRIED_MAJOR)),
    ...sharesOf(known, carriers),
    ...besideLeave(known),
  ]
  const { pins, wishes } = askedFor(known)
  const periods = known.periods.map(periodId)
  if (carriers.length > 0)
    rules.push(must('rota.blackout', { works: carriers, periods }, 'Only what was carried before.'))
  if (pins.length > 0) rules.push(must('rota.pins', {}))
  if (wishes.length > 0)
    rules.push({ rule: 'rota.wishes', params: {}, strength: { prefer: 'wish', price: 1 } })
  return { work: [...worksOf(known), ...carriers.map(carrier)], rules, pins, wishes, history }
}

const carrier = (id: string): ProblemInput['work'][number] => ({
  ...{ id, code: '...', name: 'Carried over', kind: 'call' },
})

function worksOf({ slots }: Known): ProblemInput['work'] {
  const first = new Map(slots.map((slot) => [slot.work, slot]))
  return [...first.values()].map(({ work, kind, day, isMajor }) => ({
    ...{ id: work, code: kind.code, name: kind.name, kind: 'call' as const },
    categories: [kind.id, `on-${day}`, ...(isMajor ? ['major'] : [])],
  }))
}

/** As many people as are needed where they are needed; nobody in a period of another kind of day. */
function needsOf({ slots, periods }: Known): Rules {
  const works = groupBy(slots, ({ work }) => work)
  return [...works].flatMap(([work, mine]): Rules => {
    const here = new Set(mine.map(periodId))
    const elsewhere = periods.map(periodId).filter((id) => !here.has(id))
    const asked = [...groupBy(mine, ({ needs }) => needs)].map(([needs, at]) =>
      must('rota.coverage', {
        ...{ works: [work], min: needs, max: needs, periods: at.map(periodId) },
      }),
    )
    if (elsewhere.length === 0) return asked
    return [...asked, must('rota.blackout', { works: [work], periods: elsewhere })]
  })
}

const SAID: Record<Reason | 'given', string> = {
  stay: 'Not in training here then.',
  level: 'Another level.',
  months: 'Not long enough in training.',
  'sign-off': 'Not signed off.',
  leave: 'Away then, or from the next day on.',
  rotation: 'The rotation of then is without it.',
  given: 'Too near to call that stands already.',
}

/** Cells in which somebody may not have a kind, and why; one rule for a person, a reason and the same days. */
function gatesOf({ slots, people, whyNot }: Known): Rules {
  return people.flatMap((person) =>
    [...reasons, 'given' as const].flatMap((reason): Rules => {
      const closed = slots.filter((slot) => whyNot.get(person.id)!.get(slot) === reason)
      const byKind = [...groupBy(closed, ({ kind }) => kind.id)]
      const alike = groupBy(byKind, ([, at]) => JSON.stringify(at.map(periodId)))
      return [...alike.values()].map((same) =>
        must(
          'rota.blackout',
          {
            works: same.map(([kind]) => kind),
            ...{ periods: same[0]![1].map(periodId), people: [person.id] },
          },
          SAID[reason],
        ),
      )
    }),
  )
}

function spacingOf(known: Known): Rules {
  const rules: Rules = []
  const kinds = kindsOf(known)
  const all = kinds.map(({ id }) => id)
  for (const { id, facts } of kinds) {
    const length =
      known.step === 'days' ? facts.nightsApart : Math.max(1, Math.ceil(facts.nightsApart / 7))
    if (length > 1) rules.push(must('rota.window', { works: [id], length, max: 1 }))
    else rules.push(prefer('rota.window', { works: [id], length: 2, max: 1 }, 'shape', 1))
    if (facts.freeAfter && known.step === 'days')
      rules.push(must('rota.sequence', { first: [id], next: all, follows: 'never' }))
  }
  return known.step === 'days' ? [...rules, ...restOf(known)] : rules
}

/** Time to rest between two calls in the house on two days in a row. */
function restOf({ slots }: Known): Rules {
  const works = [...new Map(slots.map((slot) => [slot.work, slot])).values()]
  const followed = new Set(
    slots.flatMap((slot) => {
      const next = addDays(slot.from, 1)
      return slots.filter(({ from }) => from === next).map(({ work }) => `${slot.work} ${work}`)
    }),
  )
  return works.flatMap((first): Rules => {
    if (first.kind.facts.freeAfter) return []
    const next = works.filter(
      (one) =>
        followed.has(`${first.work} ${one.work}`) &&
        isTooSoon(first.kind.facts, first.day, one.kind.facts, one.day),
    )
    if (next.length === 0) return []
    const params = { first: [first.work], next: next.map(({ work }) => work), follows: 'never' }
    return [must('rota.sequence', params, 'Eight hours of rest, fourteen after a whole day.')]
  })
}

/** A weekend beside leave is left free where that is possible. */
function besideLeave({ step, people, periods, slots }: Known): Rules {
  if (step === 'weeks') return []
  const days = new Set(periods.map(({ from }) => from))
  const works = [...new Set(slots.map(({ kind }) => kind.id))]
  return people.flatMap((person): Rules => {
    const beside = weekendsBeside(person).filter((on) => days.has(on))
    if (beside.length === 0) return []
    const at = beside.map((on) => periodId({ from: on, to: on }))
    return [prefer('rota.blackout', { works, periods: at, people: [person.id] }, 'shape', 1)]
  })
}

/** The weekend before leave that begins on a Monday, and the one after leave that ends on a Friday. */
function weekendsBeside({ leave }: Pick<CallPerson, 'leave'>): Day[] {
  return leave.flatMap(({ from, to }) => [
    ...(weekday(from) === 1 ? [addDays(from, -2), addDays(from, -1)] : []),
    ...(weekday(to) === 5 ? [addDays(to, 1), addDays(to, 2)] : []),
  ])
}

function askedFor({ asked, people, periods, slots }: Known) {
  const who = new Set(people.map(({ id }) => id))
  const at = (on: Day) => periods.find((period) => holds(period, on))
  const pins = asked.pins.flatMap(({ person, on, kind, reason }) => {
    const period = at(on)
    if (!who.has(person) || !period) return []
    const slot = slots.find((one) => one.kind.id === kind && holds(one, on))
    // A kind of another pool or step: nothing of this one may stand there.
    return [
      { person, period: periodId(period), work: slot?.work ?? null, ...(reason ? { reason } : {}) },
    ]
  })
  const wishes = asked.wishes.flatMap(({ person, kind, from, to, avoid, rank }) => {
    if (!who.has(person)) return []
    const meant = slots.filter(
      (slot) => (kind === null || slot.kind.id === kind) && slot.from <= to && slot.to >= from,
    )
    return [...groupBy(meant, ({ work }) => work)].map(([work, mine]) => ({
      ...{ person, work, periods: mine.map(periodId), avoid, rank },
    }))
  })
  return { pins, wishes }
}
