// Who is away on which day of the next months, and where are too few?
import { useState } from 'react'
import { sayDay } from '../../../kernel/day.ts'
import { sayList } from '../../../kernel/finding.ts'
import type { Board } from '../contract.ts'
import { isWorkday } from '../workdays.ts'

type BoardDay = Board['days'][number]

/** One column a day: who is away, who has asked; the chosen day is said below. */
export function AwayStrip({ days }: { days: Board['days'] }) {
  const [chosen, setChosen] = useState(0)
  const most = Math.max(4, ...days.map(({ away, asked }) => away.length + asked.length))
  const at = days[chosen] ?? days[0]!
  return (
    <figure className="away" aria-label="Who is away, day by day">
      <div
        className="away-days"
        role="slider"
        tabIndex={0}
        aria-label="Day"
        aria-valuemin={0}
        aria-valuemax={days.length - 1}
        aria-valuenow={chosen}
        aria-valuetext={sayBoardDay(at)}
        onClick={(event) => {
          const column = (event.target as Element).closest<HTMLElement>('[data-nth]')
          if (column) setChosen(Number(column.dataset['nth']))
        }}
        onKeyDown={(event) => {
          const by = STEPS[event.key]
          if (by === undefined) return
          event.preventDefault()
          setChosen((old) => Math.min(days.length - 1, Math.max(0, old + by)))
        }}
      >
        {days.map((day, nth) => (
          <span
            key={day.day}
            className="away-day"
            data-weekend={!isWorkday(day.day) || undefined}
            data-out={day.blackout !== null || undefined}
            data-short={day.short.length > 0 || undefined}
            data-chosen={nth === chosen || undefined}
            title={sayBoardDay(day)}
            data-nth={nth}
          >
            <span data-kind="asked" style={{ blockSize: `${(day.asked.length / most) * 100}%` }} />
            <span data-kind="away" style={{ blockSize: `${(day.away.length / most) * 100}%` }} />
            {day.day.endsWith('-01') && (
              <span className="away-month">{sayDay(day.day).split(' ')[1]}</span>
            )}
          </span>
        ))}
      </div>
      <figcaption className="small">
        <span className="away-key" data-kind="away" /> away{' '}
        <span className="away-key" data-kind="asked" /> asked for{' '}
        <span className="away-key" data-kind="short" /> below the minimum{' '}
        <span className="away-key" data-kind="out" /> no leave
      </figcaption>
      <p className="small away-says">{sayBoardDay(at)}</p>
    </figure>
  )
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -28, PageDown: 28 }

const sayBoardDay = ({ day, away, asked, short, blackout }: BoardDay): string =>
  [
    sayDay(day, { weekday: true }),
    away.length > 0 ? `${sayList(away)} away` : 'nobody is away',
    ...(asked.length > 0 ? [`${sayList(asked)} asked`] : []),
    ...short,
    ...(blackout ? [blackout] : []),
  ].join(' · ')
