// Small helpers with which the four plans are written down.
import { type Block, weekBlocks } from '../src/kernel/block-calendar.ts'
import { addDays, type Day } from '../src/kernel/day.ts'
import { sharedDays, spanDays } from '../src/kernel/span.ts'
import type { Goal } from '../src/rooms/planning/schema.ts'
import { plainId } from '../src/kernel/id.ts'
import { YEAR } from './cast.ts'
import type { DemoPlan, Elective, PlanPerson, PlanRule, PlanWork, Rotation } from './types.ts'

/** Blocks of equal length over the whole year; the last one takes the days that are left. */
export function equalBlocks(weeks: number): Block[] {
  const lengths = Array.from({ length: 52 / weeks }, () => weeks)
  return weekBlocks(YEAR.from, lengths, YEAR.to)
}

/** `blockIds(4, 6)` is `['b04', 'b05', 'b06']`. */
export function blockIds(from: number, to: number): string[] {
  return Array.from(
    { length: to - from + 1 },
    (_, nth) => `b${String(from + nth).padStart(2, '0')}`,
  )
}

export function rotationWork(rotation: Rotation): PlanWork {
  return {
    id: rotation.id,
    code: rotation.code,
    name: rotation.name,
    kind: rotation.kind,
    categories: rotation.categories,
    color: rotation.color,
    ...(rotation.resource ? { resource: rotation.resource } : {}),
    ...(rotation.sites?.[0] ? { site: rotation.sites[0] } : {}),
  }
}

/** Categories let a rule name all electives, a section, a group. */
export function electiveWork(elective: Elective): PlanWork {
  const resource = elective.components.find((part) => part.resource)?.resource
  const site = elective.offSite?.find((place) => !place.arrangedSeparately)?.site
  const group = elective.group.toLowerCase().replaceAll(' ', '-')
  return {
    id: elective.id,
    code: elective.code,
    name: elective.name,
    kind: 'elective',
    categories: ['elective', elective.section, `subspecialty:${group}`],
    color: elective.color,
    ...(resource ? { resource } : {}),
    ...(site || elective.section === 'clinical' ? { site: site ?? 'bwh-main' } : {}),
  }
}

const GREY = 11

export function leaveWorks(categories: string[] = []): PlanWork[] {
  return [
    { id: 'vacation', code: 'VAC', name: 'Vacation', kind: 'leave', categories, color: GREY },
    { id: 'parental', code: 'PAR', name: 'Parental leave', kind: 'leave', categories, color: GREY },
  ]
}

/** Someone who has been at `level` since July and began `yearsBefore` this year. */
export function planned(person: string, level: string, yearsBefore = 0): PlanPerson {
  return { person, levels: [{ level, from: YEAR.from }], monthsTrained: 12 * yearsBefore }
}

type Extra = Partial<Pick<PlanRule, 'cites' | 'author'>>

/** Writes the rules of one plan: all signed by the same person, all with a reason. */
export function ruleBook(author: string) {
  const make = (
    strength: PlanRule['strength'],
    id: string,
    rule: string,
    params: Record<string, unknown>,
    reason: string,
    extra: Extra,
  ): PlanRule => {
    const { cites = [], author: other = author } = extra
    const known = { id, rule: `rota.${rule}`, params, strength, author: other, reason, cites }
    return cites.length > 0 ? known : { ...known, invented: true }
  }
  return {
    must: (
      id: string,
      rule: string,
      params: Record<string, unknown>,
      reason: string,
      extra: Extra = {},
    ) => make('must', id, rule, params, reason, extra),
    prefer: (
      [goal, price]: [Goal, number],
      id: string,
      rule: string,
      params: Record<string, unknown>,
      reason: string,
      extra: Extra = {},
    ) => make({ prefer: goal, price }, id, rule, params, reason, extra),
  }
}

type Absence = DemoPlan['absences'][number]
type Wish = DemoPlan['wishes'][number]
type Pin = DemoPlan['pins'][number]

export function absent(name: string, from: Day, days: number, work?: string): Absence {
  return {
    person: plainId(name),
    from,
    to: addDays(from, days - 1),
    ...(work ? { work } : {}),
  }
}

/** Ranked wishes: the first is the dearest. `!work` means "rather not"; `work@b03,b04` when. */
export function wishes(name: string, ...ranked: string[]): Wish[] {
  return ranked.map((text, nth) => {
    const avoid = text.startsWith('!')
    const [work, when] = text.replace('!', '').split('@')
    const wish: Wish = { person: plainId(name), work: work!, rank: nth + 1, avoid }
    return when ? { ...wish, periods: when.split(',') } : wish
  })
}

export function pinned(name: string, periods: string[], work: string, reason: string): Pin[] {
  return periods.map((period) => ({ person: plainId(name), period, work, reason }))
}

/** Blocks that are mostly taken by absences with a named work, pinned to that work. */
export function pinAbsences(absences: Absence[], calendar: Block[]): Pin[] {
  return absences.flatMap((entry) =>
    calendar
      .filter((block) => {
        const span = { from: entry.from as Day, to: entry.to as Day }
        return entry.work && sharedDays(span, block) * 2 > spanDays(block)
      })
      .map((block) => ({
        person: entry.person,
        period: block.id,
        work: entry.work!,
        reason: 'Approved leave',
      })),
  )
}
