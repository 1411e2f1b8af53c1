// Who would be in a later year: at which level by the record, who leaves, who rises into it?
import type { Day } from '../../kernel/day.ts'
import type { Tx } from '../../platform/database.ts'
import { findPeople } from '../people/index.ts'
import { findProgrammes } from '../programme/index.ts'
import type { Frame } from './frame.ts'
import type { NextYearView } from './schema.ts'
import { findPlanPeople, findPlansDuring } from './store.ts'
import { levelAbove } from './year-after.ts'

/** As the programme names them, in its order; otherwise those that somebody has or has had. */
export async function levelsOf(tx: Tx, id: string): Promise<string[]> {
  const programme = (await findProgrammes(tx)).find((one) => one.id === id)
  const own = programme?.facts['levels'] as { id: string }[] | undefined
  if (own?.length) return own.map((level) => level.id)
  const roles = (await findPeople(tx)).flatMap((person) => person.roles)
  const mine = roles.filter((role) => role.role === 'trainee' && role.programme === id)
  return [...new Set(mine.flatMap(({ level }) => level ?? []))].sort((one, other) =>
    one.localeCompare(other, 'en', { numeric: true }),
  )
}

/**
 * The record counts first; where it says nothing, a level up a year, and from the top one leaves. At
 * the end those who rise into it from elsewhere: of whom the record says a level then that is in it.
 */
export async function proposePeople(
  tx: Tx,
  frame: Frame,
  from: Day,
  ahead: number,
): Promise<NextYearView['people']> {
  const { plan } = frame
  const members = await findPlanPeople(tx, plan.id)
  const levels = await levelsOf(tx, plan.programme)
  const people = new Map((await findPeople(tx)).map((one) => [one.id, one]))
  const roleOn = (id: string, day: Day) =>
    people
      .get(id)!
      .roles.find(
        (role) =>
          role.role === 'trainee' &&
          role.programme === plan.programme &&
          (role.from ?? day) <= day &&
          day <= (role.to ?? day),
      )
  // Where a programme has one plan for all, whoever rises stays in it, also to a level that nobody has now.
  const plans = await findPlansDuring(tx, plan.from, plan.to)
  const isOnly = plans.filter(({ programme }) => programme === plan.programme).length === 1
  const here = new Set(members.map(({ person }) => roleOn(person, plan.from)?.level ?? null))
  const nameOf = (id: string) => `${people.get(id)!.given} ${people.get(id)!.family}`
  const levelOf = (person: string) =>
    (roleOn(person, plan.to) ?? roleOn(person, plan.from))?.level ?? null
  const proposed = members.map(({ person }) => {
    const was = levelOf(person)
    const recorded = roleOn(person, from)
    let up = was
    for (let year = 0; year < ahead && up !== null; year++) up = levelAbove(up, levels)
    const level = recorded ? recorded.level : up !== null && levels.includes(up) ? up : null
    const goes =
      !recorded && level === null
        ? ('away' as const)
        : isOnly || here.has(level)
          ? ('on' as const)
          : ('elsewhere' as const)
    const isRecorded = recorded !== undefined
    return { person, name: nameOf(person), was, level, goes, recorded: isRecorded, rises: false }
  })
  const known = new Set(members.map(({ person }) => person))
  const placed = await findPlacedDuring(tx, plan.programme, from)
  const rising = [...people.keys()].flatMap((person) => {
    const level = roleOn(person, from)?.level ?? null
    if (known.has(person) || placed.has(person) || level === null || !here.has(level)) return []
    const goes = 'on' as const
    const was = levelOf(person)
    return [{ person, name: nameOf(person), was, level, goes, recorded: true, rises: true }]
  })
  // Two years ahead nearly everybody has left, and those who come would stand below the fold.
  return [...proposed, ...rising].sort(
    (one, other) => Number(other.goes === 'on') - Number(one.goes === 'on'),
  )
}

/** Who is in a year of the programme on that day already. */
async function findPlacedDuring(tx: Tx, programme: string, on: Day): Promise<Set<string>> {
  const placed = new Set<string>()
  for (const plan of await findPlansDuring(tx, on, on))
    if (plan.programme === programme)
      for (const { person } of await findPlanPeople(tx, plan.id)) placed.add(person)
  return placed
}
