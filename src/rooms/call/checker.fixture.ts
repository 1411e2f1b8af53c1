// A second opinion about planned calls: every rule of call again, from the facts alone.
import { addDays, addMonths, type Day, dayNumber, weekday } from '../../kernel/day.ts'
import type { CallAsked, NewCall } from './asked.ts'
import type { CallDay } from './schema.ts'

/** What is wrong, as sentences; empty = nothing. `calls` = planned now and given, all of the span. */
export function faultsOf(asked: CallAsked, calls: readonly NewCall[]): string[] {
  const faults: string[] = []
  const free = new Set<string>(asked.holidays.map(({ on }) => on))
  const dayOf = (on: Day): CallDay => {
    if (free.has(on)) return 'holiday'
    const nth = weekday(on)
    return nth === 5 ? 'friday' : nth === 6 ? 'saturday' : nth === 0 ? 'sunday' : 'weekday'
  }
  const factsOf = (id: string) => asked.kinds.find((kind) => kind.id === id)!.facts
  for (let on = asked.span.from; on <= asked.span.to; on = addDays(on, 1))
    for (const { id, facts } of asked.kinds) {
      const has = calls.filter((call) => call.on === on && call.kind === id).length
      const needs = facts.hours[dayOf(on)] === null ? 0 : facts.needs[dayOf(on)]
      if (has !== needs) faults.push(`${id} has ${has} of ${needs} on ${on}`)
    }
  for (const { person: id, kind, on } of calls) {
    const person = asked.people.find((one) => one.id === id)!
    const facts = factsOf(kind)
    const level = person.levels.find(({ from, to }) => from <= on && on <= to)?.level
    const say = (what: string) => faults.push(`${id} has ${kind} on ${on}: ${what}`)
    if (level === undefined) say('not here')
    else if (facts.levels.length > 0 && !facts.levels.includes(level)) say(`is ${level}`)
    if (addMonths(person.since, facts.fromMonths) > on) say('too early in training')
    if (facts.signOff !== null && !person.competencies.has(facts.signOff)) say('not signed off')
    for (const { from, to } of person.leave) {
      if (from <= on && on <= to) say('on leave')
      if (addDays(on, 1) === from) say('the night before leave')
    }
    const words = person.rotations
      .filter(({ from, to }) => from <= on && on <= to)
      .flatMap(({ work, categories }) => [work, ...categories])
    if (facts.rotations.length > 0 && !facts.rotations.some((word) => words.includes(word)))
      say('belongs to another rotation')
    if (facts.notDuring.some((word) => words.includes(word))) say('not in this rotation')
  }
  for (const { id } of asked.people) faults.push(...between(calls.filter((c) => c.person === id)))
  return faults

  function between(mine: readonly NewCall[]): string[] {
    const wrong: string[] = []
    mine.forEach((one, nth) => {
      for (const other of mine.slice(nth + 1)) {
        const [early, late] = one.on <= other.on ? [one, other] : [other, one]
        const apart = dayNumber(late.on) - dayNumber(early.on)
        const name = `${one.person}: ${early.kind} on ${early.on}, ${late.kind} on ${late.on}`
        const [first, next] = [factsOf(early.kind), factsOf(late.kind)]
        if (apart === 0) wrong.push(`${name}: two on a day`)
        if (first.days === 7 && early.kind === late.kind) continue
        if (early.kind === late.kind && apart < first.nightsApart) wrong.push(`${name}: too near`)
        if (apart === 1 && first.freeAfter) wrong.push(`${name}: the day after is free`)
        if (first.where !== 'in-house' || next.where !== 'in-house') continue
        const hours = (Date.parse(early.ends) - Date.parse(early.begins)) / 3_600_000
        const rest = (Date.parse(late.begins) - Date.parse(early.ends)) / 3_600_000
        // The clocks are put forward once a year.
        if (rest < (hours >= 23 ? 13 : 7)) wrong.push(`${name}: ${rest} hours of rest`)
      }
    })
    return wrong
  }
}

/** Weeks that are not one person's from Monday to Sunday, by the calls of a kind. */
export function brokenWeeks(calls: readonly NewCall[]): string[] {
  const weeks = new Map<string, Set<string>>()
  for (const { on, person } of calls) {
    const monday = addDays(on, -((weekday(on) + 6) % 7))
    weeks.set(monday, (weeks.get(monday) ?? new Set()).add(person))
  }
  return [...weeks].filter(([, who]) => who.size !== 1).map(([monday]) => monday)
}
