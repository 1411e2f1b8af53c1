// How is a Curtois & Qu problem said in our words?
import { addDays, day } from '../src/kernel/day.ts'
import type { ProblemInput } from '../src/rooms/planning/schema.ts'
import type { Nrp, NrpRoster, Request } from './nrp-source.ts'

type Choice = NonNullable<ProblemInput['rules']>[number]

/** All instances begin on a Monday. */
const MONDAY = day('2026-07-06')
const OFF = '~off'
const WORKED = '~weekend'
const WORK = '~shift'
const LATER = '~weekends'

const dayId = (k: number) => `t${k}`

/**
 * Weekends are counted in columns of their own behind the last day: a person who works on Saturday
 * or Sunday has the mark there. In these columns everybody is of another level, so that runs end.
 */
export function importNrp(nrp: Nrp, title: string): ProblemInput {
  const weekends = Math.floor((nrp.days + 1) / 7)
  const columns = nrp.days + weekends
  return {
    ...{ format: 'isocenter.problem', version: 1, title },
    periods: Array.from({ length: columns }, (_, k) => {
      const date = addDays(MONDAY, k)
      return { id: dayId(k), label: String(k), from: date, to: date }
    }),
    people: nrp.employees.map((person) => ({
      ...{ id: person.id, name: person.id },
      levels: [{ level: contractOf(person) }, { level: LATER, from: addDays(MONDAY, nrp.days) }],
    })),
    work: [
      ...nrp.shifts.map(({ id }) => ({ id, categories: [WORK] })),
      { id: OFF, kind: 'rest' },
      { id: WORKED, kind: 'call' },
    ],
    rules: [...frame(nrp, weekends), ...contracts(nrp, weekends), ...personal(nrp), ...wishes(nrp)],
  }
}

type Person = Nrp['employees'][number]

const contractOf = ({ minutes, run, off, weekends }: Person): string =>
  `${minutes.min}-${minutes.max} ${run.min}-${run.max} ${off} ${weekends}`

const must = (rule: string, params: Record<string, unknown>): Choice => ({ rule, params })

/** What holds for everybody: cells, successions, the marks of worked weekends. */
function frame({ days, shifts }: Nrp, weekends: number): Choice[] {
  const each = (from: number, count: number) =>
    Array.from({ length: count }, (_, nth) => dayId(from + nth))
  const marks = Array.from({ length: weekends }, (_, nth) => nth).flatMap((nth) =>
    [5, 6]
      .map((weekday) => nth * 7 + weekday)
      .filter((k) => k < days)
      .map((k) =>
        must('rota.sequence', {
          ...{ first: [WORK], next: [WORKED], follows: 'always', mayGoOn: false },
          ...{ step: days + nth - k, periods: [dayId(days + nth)] },
        }),
      ),
  )
  return [
    must('rota.filled', {}),
    must('rota.only', { works: [WORK, OFF], periods: each(0, days) }),
    must('rota.only', { works: [WORKED, OFF], periods: each(days, weekends) }),
    ...shifts
      .filter(({ notNext }) => notNext.length > 0)
      .map(({ id, notNext }) => must('rota.sequence', { first: [id], next: notNext })),
    ...marks,
  ]
}

/** One set of rules for all people with the same contract. */
function contracts({ employees, shifts, days }: Nrp, weekends: number): Choice[] {
  const longest = Math.max(...shifts.map(({ minutes }) => minutes))
  const works = shifts.filter(({ minutes }) => minutes === longest).map(({ id }) => id)
  const credit = Object.fromEntries(
    shifts
      .filter(({ id }) => !works.includes(id))
      .map(({ id, minutes }) => [id, minutes / longest]),
  )
  const kinds = new Map(employees.map((person) => [contractOf(person), person]))
  return [...kinds].flatMap(([contract, { minutes, run, off, weekends: most }]) => {
    const levels = [contract]
    const people = employees.filter((each) => contractOf(each) === contract).map(({ id }) => id)
    return [
      must('rota.requirement', {
        ...{ works, credit, levels, unit: 'periods', bound: 'between' },
        ...{ amount: minutes.min / longest, most: minutes.max / longest },
      }),
      must('rota.run-length', {
        ...{ works: [WORK], together: true, edges: 'forgive', levels },
        ...{ min: run.min, max: Math.min(run.max, days) },
      }),
      ...(off > 1
        ? [must('rota.run-length', { works: [OFF], min: off, edges: 'forgive', levels })]
        : []),
      ...(most < weekends
        ? [
            must('rota.requirement', {
              ...{ works: [WORKED], people, levels: [LATER] },
              ...{ unit: 'periods', bound: 'at-most', amount: most },
            }),
          ]
        : []),
    ]
  })
}

