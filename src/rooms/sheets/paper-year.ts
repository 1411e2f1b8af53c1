// What of a year stands on paper: names, blocks, codes, totals, and how many are on each service.
import { sayDay } from '../../kernel/day.ts'
import { levelOn, World } from '../planning/world.ts'
import type { Sheet } from './grid-book.ts'
import type { PaperYear } from './paper.ts'

export type DrawnYear = PaperYear & {
  title: string
  programme: string
  /** Index into `works`, per person and block; -1 = empty. */
  cells: number[][]
  noted: boolean[][]
  months: string[]
  works: Sheet['frame']['works']
  /** Which works each total and each service counts. */
  totalWorks: number[]
  serviceWorks: number[][]
}

/** Totals are those that a requirement asks about, services those that a coverage rule names. */
export function drawnYear({ frame, cells, marks, title }: Sheet): DrawnYear {
  const { problem, works } = frame
  const world = new World(problem)
  const at = new Map(works.map(({ id }, nth) => [id, nth]))
  const rows = problem.people.map(({ id }) =>
    problem.periods.map((_, t) => at.get(cells[id]?.[t] ?? '') ?? -1),
  )
  const used = works.flatMap((_, w) => (rows.some((row) => row.includes(w)) ? [w] : []))
  const namedBy = (rule: string) =>
    problem.rules
      .filter((choice) => choice.rule === rule)
      .map((choice) => world.worksOf((choice.params['works'] as string[] | undefined) ?? []))
  const asked = new Set(namedBy('rota.requirement').flat())
  const totalWorks = asked.size > 0 ? used.filter((w) => asked.has(w)) : used
  const services = [
    ...new Map(namedBy('rota.coverage').map((list) => [list.join(), list])).values(),
  ]
  const serviceWorks = services.filter((list) => list.length > 0)
  const noted = problem.people.map(({ id }) =>
    problem.periods.map((period) =>
      marks.some((mark) => mark.person === id && mark.period === period.id && mark.note !== ''),
    ),
  )
  return {
    ...{ title, programme: frame.plan.programme_name, cells: rows, noted, works },
    ...{ totalWorks, serviceWorks },
    people: problem.people.map((person) => ({
      name: frame.listNames[person.id] ?? person.name,
      level: levelOn(person, problem.periods[0]!.from) ?? '',
    })),
    heads: problem.periods.map(({ id, label, from }) => ({
      label: label ?? id,
      first: String(Number(from.slice(8))),
    })),
    months: problem.periods.map(({ from }) => sayDay(from).split(' ')[1]!),
    codes: used.map((w) => works[w]!.code),
    totals: totalWorks.map((w) => works[w]!.code),
    services: serviceWorks.map((list) => list.map((w) => works[w]!.name).join(' + ')),
    legend: used.map((w) => `${works[w]!.code}  ${works[w]!.name}`),
  }
}
