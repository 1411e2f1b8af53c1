// One day: interviewers as columns, sessions as rows, applicants in the cells; arranged or by hand.
import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { sayCount } from '../../../kernel/finding.ts'
import { clockAt, zoneNameAt } from '../../../kernel/wall-clock.ts'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { type InterviewDay, type Interviews, interviewsContract as contract } from '../contract.ts'
import { placeByHand, sessionTimes } from '../itinerary.ts'
import { DayDialog } from './day-dialog.tsx'
import { INTERVIEWS, sayDate, WAYS } from './queries.ts'

export function DayCard({ day, view }: { day: InterviewDay; view: Interviews }) {
  const [isChanging, setChanging] = useState(false)
  const params = { id: view.programme.id, cycle: view.cycle.id, day: day.id }
  const { zone } = view.cycle
  const step = useStepOf<{ version?: number }>(INTERVIEWS)
  const before = day.conversations
  const arrange = (sessions: InterviewDay['conversations'], says: string) =>
    step.mutate({
      act: () => call(contract.arrange, { params, body: { version: day.version, sessions } }),
      says,
      undo: ({ version }) =>
        call(contract.arrange, { params, body: { version: version!, sessions: before } }),
    })
  const solve = () =>
    step.mutate({
      act: () => call(contract.solve, { params, body: { version: day.version, keeps: [] } }),
      says: day.publishedAt
        ? 'Arranged anew, and hidden until you show it to all again.'
        : 'Arranged: nobody is in two rooms.',
      undo: ({ version }) =>
        call(contract.arrange, { params, body: { version: version!, sessions: before } }),
    })
  const publish = (isPublished: boolean) =>
    step.mutate({
      act: () => call(contract.publish, { params, body: { isPublished } }),
      says: isPublished ? 'Shown, and everybody has a letter.' : 'Not shown any more.',
    })
  const drop = () =>
    step.mutate({ act: () => call(contract.dropDay, { params }), says: 'The day is gone.' })
  const nameOf = (application: string) =>
    view.guests.find((guest) => guest.application === application)?.name ?? application
  const put = (nth: number, person: string, application: string) =>
    arrange(
      placeByHand(
        before,
        { nth, person, application },
        (one) => !day.panel.find((each) => each.person === one.person)?.away.includes(one.nth),
      ),
      day.publishedAt
        ? 'Changed, and hidden until you show it to all again; then everybody gets the new day.'
        : 'Changed.',
    )
  const title = `${sayDate(day.startsAt, zone)}${day.track && `, ${day.track}`}`
  return (
    <section className="interview-day" aria-label={title}>
      <header>
        <div>
          <h3>{title}</h3>
          <span className="small subtle">
            {clockAt(day.startsAt, zone)} {zoneNameAt(day.startsAt, zone)}, {day.sessions} sessions
            of {day.minutes} minutes · {day.taken} of {sayCount(day.seats, 'seat')} taken ·{' '}
            {WAYS[day.mode]}
          </span>
        </div>
        <span className="interview-acts">
          {day.publishedAt && (
            <span className="chip" data-tone="success">
              shown
            </span>
          )}
          {view.plans && (
            <>
              <Button variant="default" onClick={() => setChanging(true)}>
                Change
              </Button>
              <Button
                variant={before.length > 0 ? 'default' : 'filled'}
                disabled={day.panel.length === 0 || day.seated.length === 0}
                loading={step.isPending}
                onClick={solve}
              >
                Arrange
              </Button>
              {before.length > 0 && (
                <Button
                  variant={day.publishedAt ? 'default' : 'filled'}
                  onClick={() => publish(!day.publishedAt)}
                >
                  {day.publishedAt ? 'Hide' : 'Show to all'}
                </Button>
              )}
              {day.taken === 0 && (
                <Button variant="subtle" onClick={drop}>
                  Drop
                </Button>
              )}
            </>
          )}
        </span>
      </header>
      <Findings findings={step.error ? findingsOf(step.error) : []} />
      <Findings findings={day.findings.map(({ finding }) => finding)} tone="warning" />
      {day.panel.length === 0 ? (
        <p className="subtle">Nobody interviews on this day yet; Change says who does.</p>
      ) : (
        <div
          className="interview-grid"
          tabIndex={0}
          role="group"
          aria-label={`Who meets whom, ${title}`}
        >
          <table>
            <thead>
              <tr>
                <th scope="col">When</th>
                {day.panel.map(({ person, name, room }) => (
                  <th key={person} scope="col">
                    {name}
                    {room && <span className="small subtle"> {room}</span>}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {Array.from({ length: day.sessions }, (_, nth) => (
                <tr key={nth}>
                  <th scope="row" className="num">
                    {clockAt(sessionTimes(day, nth).from, zone)}
                  </th>
                  {day.panel.map(({ person, name, away }) => {
                    const here = before.find((one) => one.nth === nth && one.person === person)
                    return (
                      <td key={person} data-who={name} data-away={away.includes(nth) || undefined}>
                        {away.includes(nth) ? (
                          <span className="small subtle">cannot</span>
                        ) : view.plans ? (
                          <NativeSelect
                            size="xs"
                            aria-label={`${name}, ${clockAt(sessionTimes(day, nth).from, zone)}`}
                            value={here?.application ?? ''}
                            onChange={(event) => put(nth, person, event.currentTarget.value)}
                            data={[
                              { value: '', label: 'free' },
                              ...day.seated.map((value) => ({ value, label: nameOf(value) })),
                            ]}
                          />
                        ) : (
                          ((here && nameOf(here.application)) ?? (
                            <span className="small subtle">free</span>
                          ))
                        )}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {isChanging && <DayDialog view={view} day={day} close={() => setChanging(false)} />}
    </section>
  )
}
