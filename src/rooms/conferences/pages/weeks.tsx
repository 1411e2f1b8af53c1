// Five weeks of sessions: at the desk as a calendar, on the phone as a list of the days that have one.
import { addDays, type Day, sayDay, weekday } from '../../../kernel/day.ts'
import { clockAt } from '../../../kernel/wall-clock.ts'
import type { ConferencesView } from '../contract.ts'
import type { SessionView } from '../schema.ts'

type Props = { data: ConferencesView; open: ((session: string) => void) | undefined }

export function Weeks({ data, open }: Props) {
  const days: Day[] = []
  for (let day = data.from; day <= data.to; day = addDays(day, 1)) days.push(day)
  const hasWeekend = data.sessions.some(({ on }) => weekday(on) % 6 === 0)
  const shown = days.filter((day) => hasWeekend || weekday(day) % 6 !== 0)
  return (
    <>
      <ol className="conference-weeks" data-days={hasWeekend ? 7 : 5}>
        {shown.map((day) => (
          <DayOfConferences
            key={day}
            day={day}
            data={data}
            sessions={data.sessions.filter(({ on }) => on === day)}
            open={open}
          />
        ))}
      </ol>
      {data.sessions.length === 0 && <p className="subtle">No session in these weeks.</p>}
    </>
  )
}

function DayOfConferences(props: Props & { day: Day; sessions: readonly SessionView[] }) {
  const { day, data, sessions, open } = props
  const holiday = data.holidays.find(({ on }) => on === day)
  return (
    <li
      className="conference-day"
      data-today={day === data.today || undefined}
      data-past={day < data.today || undefined}
      data-empty={(sessions.length === 0 && !holiday) || undefined}
    >
      <span className="conference-date num">
        {sayDay(day, { weekday: true })}
        {day === data.today && <span> today</span>}
        {holiday && <span className="subtle"> {holiday.name}</span>}
      </span>
      {sessions.length > 0 && (
        <ul>
          {sessions.map((session) => (
            <li key={session.id}>
              {open && !session.hasBegun ? (
                <button
                  type="button"
                  className="conference-item"
                  data-color={session.look.color}
                  data-off={session.state === 'cancelled' || undefined}
                  onClick={() => open(session.id)}
                >
                  <Item session={session} zone={data.zone} />
                </button>
              ) : (
                <div
                  className="conference-item"
                  data-color={session.look.color}
                  data-off={session.state === 'cancelled' || undefined}
                >
                  <Item session={session} zone={data.zone} />
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

function Item({ session, zone }: { session: SessionView; zone: string }) {
  const isOff = session.state === 'cancelled'
  return (
    <>
      <span className="conference-head">
        <span className="num">{clockAt(session.begins, zone)}</span> <strong>{session.name}</strong>
      </span>
      {isOff && <span className="conference-note">Cancelled: {session.reason}</span>}
      {!isOff && session.isMoved && <span className="conference-note">Moved</span>}
      {!isOff && session.presenter && (
        <span className="conference-who">
          {session.presenter.name}
          {session.topic && `: ${session.topic}`}
        </span>
      )}
      {!isOff && session.offeredTo && (
        <span className="conference-note">offered to {session.offeredTo.name}</span>
      )}
      {!isOff && session.trouble !== '' && (
        <span className="conference-note" data-tone="danger">
          {session.presenter?.name} is {session.trouble}
        </span>
      )}
    </>
  )
}
