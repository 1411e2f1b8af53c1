// One stay elsewhere: what is settled, what the director there says, what is lacking, who decides.
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { sayDay } from '../../../kernel/day.ts'
import { saySpan } from '../../../kernel/span.ts'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Page, Section, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { sayMoment } from '../../people/pages/say-moment.ts'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { offsiteContract as contract, type StaysView } from '../contract.ts'
import type { StayState, StayView } from '../schema.ts'
import { STAY_STATES, STAYS, stayQuery, staysQuery } from './queries.ts'
import { StayDialog } from './stay-dialog.tsx'
import { TaskList } from './task-list.tsx'
import './stays.css'

export function StayPage() {
  const { id = '', stay: of = '' } = useParams({ strict: false })
  const { data: stay, error } = useQuery(stayQuery(id, of))
  const { data: view } = useQuery(staysQuery(id))
  const [changing, setChanging] = useState(false)
  if (error)
    return (
      <Page title="Stay elsewhere" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!stay || !view) return <Waiting />
  const state = STAY_STATES[stay.state]
  return (
    <Page
      title={stay.place}
      beside={
        <span className="chip" data-tone={state.tone}>
          {state.says}
        </span>
      }
      actions={
        <>
          <Button
            variant="default"
            renderRoot={(rest) => <Link to="/programmes/$id/stays" params={{ id }} {...rest} />}
          >
            All stays
          </Button>
          {stay.may.change && (
            <Button variant="default" onClick={() => setChanging(true)}>
              Change
            </Button>
          )}
        </>
      }
      narrow
    >
      <p className="stay-lead">
        <Link to="/people/$id" params={{ id: stay.person.id }}>
          {stay.person.name}
        </Link>
        , {saySpan(stay)} {stay.to.slice(0, 4)}
        {stay.elective && ` · ${stay.elective.name}`}
        {stay.abroad && ' · abroad'}
      </p>
      {stay.aim && <p className="stay-aim">{stay.aim}</p>}
      <Decision stay={stay} programme={id} plans={view.plans} />
      <TaskList stay={stay} view={view} />
      <Director stay={stay} view={view} />
      <Rests stay={stay} />
      {changing && <StayDialog view={view} stay={stay} close={() => setChanging(false)} />}
    </Page>
  )
}

/** The next step, and for who decides: what is lacking. */
function Decision({
  stay,
  programme,
  plans,
}: {
  stay: StayView
  programme: string
  plans: boolean
}) {
  const step = useStepOf<unknown>(STAYS)
  const [note, setNote] = useState('')
  /** What was refused is of the stay as it stood then; it goes when that is mended. */
  const stands = `${stay.version} ${stay.settled} ${stay.director.says} ${stay.rests.length}`
  const [refusedAt, setRefusedAt] = useState('')
  const go = (to: StayState, says: string, back?: StayState) => {
    setRefusedAt(stands)
    step.mutate({
      act: () =>
        call(contract.step, {
          params: { id: programme, stay: stay.id },
          body: { state: to, note },
        }),
      says,
      ...(back
        ? {
            undo: () =>
              call(contract.step, {
                params: { id: programme, stay: stay.id },
                body: { state: back },
              }),
          }
        : {}),
    })
  }
  const decides = plans && stay.may.decide
  const isOpen = stay.state === 'draft' || stay.state === 'asked'
  return (
    <section className="card stay-decision" aria-label="Decision">
      <Told stay={stay} />
      {isOpen && stay.lacks.length > 0 && (
        <div className="findings" data-tone="warning" role="note">
          <strong>Lacking before it is confirmed</strong>
          <ul>
            {stay.lacks.map((says) => (
              <li key={says}>{says}</li>
            ))}
          </ul>
        </div>
      )}
      {decides && stay.state === 'asked' && (
        <TextInput
          label="Note"
          description="The trainee reads it."
          value={note}
          maxLength={500}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      )}
      <Findings findings={step.error && refusedAt === stands ? findingsOf(step.error) : []} />
      <div className="stay-acts">
        {stay.state === 'draft' && (
          <Button loading={step.isPending} onClick={() => go('asked', 'Asked for.', 'draft')}>
            Ask for it
          </Button>
        )}
        {decides && stay.state === 'asked' && (
          <>
            <Button
              loading={step.isPending}
              onClick={() => go('confirmed', 'The stay is confirmed.', 'asked')}
            >
              Confirm
            </Button>
            <Button variant="default" onClick={() => go('declined', 'Declined.', 'asked')}>
              Decline
            </Button>
          </>
        )}
        {decides && (stay.state === 'confirmed' || stay.state === 'declined') && (
          <Button variant="default" onClick={() => go('asked', 'Taken back.')}>
            Take it back
          </Button>
        )}
        {(isOpen || stay.state === 'confirmed') && (
          <Button
            variant="default"
            onClick={() =>
              go('withdrawn', 'Withdrawn.', stay.state === 'confirmed' ? undefined : 'draft')
            }
          >
            Withdraw
          </Button>
        )}
        {stay.state === 'withdrawn' && (
          <Button variant="default" onClick={() => go('draft', 'It is being prepared again.')}>
            Begin again
          </Button>
        )}
      </div>
    </section>
  )
}

function Told({ stay }: { stay: StayView }) {
  if (stay.decided)
    return (
      <p>
        {stay.state === 'confirmed' ? 'Confirmed' : 'Declined'} by {stay.decided.by} on{' '}
        {sayDay(stay.decided.on, { year: true })}.{stay.note && ` “${stay.note}”`}
      </p>
    )
  return (
    <>
      <p>
        {stay.state === 'confirmed' || stay.lacks.length > 0
          ? 'It counts once it is confirmed.'
          : 'Nothing is lacking.'}
      </p>
      {stay.note && <p className="small">{stay.note}</p>}
    </>
  )
}

function Director({ stay, view }: { stay: StayView; view: StaysView }) {
  const step = useStepOf<unknown>(STAYS)
  const { director } = stay
  const isOpen = stay.state === 'draft' || stay.state === 'asked'
  const ask = () =>
    step.mutate({
      act: () => call(contract.askDirector, { params: { id: view.programme.id, stay: stay.id } }),
      says: `A letter goes to ${director.email}.`,
    })
  return (
    <Section title="The director there">
      <p>
        {director.name || 'Nobody is named yet'}
        {director.email && <span className="subtle"> · {director.email}</span>}
      </p>
      {director.says ? (
        <p>
          <span className="chip" data-tone={director.says === 'agrees' ? 'success' : 'danger'}>
            {director.says}
          </span>{' '}
          on {sayDay(director.on!, { year: true })}
          {director.note && `: “${director.note}”`}
        </p>
      ) : (
        <p className="small subtle">
          {director.askedUntil
            ? `Asked by letter; the link is good until ${sayMoment(director.askedUntil)}.`
            : 'Not asked yet.'}
        </p>
      )}
      <Findings findings={step.error ? findingsOf(step.error) : []} />
      {view.plans && isOpen && director.says === null && (
        <Button variant="default" loading={step.isPending} onClick={ask}>
          {director.askedUntil ? 'Send the letter again' : 'Send a letter with a link'}
        </Button>
      )}
    </Section>
  )
}

function Rests({ stay }: { stay: StayView }) {
  return (
    <Section title="Rests on">
      {stay.rests.length === 0 ? (
        <p className="subtle">No agreement covers all of its days.</p>
      ) : (
        <ul className="rows">
          {stay.rests.map((one) => (
            <li key={one.id}>
              {one.title} with {one.siteName}, {sayDay(one.from, { year: true })} to{' '}
              {sayDay(one.to, { year: true })}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
