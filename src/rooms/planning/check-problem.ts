// Do the facts of a problem fit together? Ids, days, references, pins.
import { checkBlocks } from '../../kernel/block-calendar.ts'
import { type Finding, finding } from '../../kernel/finding.ts'
import { nearest } from './nearest.ts'
import type { Problem } from './schema.ts'

/** Everything that is wrong with a problem's own facts; rules check their params themselves. */
export function checkProblem(problem: Problem): Finding[] {
  const findings: Finding[] = checkBlocks(
    problem.periods.map((period) => ({ ...period, label: period.label ?? period.id })),
  )
  const report = (path: string, says: string, can: string) =>
    findings.push(finding('planning.problem', says, { path, can }))
  const ids = (list: readonly { id: string }[], path: string, noun: string) => {
    const seen = new Set<string>()
    list.forEach((item, index) => {
      if (seen.has(item.id))
        report(
          `${path}[${index}].id`,
          `Two ${noun} have the id "${item.id}".`,
          'Rename one of them.',
        )
      seen.add(item.id)
    })
    return seen
  }
  const people = ids(problem.people, 'people', 'people')
  const works = ids(problem.work, 'work', 'kinds of work')
  const resources = ids(problem.resources, 'resources', 'resources')
  const periods = new Set(problem.periods.map((period) => period.id))
  const refer = (set: Set<string>, id: string | null | undefined, path: string, noun: string) => {
    if (id === undefined || id === null || set.has(id)) return
    const near = nearest(id, [...set])
    report(path, `There is no ${noun} "${id}".`, near ? `Did you mean "${near}"?` : `Add it.`)
  }
  problem.people.forEach((person, index) => {
    if (person.from && person.to && person.to < person.from)
      report(`people[${index}].to`, `${person.name} leaves before arriving.`, 'Exchange the days.')
  })
  problem.work.forEach((work, index) =>
    refer(resources, work.resource, `work[${index}].resource`, 'resource'),
  )
  problem.absences.forEach((absence, index) => {
    refer(people, absence.person, `absences[${index}].person`, 'person')
    refer(works, absence.work, `absences[${index}].work`, 'work')
    if (absence.to < absence.from)
      report(`absences[${index}].to`, 'An absence ends before it begins.', 'Exchange the days.')
  })
  problem.wishes.forEach((wish, index) => {
    refer(people, wish.person, `wishes[${index}].person`, 'person')
    refer(works, wish.work, `wishes[${index}].work`, 'work')
    wish.periods?.forEach((id, nth) =>
      refer(periods, id, `wishes[${index}].periods[${nth}]`, 'block'),
    )
  })
  problem.history.forEach((past, index) => {
    refer(people, past.person, `history[${index}].person`, 'person')
    refer(works, past.work, `history[${index}].work`, 'work')
  })
  const pinned = new Map<string, string | null>()
  problem.pins.forEach((pin, index) => {
    refer(people, pin.person, `pins[${index}].person`, 'person')
    refer(periods, pin.period, `pins[${index}].period`, 'block')
    refer(works, pin.work, `pins[${index}].work`, 'work')
    const key = `${pin.person}\n${pin.period}`
    const other = pinned.get(key)
    if (pinned.has(key) && other !== pin.work)
      report(
        `pins[${index}]`,
        `Two pins hold ${pin.person} in ${pin.period}: ${other ?? 'nothing'} and ${pin.work ?? 'nothing'}.`,
        'Remove one of them.',
      )
    pinned.set(key, pin.work)
  })
  return findings
}
