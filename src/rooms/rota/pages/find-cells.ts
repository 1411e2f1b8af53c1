// Which cells hold what is looked for, and what would another work in them change?
import { EMPTY } from '../../planning/world.ts'
import type { Change } from './clipboard.ts'
import type { RowMarks } from './draft-rows.ts'
import type { PlanModel, Rows } from './plan-model.ts'
import type { Area, Cell } from './selection.ts'

/** Found by its work, which can be replaced, or by a word of its note. */
export type Hit = Cell & { by: 'work' | 'note' }

const NOTHING = ['.', '-', 'empty', 'nothing']

/** Row by row. An exact code means that work alone; other words are looked for in codes and names. */
export function findCells(
  model: PlanModel,
  { rows, marks }: { rows: Rows; marks: readonly RowMarks[] },
  text: string,
  inside: (cell: Cell) => boolean = () => true,
): Hit[] {
  const word = text.trim().toLowerCase()
  if (word === '') return []
  const works = worksCalled(model, word)
  const inNotes = !model.byCode.has(word.toUpperCase())
  return rows.flatMap((row, p) =>
    [...row].flatMap((work, t): Hit[] => {
      if (!inside({ p, t })) return []
      if (works.has(work) && (work !== EMPTY || model.world.isPresent(p, t)))
        return [{ p, t, by: 'work' }]
      const note = inNotes ? (marks[p]?.get(t)?.note ?? '') : ''
      return note.toLowerCase().includes(word) ? [{ p, t, by: 'note' }] : []
    }),
  )
}

function worksCalled(model: PlanModel, word: string): ReadonlySet<number> {
  if (NOTHING.includes(word)) return new Set([EMPTY])
  const exact = model.byCode.get(word.toUpperCase())
  if (exact !== undefined) return new Set([exact])
  const called = model.works.flatMap(({ code, name }, w) =>
    code.toLowerCase().startsWith(word) || name.toLowerCase().includes(word) ? [w] : [],
  )
  return new Set(called)
}

/** A pinned cell keeps its work; a cell that was found by its note is not meant. */
export function replaceHits(
  marks: readonly RowMarks[],
  hits: readonly Hit[],
  work: number,
): { changes: Change[]; pinned: number } {
  const meant = hits.filter(({ by }) => by === 'work')
  const free = meant.filter(({ p, t }) => !marks[p]?.get(t)?.pinned)
  return {
    changes: free.map(({ p, t }) => ({ p, t, after: work })),
    pinned: meant.length - free.length,
  }
}

/** The hit after (or before) a cell in reading order, round and round. */
export function nextHit(hits: readonly Hit[], from: Cell, step: 1 | -1): Hit | undefined {
  const order = ({ p, t }: Cell) => p * 1e6 + t
  const at = order(from)
  return step === 1
    ? (hits.find((hit) => order(hit) > at) ?? hits[0])
    : (hits.findLast((hit) => order(hit) < at) ?? hits.at(-1))
}

export function isIn({ p1, p2, t1, t2 }: Area, { p, t }: Cell): boolean {
  return p1 <= p && p <= p2 && t1 <= t && t <= t2
}