/** Days off, and how often each shift at most; people with the same number in one rule. */
function personal({ employees, shifts, days }: Nrp): Choice[] {
  const limits = new Map<string, { shift: string; most: number; people: string[] }>()
  for (const { id, maxShifts } of employees)
    for (const [shift, most] of maxShifts) {
      if (most >= days) continue
      const limit = limits.get(`${shift} ${most}`) ?? { shift, most, people: [] }
      limit.people.push(id)
      limits.set(`${shift} ${most}`, limit)
    }
  const known = new Set(shifts.map(({ id }) => id))
  return [
    ...[...limits.values()]
      .filter(({ shift }) => known.has(shift))
      .map(({ shift, most, people }) =>
        must('rota.requirement', {
          ...{ works: [shift], people, unit: 'periods', bound: 'at-most', amount: most },
        }),
      ),
    ...employees
      .filter(({ daysOff }) => daysOff.length > 0)
      .map(({ id, daysOff }) =>
        must('rota.blackout', { works: [WORK], people: [id], periods: daysOff.map(dayId) }),
      ),
  ]
}

/** Requests and cover, each with its weight as price. */
function wishes({ on, off, cover }: Nrp): Choice[] {
  const priced = (price: number): { strength: Choice['strength'] } => ({
    strength: { prefer: 'wish', price },
  })
  const groups = <T>(list: readonly T[], key: (entry: T) => string): T[][] => {
    const found = new Map<string, T[]>()
    for (const entry of list) found.set(key(entry), [...(found.get(key(entry)) ?? []), entry])
    return [...found.values()]
  }
  const same = ({ person, shift, weight }: Request) => `${person} ${shift} ${weight}`
  return [
    ...groups(on, same).map((list) => ({
      rule: 'rota.only',
      params: {
        ...{ works: [list[0]!.shift], who: [list[0]!.person] },
        periods: list.map((each) => dayId(each.day)),
      },
      ...priced(list[0]!.weight),
    })),
    ...groups(off, same).map((list) => ({
      rule: 'rota.blackout',
      params: {
        ...{ works: [list[0]!.shift], people: [list[0]!.person] },
        periods: list.map((each) => dayId(each.day)),
      },
      ...priced(list[0]!.weight),
    })),
    ...groups(cover, (each) => `${each.shift} ${each.wanted} ${each.under} ${each.over}`).flatMap(
      (list) => {
        const { shift, wanted, under, over } = list[0]!
        const params = { works: [shift], periods: list.map((each) => dayId(each.day)) }
        return [
          ...(wanted > 0 && under > 0
            ? [{ rule: 'rota.coverage', params: { ...params, min: wanted }, ...priced(under) }]
            : []),
          ...(over > 0
            ? [{ rule: 'rota.coverage', params: { ...params, max: wanted }, ...priced(over) }]
            : []),
        ]
      },
    ),
  ]
}

/** Our cells as a roster of the source: shifts, and null for a day off. */
export function nrpRoster(nrp: Nrp, cells: Record<string, (string | null)[]>): NrpRoster {
  const shifts = new Set(nrp.shifts.map(({ id }) => id))
  return Object.fromEntries(
    Object.entries(cells).map(([id, row]) => [
      id,
      row.slice(0, nrp.days).map((work) => (work !== null && shifts.has(work) ? work : null)),
    ]),
  )
}
