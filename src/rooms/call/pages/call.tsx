// Who has call when, is it shared fairly, and what is planned?
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type Day, sayDay } from '../../../kernel/day.ts'
import { sayCount } from '../../../kernel/finding.ts'
import { saySpan } from '../../../kernel/span.ts'
import { Page, Section, Trouble, Waiting } from '../../people/pages/frame.tsx'
import type { CallView } from '../contract.ts'
import { Holidays } from './holidays.tsx'
import { Kinds } from './kinds.tsx'
import { LedgerBars } from './ledger.tsx'
import { MonthOfCall } from './month.tsx'
import { PlanDialog } from './plan-dialog.tsx'
import { Proposal } from './proposal.tsx'
import { callQuery } from './queries.ts'
import { Wishes } from './wishes.tsx'
import './call.css'

export function CallPage() {
  const { id = '' } = useParams({ strict: false })
  const { data, error } = useQuery(callQuery(id))
  const [isPlanning, setPlanning] = useState(false)
  if (error)
    return (
      <Page title="Call">
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  const isBusy = data.proposal?.state === 'waiting'
  return (
    <Page
      title="Call"
      beside={<span className="subtle">{data.programme.name}</span>}
      actions={
        <>
          <Button
            variant="default"
            renderRoot={(rest) => <Link to="/programmes/$id/board" params={{ id }} {...rest} />}
          >
            Who is on
          </Button>
          {data.plans && data.kinds.length > 0 && (
            <Button
              variant="default"
              renderRoot={(rest) => (
                <Link to="/programmes/$id/call/year" params={{ id }} {...rest} />
              )}
            >
              The year with its call
            </Button>
          )}
          {data.plans && data.kinds.length > 0 && (
            <Button disabled={isBusy} onClick={() => setPlanning(true)}>
              Plan a range
            </Button>
          )}
        </>
      }
    >
      <Contents data={data} />
      {isPlanning && (
        <PlanDialog
          programme={id}
          today={data.today}
          year={data.year}
          close={() => setPlanning(false)}
        />
      )}
    </Page>
  )
}

function Contents({ data }: { data: CallView }) {
  const { proposal, year, kinds } = data
  if (kinds.length === 0)
    return (
      <>
        <Kinds data={data} />
        <Holidays data={data} />
      </>
    )
  const span = `${sayDay(year.from, { year: true })} to ${sayDay(year.to, { year: true })}`
  return (
    <>
      {proposal && (
        <Proposal
          today={data.today}
          programme={data.programme.id}
          proposal={proposal}
          kinds={kinds}
        />
      )}
      <Section title="Month by month">
        <MonthOfCall data={data} />
      </Section>
      <Wishes data={data} />
      <Section title="Shared how?">
        <LedgerBars ledger={data.ledger} kinds={kinds} says={`Published calls, ${span}.`} />
      </Section>
      <Kinds data={data} />
      <Holidays data={data} />
      {data.published.length > 0 && (
        <Section title="Published" count={data.published.length}>
          <ul className="rows">
            {data.published.map((one) => (
              <li key={one.at} className="call-holiday">
                <span className="num">{sayDay(one.at.slice(0, 10) as Day, { year: true })}</span>
                <span>
                  {saySpan(one)}: {sayCount(one.calls, 'call')}, by {one.by}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}
