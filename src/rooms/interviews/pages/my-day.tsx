// The day of an interviewer: the next candidate on top, join, score, note; kept while one types.
import { Button, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { clockAt, zoneNameAt } from '../../../kernel/wall-clock.ts'
import { call } from '../../../platform/client.ts'
import { Empty, Findings, findingsOf, Page, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { ScoreRow } from '../../review/pages/score-row.tsx'
import { type OwnDay, type OwnSession, interviewsContract as contract } from '../contract.ts'
import { INTERVIEWS, ownDayQuery, sayDate } from './queries.ts'
import './interviews.css'

type At = { id: string; cycle: string }

export function MyDayPage() {
  const at = useParams({ strict: false }) as At
  const { data, error } = useQuery(ownDayQuery(at.id, at.cycle))
  const now = useNow()
  if (error)
    return (
      <Page title="My interviews" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  const ahead = data.sessions.filter(({ to }) => Date.parse(to) > now)
  const over = data.sessions.filter(({ to }) => Date.parse(to) <= now)
  return (
    <Page
      title="My interviews"
      beside={
        <span className="subtle">
          {data.programme.name}, {data.cycle.label}
        </span>
      }
      narrow
    >
      {data.sessions.length === 0 && (
        <Empty says="You interview nobody so far. Once a day is arranged and shown, your sessions stand here, the next one on top." />
      )}
      {[...ahead, ...over].map((session, nth) => (
        <SessionCard
          key={`${session.day} ${session.nth}`}
          at={at}
          session={session}
          view={data}
          isNext={nth === 0 && ahead.length > 0}
          now={now}
        />
      ))}
    </Page>
  )
}

function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(clock)
  }, [])
  return now
}

const AFTER_MS = 800

function SessionCard(props: {
  at: At
  session: OwnSession
  view: OwnDay
  isNext: boolean
  now: number
}) {
  const { session, view, isNext, now } = props
  const { zone } = view.cycle
  const client = useQueryClient()
  const [words, setWords] = useState({ scores: session.scores, note: session.note })
  const version = useRef(session.version)
  const [isOpen, setOpen] = useState(isNext)
  const keep = useMutation({
    scope: { id: `score ${session.application}` },
    mutationFn: async (next: { scores: OwnSession['scores']; note: string; isDone: boolean }) => {
      const made = await call(contract.score, {
        params: { ...props.at, application: session.application },
        body: { ...next, version: version.current },
      })
      version.current = made.version
    },
    onSuccess: (_, { isDone }) =>
      isDone ? client.invalidateQueries({ queryKey: INTERVIEWS }) : undefined,
  })
  const clock = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(clock.current), [])
  const change = (more: Partial<typeof words>) => {
    const next = { ...words, ...more }
    setWords(next)
    clearTimeout(clock.current)
    clock.current = setTimeout(() => keep.mutate({ ...next, isDone: false }), AFTER_MS)
  }
  const minutes = Math.round((Date.parse(session.from) - now) / 60_000)
  return (
    <section className="interview-mine" data-next={isNext || undefined} aria-label={session.name}>
      <header>
        {session.hasPhoto && (
          <img
            className="interview-photo"
            alt=""
            src={`/api/programmes/${props.at.id}/cycles/${props.at.cycle}/interviews/photos/${session.application}`}
          />
        )}
        <div>
          <h2>{session.name}</h2>
          <span className="subtle">
            {sayDate(session.from, zone)}, {clockAt(session.from, zone)} to{' '}
            {clockAt(session.to, zone)} {zoneNameAt(session.from, zone)}
            {session.room && ` · ${session.room}`}
            {isNext && minutes > 0 && minutes < 120 && ` · in ${minutes} minutes`}
          </span>
        </div>
        <span className="interview-acts">
          {session.isDone && (
            <span className="chip" data-tone="success">
              scored
            </span>
          )}
          {session.link && (
            <Button component="a" href={session.link} target="_blank" rel="noreferrer">
              Join
            </Button>
          )}
          <Button
            variant="default"
            renderRoot={(rest) => (
              <Link
                to="/programmes/$id/cycles/$cycle/review/$application"
                params={{ ...props.at, application: session.application }}
                {...rest}
              />
            )}
          >
            Papers
          </Button>
          {!isOpen && (
            <Button variant="default" onClick={() => setOpen(true)}>
              Score
            </Button>
          )}
        </span>
      </header>
      {isOpen && (
        <>
          {view.setup.questions.length > 0 && (
            <ol className="interview-questions">
              {view.setup.questions.map(({ id, asks }) => (
                <li key={id}>{asks}</li>
              ))}
            </ol>
          )}
          {view.setup.criteria.map((criterion) => (
            <ScoreRow
              key={criterion.id}
              criterion={criterion}
              of={session.name}
              value={words.scores[criterion.id] ?? null}
              set={(value) => change({ scores: { ...words.scores, [criterion.id]: value } })}
            />
          ))}
          <Textarea
            label={`Note about ${session.name}`}
            value={words.note}
            maxLength={4000}
            autosize
            minRows={3}
            onChange={(event) => change({ note: event.currentTarget.value })}
          />
          <Findings findings={keep.error ? findingsOf(keep.error) : []} />
          <div className="interview-acts">
            <Button
              onClick={() => {
                clearTimeout(clock.current)
                keep.mutate({ ...words, isDone: true })
              }}
              loading={keep.isPending && keep.variables.isDone}
            >
              {session.isDone ? 'Save' : 'Done'}
            </Button>
            <span className="small subtle" role="status">
              {keep.isPending ? 'Keeping…' : keep.isSuccess ? 'Kept.' : ''}
            </span>
          </div>
        </>
      )}
    </section>
  )
}
