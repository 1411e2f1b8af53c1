// Which calls are mine, who would take one, and what do others propose?
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { Empty, Page, Section, Trouble, Waiting } from '../../people/pages/frame.tsx'
import type { MyCalls } from '../contract.ts'
import type { CallItem } from '../schema.ts'
import { myCallsQuery, sayCall } from './queries.ts'
import { TradeRow } from './trade-row.tsx'
import { WaysDialog } from './ways-dialog.tsx'
import './swaps.css'

export function MyCallsPage() {
  const { id = '' } = useParams({ strict: false })
  const { data, error } = useQuery(myCallsQuery(id))
  const [giving, setGiving] = useState<CallItem>()
  if (error)
    return (
      <Page title="My calls" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  const forMe = data.trades.filter(({ may }) => may.accept)
  const others = data.trades.filter(({ may }) => !may.accept)
  return (
    <Page
      title="My calls"
      beside={<span className="subtle">{data.programme.name}</span>}
      actions={
        <>
          <Button
            variant="default"
            renderRoot={(rest) => <Link to="/programmes/$id/board" params={{ id }} {...rest} />}
          >
            Who is on
          </Button>
          <Button
            variant="default"
            renderRoot={(rest) => (
              <Link to="/programmes/$id/leave/mine" params={{ id }} {...rest} />
            )}
          >
            My leave
          </Button>
          {data.plans && (
            <Button
              variant="default"
              renderRoot={(rest) => <Link to="/programmes/$id/trades" params={{ id }} {...rest} />}
            >
              All trades
            </Button>
          )}
        </>
      }
      narrow
    >
      {forMe.length > 0 && (
        <Section title="For you" count={forMe.length}>
          <ul className="trade-list">
            {forMe.map((trade) => (
              <TradeRow key={trade.id} trade={trade} zone={data.zone} />
            ))}
          </ul>
        </Section>
      )}
      {others.length > 0 && (
        <Section title="On the way" count={others.length}>
          <ul className="trade-list">
            {others.map((trade) => (
              <TradeRow key={trade.id} trade={trade} zone={data.zone} />
            ))}
          </ul>
        </Section>
      )}
      <Section title="Ahead" count={data.calls.length}>
        {data.calls.length === 0 ? (
          <Empty says="You have no call ahead." />
        ) : (
          <ul className="rows">
            {data.calls.map((call) => (
              <li key={call.id} className="call-row">
                <span className="work-mark" data-color={call.look.color} aria-hidden />
                <span className="call-words">
                  <strong>{call.name}</strong>
                  <span className="small">{sayCall(call, data.zone)}</span>
                </span>
                <Button
                  variant="default"
                  aria-label={`Trade ${call.name}, ${sayCall(call, data.zone)}`}
                  onClick={() => setGiving(call)}
                >
                  Trade
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Owed data={data} />
      {giving && (
        <WaysDialog
          programme={id}
          zone={data.zone}
          call={giving}
          close={() => setGiving(undefined)}
        />
      )}
    </Page>
  )
}

function Owed({ data }: { data: MyCalls }) {
  if (data.owed.length === 0) return null
  return (
    <Section title="What is owed">
      <ul className="rows">
        {data.owed.map(({ id, name, points }) => (
          <li key={id}>
            {points > 0
              ? `You owe ${name} ${points} ${points === 1 ? 'point' : 'points'}.`
              : `${name} owes you ${-points} ${points === -1 ? 'point' : 'points'}.`}
          </li>
        ))}
      </ul>
    </Section>
  )
}
