// Whoever is invited chooses a day in three taps, on their own clock; later their itinerary stands here.
import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { sayCount } from '../../../kernel/finding.ts'
import { clockAt, zoneNameAt } from '../../../kernel/wall-clock.ts'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Waiting } from '../../people/pages/frame.tsx'
import { invitedContract as contract, type OwnInterview } from '../applicant-contract.ts'
import { sayDate, WAYS } from './queries.ts'
import './interviews.css'

type At = { institution: string; application: string }

export function OwnInterviewPage() {
  const at = useParams({ strict: false }) as At
  const key = ['own-interview', at.application]
  const client = useQueryClient()
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: () => call(contract.view, { params: at }),
    retry: false,
  })
  const choose = useMutation({
    mutationFn: (
      body: { state: 'booked'; day: string } | { state: 'invited' | 'waiting' | 'declined' },
    ) => call(contract.choose, { params: at, body }),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  })
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  const [zone, setZone] = useState<string>()
  useEffect(() => {
    document.title = 'Your interview · Isocenter'
  }, [])
  if (error)
    return (
      <main className="interview-own" data-words>
        <h1>Your interview</h1>
        <Findings findings={findingsOf(error)} />
      </main>
    )
  if (!data) return <Waiting />
  const shown = zone ?? data.ownZone
  const zones = [...new Set([shown, data.ownZone, here, data.zone])]
  const mine = data.days.find(({ id }) => id === data.day)
  return (
    <main className="interview-own" data-words>
      <h1>Your interview</h1>
      <p>{sayState(data)}</p>
      <NativeSelect
        label="Times on the clock of"
        value={shown}
        data={zones.map((value) => ({
          value,
          label: value === data.zone ? `${value} (the programme)` : value,
        }))}
        onChange={(event) => setZone(event.currentTarget.value)}
      />
      <Findings findings={choose.error ? findingsOf(choose.error) : []} />
      {mine && (
        <section className="interview-mine" data-next aria-label="Your seat">
          <h2>{sayDate(mine.from, shown)}</h2>
          <p>
            {clockAt(mine.from, shown)} to {clockAt(mine.to, shown)} {zoneNameAt(mine.from, shown)}
          </p>
          <Itinerary view={data} zone={shown} />
          <div className="interview-acts">
            <a href={calendarOf(data, mine)} download="interview.ics">
              Add to calendar
            </a>
            {!mine.isLocked && (
              <Button
                variant="default"
                loading={choose.isPending}
                onClick={() => choose.mutate({ state: 'invited' })}
              >
                Give the seat back
              </Button>
            )}
          </div>
          <p className="small subtle">
            {mine.isLocked
              ? 'The seat is not changed here any more: the day is close. Write to the programme if you cannot come.'
              : `You can change or give back the seat until ${sayDate(mine.locksAt, shown)}, ${clockAt(mine.locksAt, shown)} ${zoneNameAt(mine.locksAt, shown)}.`}
          </p>
        </section>
      )}
      {data.state !== null && data.state !== 'declined' && !mine?.isLocked && (
        <ul className="rows interview-days">
          {data.days
            .filter(({ id }) => id !== data.day)
            .map((day) => (
              <li key={day.id}>
                <span className="interview-when">
                  <strong>{sayDate(day.from, shown)}</strong>
                  <span className="small subtle">
                    {clockAt(day.from, shown)} to {clockAt(day.to, shown)}{' '}
                    {zoneNameAt(day.from, shown)}
                    {day.track && `, ${day.track}`} · {WAYS[day.mode]}
                  </span>
                </span>
                <Button
                  disabled={day.free === 0 || day.isLocked || choose.isPending}
                  variant={mine ? 'default' : 'filled'}
                  aria-label={`${sayButton(day)}: ${sayDate(day.from, shown)}`}
                  onClick={() => choose.mutate({ state: 'booked', day: day.id })}
                >
                  {sayButton(day)}
                </Button>
              </li>
            ))}
        </ul>
      )}
      <div className="interview-acts">
        {data.state === 'invited' &&
          data.days.every(({ free, isLocked }) => free === 0 || isLocked) && (
            <Button onClick={() => choose.mutate({ state: 'waiting' })}>Wait for a seat</Button>
          )}
        {(data.state === 'invited' || data.state === 'waiting') && (
          <Button variant="default" onClick={() => choose.mutate({ state: 'declined' })}>
            I do not come
          </Button>
        )}
        {(data.state === 'declined' || data.state === 'waiting') && (
          <Button variant="default" onClick={() => choose.mutate({ state: 'invited' })}>
            {data.state === 'declined' ? 'I come after all' : 'Do not wait any more'}
          </Button>
        )}
      </div>
    </main>
  )
}

const sayButton = ({ isLocked, free }: OwnInterview['days'][number]) =>
  isLocked ? 'Closed' : free === 0 ? 'Full' : 'Take it'

function sayState({ state, programme, before, days }: OwnInterview): string {
  if (state === null) return `${programme} has not invited you to an interview so far.`
  if (state === 'declined') return `You have declined the interview with ${programme}.`
  if (state === 'booked') return `You have a seat at ${programme}.`
  if (state === 'waiting')
    return before === 0
      ? 'You are the first who waits; a seat that is given back is yours by itself.'
      : `${sayCount(before ?? 0, 'applicant waits', 'applicants wait')} before you; a seat that is given back goes on by itself.`
  return days.length === 0
    ? `${programme} invites you; days are still being planned.`
    : `${programme} invites you. Choose a day.`
}

function Itinerary({ view, zone }: { view: OwnInterview; zone: string }) {
  if (!view.itinerary)
    return <p className="subtle">Who meets you when stands here once it is arranged.</p>
  const { place, link, sessions } = view.itinerary
  return (
    <>
      {place && <p>{place}</p>}
      <ol className="interview-sessions">
        {sessions.map((one) => (
          <li key={one.from}>
            <b className="num">{clockAt(one.from, zone)}</b> {one.who}
            {one.room && <span className="subtle"> {one.room}</span>}{' '}
            {(one.link || link) && (
              <a href={one.link || link} target="_blank" rel="noreferrer">
                Join
              </a>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}

/** A file of one event, made here: no address that somebody else could read. */
function calendarOf({ programme }: OwnInterview, { id, from, to }: OwnInterview['days'][number]) {
  const stamp = (moment: string) => moment.replaceAll(/[-:]|\.\d+/g, '')
  const plain = programme.replaceAll(/[\\;,]/g, ' ')
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Isocenter//Interview//EN', 'BEGIN:VEVENT'],
    ...[`UID:interview-${id}@isocenter`, `DTSTAMP:${stamp(new Date().toISOString())}`],
    ...[`DTSTART:${stamp(from)}`, `DTEND:${stamp(to)}`, `SUMMARY:Interview: ${plain}`],
    ...['END:VEVENT', 'END:VCALENDAR', ''],
  ]
  return `data:text/calendar;charset=utf-8,${encodeURIComponent(lines.join('\r\n'))}`
}
