// Which conferences do I attend and present next, what about, and who would take one from me?
import { Button, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../../platform/client.ts'
import {
  Empty,
  Findings,
  findingsOf,
  Page,
  Section,
  Trouble,
  Waiting,
} from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { conferencesContract as contract, type MyConferences } from '../contract.ts'
import { CONFERENCES, myConferencesQuery, sayTimes } from './queries.ts'
import './conferences.css'

type Mine = MyConferences['sessions'][number]
type Props = { session: Mine; zone: string }

export function MyConferencesPage() {
  const { data, error } = useQuery(myConferencesQuery)
  if (error)
    return (
      <Page title="My conferences" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  const { sessions, zone } = data
  const offered = sessions.filter(({ mine }) => mine === 'offered')
  const presents = sessions.filter(({ mine }) => mine === 'presents')
  const next = sessions.filter(({ mine }) => mine !== 'offered' && mine !== 'presents')
  return (
    <Page
      title="My conferences"
      beside={
        <span className="subtle">
          {data.presented === 1
            ? 'One presentation this year'
            : `${data.presented} presentations this year`}
        </span>
      }
      actions={data.programmes.map(({ id, name }) => (
        <Button
          key={id}
          variant="default"
          renderRoot={(rest) => <Link to="/programmes/$id/conferences" params={{ id }} {...rest} />}
        >
          {data.programmes.length > 1 ? name : 'All conferences'}
        </Button>
      ))}
      narrow
    >
      {offered.length > 0 && (
        <Section title="Offered to you" count={offered.length}>
          <ul className="conference-cards">
            {offered.map((session) => (
              <Offered key={session.id} session={session} zone={zone} />
            ))}
          </ul>
        </Section>
      )}
      <Section title="I present" count={presents.length}>
        {presents.length === 0 ? (
          <Empty says="You present at no coming session." />
        ) : (
          <ul className="conference-cards">
            {presents.map((session) => (
              <Presented key={session.id} session={session} zone={zone} />
            ))}
          </ul>
        )}
      </Section>
      <Section title="Next four weeks" count={next.length}>
        {next.length === 0 ? (
          <Empty says="No conference asks for you in the next four weeks." />
        ) : (
          <ul className="rows">
            {next.map((session) => (
              <li key={session.id} data-off={session.state === 'cancelled' || undefined}>
                <span className="conference-mark" data-color={session.look.color} aria-hidden />
                <span className="conference-words">
                  <strong>{session.name}</strong>
                  <span className="small">{sayTimes(session, zone)}</span>
                  <span className="small subtle">{sayAbout(session)}</span>
                  <Way session={session} />
                </span>
                <Part session={session} />
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Page>
  )
}

const sayAbout = ({ room, presenter, topic }: Mine): string =>
  [room, presenter?.name, topic].filter(Boolean).join(' · ')

function Way({ session }: { session: Mine }) {
  if (session.link === '' || session.state === 'cancelled') return null
  return (
    <a href={session.link} className="conference-link" rel="noreferrer noopener" target="_blank">
      Join by link
    </a>
  )
}

/** Nothing is said of who simply comes. */
function Part({ session }: { session: Mine }) {
  if (session.state === 'cancelled')
    return (
      <span className="chip" data-tone="danger">
        cancelled
      </span>
    )
  const says: Partial<Record<Mine['mine'], string>> = {
    ...{ may: 'if you like', excused: 'excused', cannot: 'out of reach', away: 'away' },
  }
  const word = says[session.mine]
  if (!word) return null
  return <span className="chip">{session.why ? `${word}, ${session.why}` : word}</span>
}

function Head({ session, zone }: Props) {
  return (
    <>
      <div className="conference-card-head">
        <strong>{session.name}</strong>
        {session.state === 'cancelled' && (
          <span className="chip" data-tone="danger">
            cancelled: {session.reason}
          </span>
        )}
      </div>
      <p>{sayTimes(session, zone)}</p>
      {session.room && <p className="small subtle">{session.room}</p>}
      {session.trouble && (
        <p className="small">
          <span className="chip" data-tone="warning">
            {session.mine === 'presents' ? `You are ${session.trouble}` : session.trouble}
          </span>
        </p>
      )}
    </>
  )
}

function Offered({ session, zone }: Props) {
  const step = useStepOf<{ version: number }>(CONFERENCES)
  const params = { session: session.id }
  const answer = (takes: boolean) =>
    step.mutate({
      act: () => call(contract.answer, { params, body: { version: session.version, takes } }),
      says: takes ? 'You present.' : 'You have said no.',
    })
  const who = session.presenter?.name ?? 'Somebody'
  return (
    <li className="conference-card" data-color={session.look.color}>
      <Head session={session} zone={zone} />
      <p className="small">
        {who} would like you to present{session.topic && `: ${session.topic}`}
      </p>
      <Findings findings={step.error ? findingsOf(step.error) : []} />
      <div className="conference-acts">
        <Button loading={step.isPending} onClick={() => answer(true)}>
          I present
        </Button>
        <Button variant="default" onClick={() => answer(false)}>
          I cannot
        </Button>
      </div>
    </li>
  )
}

function Presented({ session, zone }: Props) {
  const step = useStepOf<{ version: number }>(CONFERENCES)
  const [topic, setTopic] = useState(session.topic)
  const [to, setTo] = useState<string | null>(null)
  const params = { session: session.id }
  const { version } = session
  const isOff = session.state === 'cancelled'
  const say = (words: string) => (of: number) =>
    call(contract.setTopic, { params, body: { version: of, topic: words } })
  const offer = (person: string | null) => (of: number) =>
    call(contract.offer, { params, body: { version: of, to: person } })
  const keep = () =>
    step.mutate({
      act: () => say(topic)(version),
      says: 'The topic is set.',
      undo: ({ version: now }) => say(session.topic)(now).then(() => setTopic(session.topic)),
    })
  const give = (person: string | null, says: string) =>
    step.mutate({
      act: () => offer(person)(version),
      says,
      undo: ({ version: now }) => offer(session.offeredTo?.id ?? null)(now),
    })
  const name = session.couldGive.find(({ id }) => id === to)?.name
  return (
    <li className="conference-card" data-color={session.look.color}>
      <Head session={session} zone={zone} />
      {!isOff && (
        <form
          className="conference-row"
          onSubmit={(event) => {
            event.preventDefault()
            keep()
          }}
        >
          <TextInput
            label={`Topic of ${session.name}, ${sayTimes(session, zone)}`}
            labelProps={{ className: 'vh' }}
            placeholder="Topic"
            value={topic}
            maxLength={200}
            onChange={(event) => setTopic(event.currentTarget.value)}
          />
          <Button
            type="submit"
            variant="default"
            disabled={topic.trim() === session.topic}
            loading={step.isPending}
          >
            Set the topic
          </Button>
        </form>
      )}
      {!isOff && session.offeredTo && (
        <div className="conference-acts">
          <span className="small">
            Offered to {session.offeredTo.name}; yours until they agree.
          </span>
          <Button variant="default" onClick={() => give(null, 'You present after all.')}>
            Take it back
          </Button>
        </div>
      )}
      {!isOff && !session.offeredTo && session.couldGive.length > 0 && (
        <div className="conference-row">
          <Select
            aria-label={`Give ${session.name}, ${sayTimes(session, zone)}, to`}
            placeholder="Give it to…"
            searchable
            clearable
            value={to}
            data={session.couldGive.map(({ id, name: label }) => ({ value: id, label }))}
            onChange={setTo}
          />
          {to !== null && (
            <Button variant="default" onClick={() => give(to, `${name} is asked.`)}>
              Ask {name}
            </Button>
          )}
        </div>
      )}
      <Findings findings={step.error ? findingsOf(step.error) : []} />
    </li>
  )
}
