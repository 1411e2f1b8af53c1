// How is a year drawn as twelve months of coloured runs?
import { addMonths, type Day, dayNumber } from '../../../kernel/day.ts'
import { saySpan } from '../../../kernel/span.ts'
import type { PersonYear, TimeItem } from '../schema.ts'

type Row = {
  label: string
  from: Day
  days: number
  parts: { item: TimeItem; start: number; length: number }[]
}

/** One line a quarter: wide enough to print the code in every run of two weeks. */
export function Timeline({ year }: { year: PersonYear }) {
  const rows = quartersOf(year)
  return (
    <div
      className="timeline card"
      role="img"
      aria-label={`Year of ${year.person.name}; the list below says the same`}
    >
      {rows.map((row) => (
        <div key={row.from} className="timeline-row">
          <div className="timeline-months">
            {monthsOf(row).map((month) => (
              <span key={month.label + month.at} style={{ insetInlineStart: `${month.at}%` }}>
                {month.label}
              </span>
            ))}
          </div>
          <div className="timeline-line">
            {row.parts.map(({ item, start, length }) => (
              <span
                key={item.id}
                className="work timeline-run"
                data-color={item.look.color}
                data-pattern={item.look.pattern === 'plain' ? undefined : item.look.pattern}
                title={`${item.name}, ${saySpan(item)}`}
                style={{
                  insetInlineStart: `${(start / row.days) * 100}%`,
                  inlineSize: `${(length / row.days) * 100}%`,
                }}
              >
                {item.code}
              </span>
            ))}
          </div>
        </div>
      ))}
    </div>
  )
}

function quartersOf(year: PersonYear): Row[] {
  const rows: Row[] = []
  for (let from = year.from; from <= year.to; from = addMonths(from, 3)) {
    const start = dayNumber(from)
    const end = Math.min(dayNumber(addMonths(from, 3)), dayNumber(year.to) + 1)
    // An hour of a day is no stretch of a year.
    const parts = year.items
      .filter(({ part }) => part === null)
      .flatMap((item) => {
        const first = Math.max(dayNumber(item.from), start)
        const after = Math.min(dayNumber(item.to) + 1, end)
        return after > first ? [{ item, start: first - start, length: after - first }] : []
      })
    rows.push({ label: from, from, days: end - start, parts })
  }
  return rows
}

function monthsOf(row: Row): { label: string; at: number }[] {
  const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
  return [0, 1, 2].flatMap((nth) => {
    const first = addMonths(row.from, nth)
    const at = ((dayNumber(first) - dayNumber(row.from)) / row.days) * 100
    const label = `${names[Number(first.slice(5, 7)) - 1]} ${first.slice(0, 4)}`
    return at < 100 ? [{ label, at }] : []
  })
}
