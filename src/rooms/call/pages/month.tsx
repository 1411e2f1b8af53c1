// Who has which call on each day of a month, as published, and as planned where something is?
import { Button } from '@mantine/core'
import { useState } from 'react'
import { Pin } from 'lucide-react'
import { addDays, addMonths, type Day, sayDay, weekday } from '../../../kernel/day.ts'
import { holds } from '../../../kernel/span.ts'
import type { CallView } from '../contract.ts'
import { CallDialog } from './call-dialog.tsx'

const monthOf = (day: Day) => `${day.slice(0, 8)}01` as Day

const sayMonth = (first: Day) =>
  new Date(`${first}T12:00Z`).toLocaleDateString('en-GB', {
    ...{ month: 'long', year: 'numeric', timeZone: 'UTC' },
  })

type Shown = CallView['calls'][number] & { isPlanned: boolean }

export function MonthOfCall({ data }: { data: CallView }) {
  const { today, year } = data
  const isReady = data.proposal?.state === 'ready'
  const [first, setFirst] = useState(monthOf(today))
  const [opened, setOpened] = useState<string>()
  const [isWhole, setWhole] = useState(false)
  const last = addDays(addMonths(first, 1), -1)
  const days: Day[] = []
  for (let on = first; on <= last; on = addDays(on, 1)) days.push(on)
  const shown = shownIn(data)
  const call = data.calls.find(({ id }) => id === opened)
  return (
    <div className="call-month">
      <div className="call-month-head">
        <Button
          variant="default"
          disabled={addDays(first, -1) < year.from}
          onClick={() => setFirst(addMonths(first, -1))}
        >
          Before
        </Button>
        <strong aria-live="polite">{sayMonth(first)}</strong>
        <Button
          variant="default"
          disabled={last >= year.to}
          onClick={() => setFirst(addMonths(first, 1))}
        >
          After
        </Button>
        {isReady && (
          <span className="small">
            <span className="call-planned-mark" aria-hidden /> planned, not published
          </span>
        )}
      </div>
      {first < today && last >= today && !isWhole && (
        <Button className="call-earlier" variant="default" onClick={() => setWhole(true)}>
          Earlier days of this month
        </Button>
      )}
      <ol
        className="call-days"
        data-first={weekday(first) || 7}
        data-from-today={(last >= today && !isWhole) || undefined}
      >
        {days.map((on) => (
          <DayOfCall
            key={on}
            on={on}
            data={data}
            calls={shown.filter((one) => one.on === on)}
            open={setOpened}
          />
        ))}
      </ol>
      {call && <CallDialog data={data} of={call} close={() => setOpened(undefined)} />}
    </div>
  )
}

/** Published calls that publishing would replace are not shown beside what replaces them. */
function shownIn({ calls, kinds, proposal }: CallView): Shown[] {
  const order = new Map(kinds.map(({ id }, nth) => [id, nth]))
  const planned = proposal?.state === 'ready' ? proposal.calls : []
  const replaced = new Set(planned.map(({ kind }) => kind))
  const isReplaced = ({ kind, on, isPinned, isTraded }: CallView['calls'][number]) =>
    proposal?.state === 'ready' &&
    replaced.has(kind) &&
    holds(proposal, on) &&
    !isPinned &&
    !isTraded
  return [
    ...calls.filter((one) => !isReplaced(one)).map((one) => ({ ...one, isPlanned: false })),
    ...planned.map((one) => ({
      ...{ ...one, id: '', isPinned: false, isTraded: false, isPlanned: true },
    })),
  ].sort((one, other) => (order.get(one.kind) ?? 0) - (order.get(other.kind) ?? 0))
}

function DayOfCall(props: {
  on: Day
  data: CallView
  calls: readonly Shown[]
  open: (call: string) => void
}) {
  const { on, data } = props
  const holiday = data.holidays.find((one) => one.on === on)
  const mayOpen = (call: Shown) => !call.isPlanned && data.plans && on >= addDays(data.today, -1)
  return (
    <li
      className="call-day"
      data-today={on === data.today || undefined}
      data-past={on < data.today || undefined}
      data-free={holiday !== undefined || weekday(on) % 6 === 0 || undefined}
    >
      <span className="call-date">
        {sayDay(on, { weekday: true })}
        {holiday && <span className="subtle"> {holiday.name}</span>}
      </span>
      <ul>
        {props.calls.map((one) => (
          <li key={`${one.kind} ${one.person} ${one.isPlanned}`}>
            {mayOpen(one) ? (
              <button
                type="button"
                className="call-item"
                data-call={one.id}
                onClick={() => props.open(one.id)}
              >
                <Item data={data} call={one} />
              </button>
            ) : (
              <span className="call-item" data-planned={one.isPlanned || undefined}>
                <Item data={data} call={one} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </li>
  )
}

/** "Valentina Corsaletti" as "V. Corsaletti": a seventh of the page is narrow. */
const shortOf = (name: string) => name.replace(/^(\p{L})\S*\s/u, '$1. ')

function Item({ data, call }: { data: CallView; call: Shown }) {
  const kind = data.kinds.find(({ id }) => id === call.kind)
  return (
    <>
      <span className="call-mark" data-color={kind?.color} aria-hidden />
      <abbr title={kind?.name}>{kind?.code}</abbr>
      <span className="call-who">
        {shortOf(data.people.find(({ id }) => id === call.person)?.name ?? call.person)}
      </span>
      {call.isPinned && <Pin size={12} aria-label="pinned" />}
    </>
  )
}
