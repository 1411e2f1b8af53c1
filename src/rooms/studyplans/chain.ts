// Who must agree to a plan, who is next, and what may be taken back? Pure.
import type { Catalogue } from '../catalogue/schema.ts'
import type { Station, StudyItem, StudyState, StudyStep } from './schema.ts'
import { electiveOf } from './weeks.ts'

export type Teacher = { id: string; section: string }

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 3 && word !== 'imaging' && word !== 'radiology')

/** `Musculoskeletal` and `Musculoskeletal imaging` are the same section of a department. */
export function isOfSection(group: string, section: string): boolean {
  const words = wordsOf(section)
  return wordsOf(group).some((word) => words.includes(word))
}

/** The group of the catalogue in which most weeks of the plan are; empty when it names none. */
export function mainGroup(catalogue: Catalogue, items: readonly StudyItem[]): string {
  const weeks = new Map<string, number>()
  for (const item of items) {
    const group = electiveOf(catalogue, item)?.group
    if (group) weeks.set(group, (weeks.get(group) ?? 0) + item.weeks)
  }
  return [...weeks].sort((one, other) => other[1] - one[1])[0]?.[0] ?? ''
}

/**
 * The adviser; the section in which most weeks are, unless nobody of it is known or the adviser speaks
 * for it; whoever directs the programme.
 */
export function chainOf(
  catalogue: Catalogue,
  plan: { person: string; adviser: string; items: readonly StudyItem[] },
  teachers: readonly Teacher[],
): Station[] {
  const group = mainGroup(catalogue, plan.items)
  const who = teachers
    .filter(({ id, section }) => id !== plan.person && isOfSection(group, section))
    .map(({ id }) => id)
  return [
    { capacity: 'adviser', section: '', who: [plan.adviser] },
    ...(who.length > 0 && !who.includes(plan.adviser)
      ? [{ capacity: 'section' as const, section: group, who }]
      : []),
    { capacity: 'director', section: '', who: [] },
  ]
}

export type Standing = {
  person: string
  state: StudyState
  version: number
  chain: readonly Station[]
  taken: number
}
export type Judge = { id: string; directs: boolean }

const actsAt = (station: Station | undefined, judge: Judge) =>
  station !== undefined && (station.who.length > 0 ? station.who.includes(judge.id) : judge.directs)

/** As what this person may agree or return now; null = not now, or not at all. */
export function judgesAs(plan: Standing, judge: Judge): Station['capacity'] | null {
  if (plan.state !== 'submitted' || judge.id === plan.person) return null
  const station = plan.chain[plan.taken]
  return actsAt(station, judge) ? station!.capacity : null
}

export const mayReopen = (plan: Standing, judge: Judge) =>
  plan.state === 'approved' && judge.directs && judge.id !== plan.person

/**
 * The step that this person may take back: their own, the last of all, while nothing has followed.
 * After a return the trainee may have begun to mend; then it stays.
 */
export function stepToTakeBack(
  plan: Standing,
  steps: readonly StudyStep[],
  by: string,
): StudyStep | undefined {
  const last = steps.at(-1)
  if (!last || last.by !== by) return undefined
  if (last.kind === 'approved' && plan.state !== 'draft') return last
  const isUnmended = plan.state === 'draft' && plan.version === last.version
  return last.kind === 'returned' && isUnmended ? last : undefined
}
