// Which questions about plans of a year do pages ask the server, and how are its words said?
import { queryOptions } from '@tanstack/react-query'
import { sayDay } from '../../../kernel/day.ts'
import { call } from '../../../platform/client.ts'
import { studyPlansContract as contract } from '../contract.ts'
import type { Capacity, Station, StepKind, StudyItem, YearFacts } from '../schema.ts'
import { electiveOf } from '../weeks.ts'

export type At = { id: string; person: string; plan?: string | undefined }
export const STUDY = ['study-plans']

export const addressOf = ({ id, person, plan }: At) => ({
  params: { id, person },
  query: plan ? { plan } : {},
})

export const studyQuery = (at: At) =>
  queryOptions({
    queryKey: [...STUDY, at.id, at.person, at.plan ?? ''],
    queryFn: () => call(contract.view, addressOf(at)),
  })

export const studyClassQuery = (id: string, plan: string | undefined) =>
  queryOptions({
    queryKey: [...STUDY, id, 'class', plan ?? ''],
    queryFn: () => call(contract.class, { params: { id }, query: plan ? { plan } : {} }),
  })

export const waitingQuery = queryOptions({
  queryKey: [...STUDY, 'waiting'],
  queryFn: () => call(contract.waiting),
})

export const STATES = {
  none: { says: 'not begun', tone: 'danger' },
  draft: { says: 'draft', tone: 'warning' },
  submitted: { says: 'handed in', tone: 'accent' },
  approved: { says: 'approved', tone: 'success' },
} as const

export const CAPACITIES: Record<Capacity, string> = {
  trainee: 'Trainee',
  adviser: 'Adviser',
  section: 'Section',
  director: 'Director',
  planner: 'Planner',
}

export const STEPS: Record<StepKind, string> = {
  submitted: 'handed it in',
  withdrawn: 'withdrew it',
  approved: 'agreed',
  returned: 'sent it back',
  'taken-back': 'took the last step back',
  reopened: 'reopened it',
  placed: 'put it into the year',
}

export const sayStation = ({ capacity, section, who }: Station, names: Record<string, string>) =>
  capacity === 'section'
    ? section
    : capacity === 'adviser'
      ? (names[who[0] ?? ''] ?? 'Adviser')
      : 'Who directs the programme'

/** Code, name and colour of what an item holds. */
export function lookOf(facts: YearFacts, item: Pick<StudyItem, 'kind' | 'work'>) {
  const elective = electiveOf(facts.catalogue, item)
  if (elective) return { code: elective.code, name: elective.name, color: elective.color }
  const leave = facts.leaves.find(({ id }) => id === item.work)
  return { code: leave?.code ?? '?', name: leave?.name ?? item.work, color: 11 }
}

/** `4 Jan to 31 Jan`; weeks beyond the year are left out. */
export function sayDays({ weeks }: Pick<YearFacts, 'weeks'>, from: number, count: number): string {
  const first = weeks[from - 1]
  const last = weeks[Math.min(from + count - 1, weeks.length) - 1]
  return first && last ? `${sayDay(first.from)} to ${sayDay(last.to)}` : 'beyond the year'
}
