// How is a Medical Student Scheduling problem said in our words?
import { addDays, day } from '../src/kernel/day.ts'
import type { Cells, ProblemInput } from '../src/rooms/planning/schema.ts'
import type { Mss, MssRoster } from './mss-source.ts'

type Choice = NonNullable<ProblemInput['rules']>[number]

/** The sources name no days. */
const FIRST = day('2026-07-06')
const DONE = '~done'
const WAITING = '~waiting'
const TAUGHT = '~taught'

const range = (count: number) => Array.from({ length: count }, (_, n) => n)
const studentId = (s: number) => `s${s}`
const periodId = (t: number) => `t${t}`
const hospitalId = (h: number) => `hospital-${h}`
const disciplineId = (d: number) => `discipline-${d}`
const groupId = (group: number) => `group-${group}`
const wardId = (h: number, d: number) => `${h}/${d}`
const waitId = (h: number) => `${WAITING}/${h}`

const must = (rule: string, params: Record<string, unknown>): Choice => ({ rule, params })
const wish = (price: number, rule: string, params: Record<string, unknown>): Choice => ({
  ...{ rule, params, strength: { prefer: 'wish', price } },
})

export type ImportedMss = {
  input: ProblemInput
  /** What the source gives a student of whom no wish is missed. */
  best: number[]
}

/**
 * A ward is a work, its hospital the site. Free periods are of two kinds: waiting in a hospital,
 * so that a change of hospital counts across them, and done, after which nothing comes. What is not
 * said is that the lowest score counts twice: no rule speaks of the one who is served worst.
 */
export function importMss(mss: Mss, title: string): ImportedMss {
  const costs = range(mss.students).map((s) => costsOf(mss, s))
  const input: ProblemInput = {
    ...{ format: 'isocenter.problem', version: 1, title },
    periods: range(mss.horizon).map((t) => {
      const date = addDays(FIRST, t)
      return { id: periodId(t), label: String(t), from: date, to: date }
    }),
    people: mss.weights.map(({ change, wait }, s) => ({
      ...{ id: studentId(s), name: studentId(s) },
      groups: [...wantedIds(mss, s), `change${change}`, `wait${wait}`],
    })),
    work: worksOf(mss),
    rules: [...frame(mss), ...wardRules(mss), ...ownRules(mss), ...wishes(mss, costs)],
  }
  return { input, best: costs.map(({ best }) => best) }
}

/** Who takes as many of one group are asked by one rule. */
const wantedIds = ({ wanted }: Mss, s: number): string[] =>
  wanted[s]!.map((count, group) => `${groupId(group)}x${count}`)

function worksOf({ hospitals, disciplines, groupOf }: Mss): ProblemInput['work'] {
  return [
    ...range(hospitals).flatMap((h) =>
      range(disciplines).map((d) => ({
        ...{ id: wardId(h, d), site: hospitalId(h) },
        categories: [TAUGHT, hospitalId(h), disciplineId(d), groupId(groupOf[d]!)],
      })),
    ),
    ...range(hospitals).map((h) => ({
      ...{ id: waitId(h), kind: 'rest' as const, site: hospitalId(h), categories: [WAITING] },
    })),
    { id: DONE, kind: 'rest' },
  ]
}

/** What holds for everybody: a discipline whole and once, in order, and not too much of one hospital. */
function frame(mss: Mss): Choice[] {
  const { duration, disciplines, hospitals, before, mostPerHospital } = mss
  const atMost = { unit: 'periods', bound: 'at-most' }
  const all = range(disciplines)
  return [
    must('rota.filled', {}),
    must('rota.sequence', { first: [DONE], next: [DONE], follows: 'always' }),
    must('rota.requirement', {
      ...{ works: all.map(disciplineId), each: true, ...atMost, amount: duration },
    }),
    ...(duration > 1 ? [must('rota.run-length', { works: [TAUGHT], min: duration })] : []),
    ...(mostPerHospital < disciplines
      ? [
          must('rota.requirement', {
            ...{ works: range(hospitals).map(hospitalId), each: true, ...atMost },
            amount: mostPerHospital * duration,
          }),
        ]
      : []),
    ...all.flatMap((d) =>
      before[d]!.map((first) =>
        must('rota.order', { before: [disciplineId(first)], after: [disciplineId(d)] }),
      ),
    ),
  ]
}

/** Places in each ward, periods with the same numbers in one rule. */
function wardRules({ hospitals, disciplines, horizon, students, places }: Mss): Choice[] {
  return range(hospitals).flatMap((h) =>
    range(disciplines).flatMap((d) => {
      const periods = new Map<string, number[]>()
      for (const t of range(horizon)) {
        const [least, most] = [places.least[h]![d]![t]!, places.most[h]![d]![t]!]
        if (least === 0 && most >= students) continue
        periods.set(`${least} ${most}`, [...(periods.get(`${least} ${most}`) ?? []), t])
      }
      return [...periods].map(([key, list]) => {
        const [min, max] = key.split(' ').map(Number)
        const works = [wardId(h, d)]
        return must('rota.coverage', { works, min, max, periods: list.map(periodId) })
      })
    }),
  )
}

