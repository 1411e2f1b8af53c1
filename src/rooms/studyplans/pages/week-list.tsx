// The year as a list by month: for phones, where it is touched, and for paper.
import { Plus } from 'lucide-react'
import { sayCount } from '../../../kernel/finding.ts'
import { Swatch } from '../../rota/pages/swatch.tsx'
import type { StudyItem, StudyNote, YearFacts } from '../schema.ts'
import { fixedByWeek, keptFor, openWeeks, stretchesOf } from '../weeks.ts'
import { lookOf, sayDays } from './queries.ts'
import { monthsOf } from './ribbon.tsx'

type Row = { from: number; weeks: number; key: string } & (
  | { kind: 'item'; item: StudyItem }
  | { kind: 'fixed'; name: string; code: string; color: number; isLeave: boolean }
  | { kind: 'open' }
)

export function WeekList(props: {
  facts: YearFacts
  items: readonly StudyItem[]
  notes: readonly StudyNote[]
  choose: (id: string) => void
  /** Null where nothing can be added. */
  add: ((week: number) => void) | null
}) {
  const { facts, notes } = props
  const rows = rowsOf(facts, props.items)
  return (
    <div className="week-list">
      {monthsOf(facts).map(({ month, key, from, weeks }) => {
        const mine = rows.filter((row) => row.from >= from && row.from < from + weeks)
        if (mine.length === 0) return null
        return (
          <section key={key} aria-label={`${month} ${key.slice(0, 4)}`}>
            <h3>{month}</h3>
            <ul>
              {mine.map((row) => (
                <li key={row.key}>
                  <Entry
                    {...props}
                    row={row}
                    isWrong={
                      row.kind === 'item' &&
                      notes.some((note) => note.must && note.items.includes(row.item.id))
                    }
                  />
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

function rowsOf(facts: YearFacts, items: readonly StudyItem[]): Row[] {
  const fixed = fixedByWeek(facts.fixed)
  const covered = new Set(
    items.flatMap((item) => Array.from({ length: item.weeks }, (_, nth) => item.from + nth)),
  )
  const free = facts.fixed.filter(({ week }) => !covered.has(week))
  const works = [...new Set(free.map(({ work }) => work))]
  return [
    ...items.map((item): Row => ({
      ...{ kind: 'item', item, key: item.id },
      from: item.from,
      weeks: item.weeks,
    })),
    ...works.flatMap((work) =>
      stretchesOf(free.filter((one) => one.work === work).map(({ week }) => week)).map(
        ([from, to]): Row => {
          const { name, code, color, kind } = fixed.get(from)!
          return {
            ...{ kind: 'fixed', name, code, color, isLeave: kind === 'leave' },
            key: `f${from}`,
            from,
            weeks: to - from + 1,
          }
        },
      ),
    ),
    ...stretchesOf(openWeeks(facts, items)).map(([from, to]): Row => ({
      kind: 'open',
      key: `o${from}`,
      from,
      weeks: to - from + 1,
    })),
  ].sort((one, other) => one.from - other.from)
}

function Entry({ row, ...props }: Parameters<typeof WeekList>[0] & { row: Row; isWrong: boolean }) {
  const when = (
    <span className="week-when num">
      {sayDays(props.facts, row.from, row.weeks)}
      <small>{sayCount(row.weeks, 'week')}</small>
    </span>
  )
  const kept = keptFor(props.facts, props.items)
  if (row.kind === 'open' && kept !== null)
    return (
      <div className="week-row" data-fixed>
        <span className="week-name">
          Kept free
          <small>for {kept}</small>
        </span>
        {when}
      </div>
    )
  if (row.kind === 'open')
    return props.add ? (
      <button type="button" className="week-row" data-open onClick={() => props.add!(row.from)}>
        <Plus size={18} aria-hidden />
        <span className="week-name">{sayCount(row.weeks, 'open week')}</span>
        {when}
      </button>
    ) : (
      <div className="week-row" data-open>
        <span className="week-name">{sayCount(row.weeks, 'open week')}</span>
        {when}
      </div>
    )
  if (row.kind === 'fixed')
    return (
      <div className="week-row" data-fixed>
        <Swatch
          work={{
            code: row.code,
            look: { color: row.color, pattern: row.isLeave ? 'leave' : 'plain' },
          }}
        />
        <span className="week-name">{row.name}</span>
        {when}
      </div>
    )
  const { code, name, color } = lookOf(props.facts, row.item)
  return (
    <button
      type="button"
      className="week-row"
      data-color={color}
      data-wrong={props.isWrong || undefined}
      onClick={() => props.choose(row.item.id)}
    >
      <Swatch
        work={{ code, look: { color, pattern: row.item.kind === 'leave' ? 'leave' : 'plain' } }}
      />
      <span className="week-name">
        {name}
        {props.isWrong && <small className="week-wrong">must be mended</small>}
      </span>
      {when}
    </button>
  )
}
