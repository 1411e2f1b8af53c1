// One day of a week: its entries, and room for one more.
import { Button } from '@mantine/core'
import { Plus } from 'lucide-react'
import { type Day, sayDay } from '../../../kernel/day.ts'
import type { IntervalData } from '../../hours/schema.ts'
import { localTime } from './local.ts'
import { KIND_NAMES } from './queries.ts'

export function DayRow(props: {
  day: Day
  zone: string
  entries: IntervalData[]
  open: (entry: IntervalData | null) => void
}) {
  const { day, zone, entries, open } = props
  return (
    <li>
      <span className="hours-day num">{sayDay(day, { weekday: true })}</span>
      <span className="hours-entries">
        {entries.length === 0 && <span className="subtle small">nothing</span>}
        {entries.map((entry) => (
          <button
            key={entry.id}
            type="button"
            className="hours-entry"
            data-kind={entry.kind}
            onClick={() => open(entry)}
          >
            <span className="num">
              {localTime(entry.start, zone)} to {localTime(entry.end, zone)}
            </span>
            <span className="small">{KIND_NAMES[entry.kind]}</span>
          </button>
        ))}
      </span>
      <Button
        variant="subtle"
        size="compact-md"
        aria-label={`Something more on ${sayDay(day, { weekday: true })}`}
        onClick={() => open(null)}
      >
        <Plus size={16} aria-hidden />
      </Button>
    </li>
  )
}
