// Rosters drawn as text: the form in which examples are written and failures are printed.
import { addDays, day } from '../../kernel/day.ts'
import { weekBlocks } from '../../kernel/block-calendar.ts'
import { type ProblemInput, problemSchema } from './schema.ts'
import { EMPTY, type Roster, World } from './world.ts'

type Person = ProblemInput['people'][number]
/** Facts beside a drawing; of a person only what the drawing does not say. */
export type Facts = Partial<Omit<ProblemInput, 'format' | 'version' | 'people'>> & {
  people?: (Partial<Person> & { id: string })[]
}

/**
 * Reads a drawing: one line a person, `Amy (R1)  A A B .`; each letter is a work, `.` is nothing.
 * Periods are weeks from 2026-07-01. Facts add to or replace what the drawing implies; a work
 * listed in `facts.work` keeps its fields, letters not listed become plain rotations.
 */
export function draw(picture: string, facts: Facts = {}): { world: World; roster: Roster } {
  const lines = picture
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const parts = /^(\S+)(?:\s+\(([^)]+)\))?\s+(.*)$/.exec(line)
      if (!parts) throw new Error(`"${line}" is not a drawn person; write "Amy (R1)  A A B ."`)
      return { name: parts[1]!, level: parts[2], cells: parts[3]!.trim().split(/\s+/) }
    })
  const width = lines[0]?.cells.length ?? 0
  const letters = new Set(lines.flatMap((line) => line.cells).filter((cell) => cell !== '.'))
  for (const work of facts.work ?? []) letters.delete(work.id)
  const start = day('2026-07-01')
  const problem = problemSchema.parse({
    format: 'isocenter.problem',
    version: 1,
    periods: weekBlocks(
      start,
      Array.from({ length: width }, () => 1),
      addDays(start, width * 7 - 1),
    ),
    ...facts,
    people: lines.map((line) => ({
      id: line.name,
      name: line.name,
      ...(line.level ? { level: line.level } : {}),
      ...facts.people?.find((person) => person.id === line.name),
    })),
    work: [...(facts.work ?? []), ...[...letters].sort().map((id) => ({ id }))],
  })
  const world = new World(problem)
  const cells = Object.fromEntries(
    lines.map((line) => [line.name, line.cells.map((cell) => (cell === '.' ? null : cell))]),
  )
  return { world, roster: world.fromCells(cells) }
}

/** The picture of a roster, for messages and snapshots. */
export function picture(world: World, roster: Roster): string {
  const codes = world.problem.work.map((work) => work.code ?? work.id)
  const width = Math.max(1, ...codes.map((code) => code.length))
  const names = Math.max(...world.problem.people.map((person) => person.name.length))
  return world.problem.people
    .map((person, p) => {
      const cells = world.problem.periods.map((_, t) => {
        const w = roster[world.cell(p, t)]!
        return (w === EMPTY ? '.' : codes[w]!).padEnd(width)
      })
      return `${person.name.padEnd(names)}  ${cells.join(' ')}`.trimEnd()
    })
    .join('\n')
}
