// Who goes where, and on which agreements does that rest?
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { sayDay } from '../../../kernel/day.ts'
import { saySpan } from '../../../kernel/span.ts'
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
import { offsiteContract as contract, type StaysView } from '../contract.ts'
import type { Agreement, StaySummary } from '../schema.ts'
import { AgreementDialog } from './agreement-dialog.tsx'
import { AGREEMENT_STATES, STAY_STATES, STAYS, staysQuery } from './queries.ts'
import { Ribbon } from './ribbon.tsx'
import { StayDialog } from './stay-dialog.tsx'
import './stays.css'

export function StaysPage() {
  const { id = '' } = useParams({ strict: false })
  const { data, error } = useQuery(staysQuery(id))
  const [open, setOpen] = useState<'stay' | 'agreement'>()
  if (error)
    return (
      <Page title="Stays elsewhere" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  const ask = (data.asks || data.plans) && (
    <Button onClick={() => setOpen('stay')}>Ask for a stay</Button>
  )
  return (
    <Page
      title="Stays elsewhere"
      beside={<span className="subtle">{data.programme.name}</span>}
      actions={data.stays.length > 0 && ask}
    >
      <Ribbon view={data} />
      {data.stays.length === 0 ? (
        <Empty
          says={
            data.plans
              ? 'Nobody has asked for time at another hospital. Who does, gets a list of what must be settled, and you see what is lacking.'
              : 'You have not asked for time at another hospital. Say where and when: the list of what must be settled comes by itself.'
          }
        >
          {ask}
        </Empty>
      ) : (
        <Section title="Stays" count={data.stays.length}>
          <ul className="rows">
            {data.stays.map((stay) => (
              <StayRow key={stay.id} stay={stay} view={data} />
            ))}
          </ul>
        </Section>
      )}
      <Agreements view={data} add={() => setOpen('agreement')} />
      {open === 'stay' && <StayDialog view={data} close={() => setOpen(undefined)} />}
      {open === 'agreement' && <AgreementDialog view={data} close={() => setOpen(undefined)} />}
    </Page>
  )
}

function StayRow({ stay, view }: { stay: StaySummary; view: StaysView }) {
  const state = STAY_STATES[stay.state]
  const isLate = stay.nextDue !== null && stay.nextDue < view.today
  const isOpen = stay.state === 'draft' || stay.state === 'asked'
  return (
    <li className="stay-row">
      <Link to="/programmes/$id/stays/$stay" params={{ id: view.programme.id, stay: stay.id }}>
        <span className="stay-words">
          <strong>
            {view.plans && `${stay.person.name}: `}
            {stay.place}
          </strong>
          <span className="small subtle">
            {saySpan(stay)}
            {stay.elective && ` · ${stay.elective.name}`}
          </span>
          {isOpen && (
            <span className="small stay-due" data-tone={isLate ? 'danger' : undefined}>
              {stay.settled} of {stay.tasks} settled
              {stay.nextDue && `, next due ${sayDay(stay.nextDue)}${isLate ? ' (late)' : ''}`}
            </span>
          )}
        </span>
        <span className="chip" data-tone={state.tone}>
          {state.says}
        </span>
        <ChevronRight size={16} aria-hidden />
      </Link>
    </li>
  )
}

function Agreements({ view, add }: { view: StaysView; add: () => void }) {
  const button = view.plans && (
    <Button variant="default" onClick={add}>
      Write down an agreement
    </Button>
  )
  if (view.agreements.length === 0 && !view.plans) return null
  return (
    <Section title="Agreements" count={view.agreements.length}>
      {view.agreements.length === 0 ? (
        <Empty says="No agreement with another house is written down. A stay is confirmed only when one covers all of its days.">
          {button}
        </Empty>
      ) : (
        <>
          <ul className="rows">
            {view.agreements.map((one) => (
              <AgreementRow key={one.id} one={one} view={view} />
            ))}
          </ul>
          <p>{button}</p>
        </>
      )}
    </Section>
  )
}

function AgreementRow({ one, view }: { one: Agreement; view: StaysView }) {
  const step = useStepOf<{ stays: string[] }>(STAYS)
  const state = AGREEMENT_STATES[one.state]
  const id = view.programme.id
  const { site, title, from, to, alarmDays, note } = one
  const end = () =>
    step.mutate({
      act: () => call(contract.endAgreement, { params: { id, agreement: one.id } }),
      says:
        one.stays > 0
          ? `${title} is ended. Stays that rested on it alone are to be confirmed anew.`
          : `${title} is ended.`,
      undo: () =>
        call(contract.addAgreement, {
          params: { id },
          body: { site, title, from, to, alarmDays, note },
        }),
    })
  return (
    <li className="stay-agreement-row">
      <div className="stay-words">
        <strong>{one.siteName}</strong>
        <span className="small subtle">
          {title} · {sayDay(from, { year: true })} to {sayDay(to, { year: true })}
          {one.stays > 0 && ` · ${one.stays} confirmed`}
        </span>
        {note && <span className="small subtle">{note}</span>}
        <Findings findings={step.error ? findingsOf(step.error) : []} />
      </div>
      <span className="chip" data-tone={state.tone}>
        {state.says}
      </span>
      {view.plans && (
        <Button
          variant="default"
          size="compact-md"
          loading={step.isPending}
          aria-label={`End it: ${title} with ${one.siteName}`}
          onClick={end}
        >
          End it
        </Button>
      )}
    </li>
  )
}