const mayTake = ({ isAllowed, isAble }: Mss, s: number, h: number, d: number): boolean =>
  isAllowed[s]![d]! && isAble[s]![h]![d]!

/** How many disciplines of each group, which wards are closed to a student, and when. */
function ownRules(mss: Mss): Choice[] {
  const { students, hospitals, disciplines, horizon, duration, isThere } = mss
  const wanted = new Map(
    range(students).flatMap((s) => {
      const counts = mss.wanted[s]!
      return wantedIds(mss, s).map((id, group) => [id, { group, count: counts[group]! }] as const)
    }),
  )
  const closed = range(students).flatMap((s): Choice[] => {
    const people = [studentId(s)]
    const works = range(hospitals).flatMap((h) =>
      range(disciplines).flatMap((d) => (mayTake(mss, s, h, d) ? [] : [wardId(h, d)])),
    )
    const away = range(horizon).filter((t) => !isThere[s]![t])
    const every = range(horizon).map(periodId)
    return [
      ...(works.length > 0 ? [must('rota.blackout', { works, people, periods: every })] : []),
      ...(away.length > 0
        ? [must('rota.blackout', { works: [TAUGHT], people, periods: away.map(periodId) })]
        : []),
    ]
  })
  const amounts = [...wanted].map(([id, { group, count }]) =>
    must('rota.requirement', {
      ...{ works: [groupId(group)], levels: [id], unit: 'periods', amount: count * duration },
    }),
  )
  return [...amounts, ...closed]
}

type Costs = {
  /** By ward: what a discipline there is worse than the best that this student may take. */
  wards: Map<string, number>
  best: number
}

function costsOf(mss: Mss, s: number): Costs {
  const { discipline, hospital } = mss.weights[s]!
  const values = range(mss.hospitals).flatMap((h) =>
    range(mss.disciplines).flatMap((d) => {
      if (!mayTake(mss, s, h, d)) return []
      const value = discipline * mss.disciplineWishes[s]![d]! + mss.schoolWishes[d]!
      return [[wardId(h, d), value + hospital * mss.hospitalWishes[s]![h]!] as const]
    }),
  )
  const most = Math.max(0, ...values.map(([, value]) => value))
  const count = mss.wanted[s]!.reduce((sum, one) => sum + one, 0)
  return { wards: new Map(values.map(([id, value]) => [id, most - value])), best: count * most }
}

/** One count a student for what is worse than the best; waiting and changes by their weight. */
function wishes({ duration, weights }: Mss, costs: readonly Costs[]): Choice[] {
  const none = { unit: 'periods', bound: 'at-most', amount: 0 }
  const own = costs.flatMap(({ wards }, s): Choice[] => {
    const dearest = Math.max(0, ...wards.values())
    if (dearest === 0) return []
    const worst = [...wards].filter(([, cost]) => cost === dearest).map(([id]) => id)
    const credit = [...wards].filter(([, cost]) => cost > 0 && cost < dearest)
    return [
      wish(dearest / duration, 'rota.requirement', {
        ...{ ...none, works: worst, people: [studentId(s)] },
        credit: Object.fromEntries(credit.map(([id, cost]) => [id, cost / dearest])),
      }),
    ]
  })
  const kinds = (kind: 'change' | 'wait') =>
    [...new Set(weights.map((each) => each[kind]))]
      .filter((weight) => weight < 0)
      .map((weight) => ({ price: -weight, levels: [`${kind}${weight}`] }))
  return [
    ...own,
    ...kinds('wait').map(({ price, levels }) =>
      wish(price, 'rota.requirement', { ...none, works: [WAITING], levels }),
    ),
    ...kinds('change').map(({ price, levels }) => wish(price, 'rota.site-change', { levels })),
  ]
}

/** Our cells as a roster of the source. */
export function mssRoster({ students }: Mss, cells: Cells): MssRoster {
  return range(students).map((s) =>
    cells[studentId(s)]!.map((work) => {
      const [, hospital, discipline] = /^(\d+)\/(\d+)$/.exec(work ?? '') ?? []
      return hospital ? { hospital: Number(hospital), discipline: Number(discipline) } : null
    }),
  )
}

/** A roster of the source as our cells: who waits does so where the last discipline was. */
export function mssCells(roster: MssRoster): Cells {
  return Object.fromEntries(
    roster.map((row, s) => {
      const last = row.findLastIndex((ward) => ward !== null)
      let hospital = row.find((ward) => ward !== null)?.hospital ?? 0
      const works = row.map((ward, t) => {
        hospital = ward?.hospital ?? hospital
        if (ward) return wardId(ward.hospital, ward.discipline)
        return t < last ? waitId(hospital) : DONE
      })
      return [studentId(s), works]
    }),
  )
}

/**
 * Above which no score can be when the scores of all students together cannot be above `sum`: the
 * lowest is at most the mean, and at most what the one with least to hope for can have.
 */
export function mssLimit(best: readonly number[], sum: number): number {
  return sum + Math.min(Math.floor(sum / best.length), ...best)
}
