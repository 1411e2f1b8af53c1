// What do the rules of a year ask of one person: required work, and how much of which electives?
import { spanDays } from '../../kernel/span.ts'
import type { Catalogue } from '../catalogue/schema.ts'
import type { Frame } from '../rota/index.ts'
import type { YearFacts } from './schema.ts'

const WEEK = 7
const GREY = 11

/** Code, name and colour of a work; what the year has no word for keeps its id. */
export function workOf(frame: Frame, id: string) {
  const found = frame.works.find((work) => work.id === id)
  return found
    ? { code: found.code, name: found.name, color: found.look.color, kind: found.kind as string }
    : { code: id.slice(0, 3).toUpperCase(), name: sayId(id), color: GREY, kind: '' }
}

/** `parental-leave` is `Parental leave` where nobody has given it a name. */
const sayId = (id: string) => `${id.slice(0, 1).toUpperCase()}${id.slice(1).replaceAll('-', ' ')}`

type Asked = {
  works: string[]
  least: number
  most: number | null
  reason: string
  named: string[]
}

/** Its rules of how much, for this person, in weeks of this year. */
function requirementsOf(frame: Frame, person: string): Asked[] {
  const me = frame.problem.people.find(({ id }) => id === person)
  const blockDays = frame.plan.blocks.reduce((sum, block) => sum + spanDays(block), 0)
  const daysOf: Record<string, number> = {
    ...{ days: 1, weeks: WEEK, months: 28 },
    periods: Math.round(blockDays / Math.max(1, frame.plan.blocks.length)),
  }
  return frame.choices.flatMap(({ rule, params, strength, reason }) => {
    if (rule !== 'rota.requirement' || strength !== 'must' || params['withHistory']) return []
    const { people, levels, periods, each, amount, bound, most } = params as {
      people?: string[]
      levels?: string[]
      periods?: string[]
      each?: boolean
      amount: number
      bound?: string
      most?: number
    }
    if (people && !people.includes(person)) return []
    if (levels && !me?.levels?.some(({ level }) => levels.includes(level))) return []
    if (periods || each) return []
    const named = params['works'] as string[]
    const toWeeks = (count: number) =>
      Math.round((count * (daysOf[(params['unit'] as string) ?? 'weeks'] ?? WEEK)) / WEEK)
    return [
      {
        works: matching(frame, named),
        ...{ named, reason },
        least: bound === 'at-most' ? 0 : toWeeks(amount),
        most:
          bound === 'at-least' ? null : toWeeks(bound === 'between' ? (most ?? amount) : amount),
      },
    ]
  })
}

const matching = (frame: Frame, names: readonly string[]): string[] =>
  frame.works
    .filter(
      ({ id, kind, categories }) =>
        names.includes(id) || names.includes(kind) || categories.some((one) => names.includes(one)),
    )
    .map(({ id }) => id)

const isElective = (catalogue: Catalogue, id: string) =>
  catalogue.electives.some((one) => one.id === id)

/** BW-02, BW-03: what is neither an elective nor leave, with the shortest stay that the year allows. */
export function requiredOf(
  frame: Frame,
  catalogue: Catalogue,
  person: string,
): YearFacts['required'] {
  const weeks = new Map<string, number>()
  for (const { works, least } of requirementsOf(frame, person)) {
    const isOther = works.every(
      (id) => !isElective(catalogue, id) && workOf(frame, id).kind !== 'leave',
    )
    const [first] = works
    if (first !== undefined && isOther && least > 0)
      weeks.set(first, Math.max(least, weeks.get(first) ?? 0))
  }
  return [...weeks].map(([work, least]) => {
    const { code, name, color } = workOf(frame, work)
    return { ...{ work, code, name, color }, weeks: least, run: runOf(frame, work, least) }
  })
}

function runOf(frame: Frame, work: string, most: number): number {
  const mins = frame.choices.flatMap(({ rule, params, strength }) =>
    rule === 'rota.run-length' &&
    strength === 'must' &&
    matching(frame, params['works'] as string[]).includes(work) &&
    frame.plan.blocks.every((block) => spanDays(block) <= WEEK + 1)
      ? [Number(params['min'] ?? 1)]
      : [],
  )
  return Math.min(most, Math.max(1, ...mins))
}

/** Its other rules of how much: of electives, or of leave; what is about both is the budget itself. */
export function asksOf(frame: Frame, catalogue: Catalogue, person: string): YearFacts['asks'] {
  return requirementsOf(frame, person).flatMap(({ works, least, most, reason, named }) => {
    const electives = works.filter((id) => isElective(catalogue, id))
    if (works.length === 0 || (electives.length !== works.length && electives.length > 0)) return []
    const isLeave = works.every((id) => workOf(frame, id).kind === 'leave')
    if (electives.length === 0 && !isLeave) return []
    const says =
      works.length === 1 ? workOf(frame, works[0]!).name : `${named.join(' and ')} electives`
    return [{ reason, works, says, least, most }]
  })
}
