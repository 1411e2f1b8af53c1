// Which trades wait for an approval, what has become of the others, and by which rules are they made?
import { Button, Checkbox, NumberInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { call } from '../../../platform/client.ts'
import { Empty, Page, Section, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { useMe } from '../../people/pages/session.ts'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { swapsContract as contract } from '../contract.ts'
import type { SwapPolicy } from '../schema.ts'
import { TRADES, tradesQuery } from './queries.ts'
import { TradeRow } from './trade-row.tsx'
import './swaps.css'

export function TradesPage() {
  const { id = '' } = useParams({ strict: false })
  const { institution } = useMe()
  const { data, error } = useQuery(tradesQuery(id))
  if (error)
    return (
      <Page title="Trades of calls" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  const zone = institution?.timeZone ?? 'UTC'
  const waiting = data.trades.filter(({ state }) => state === 'accepted')
  const others = data.trades.filter(({ state }) => state !== 'accepted')
  return (
    <Page
      title="Trades of calls"
      actions={
        <Button
          variant="default"
          renderRoot={(rest) => <Link to="/programmes/$id/board" params={{ id }} {...rest} />}
        >
          Who is on
        </Button>
      }
      narrow
    >
      <Policy programme={id} policy={data.policy} />
      {data.trades.length === 0 ? (
        <Empty says="Nobody has proposed a trade yet. Trainees do so from their calls; here you approve what all have agreed to." />
      ) : (
        <>
          <Section title="To approve" count={waiting.length}>
            {waiting.length === 0 ? (
              <p className="subtle">Nothing waits for you.</p>
            ) : (
              <ul className="trade-list">
                {waiting.map((trade) => (
                  <TradeRow key={trade.id} trade={trade} zone={zone} />
                ))}
              </ul>
            )}
          </Section>
          {others.length > 0 && (
            <Section title="Others" count={others.length}>
              <ul className="trade-list">
                {others.map((trade) => (
                  <TradeRow key={trade.id} trade={trade} zone={zone} />
                ))}
              </ul>
            </Section>
          )}
        </>
      )}
      {data.ledger.length > 0 && (
        <Section title="Who gave to whom">
          <ul className="rows">
            {data.ledger.map(({ from, to, points, trades }) => (
              <li key={`${from} ${to}`}>
                {from} gave {to} {points} {points === 1 ? 'point' : 'points'} in {trades}{' '}
                {trades === 1 ? 'call' : 'calls'}.
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}

function Policy({ programme: id, policy }: { programme: string; policy: SwapPolicy }) {
  const step = useStepOf<unknown>(TRADES)
  const put = (next: SwapPolicy) => {
    const set = (body: SwapPolicy) => call(contract.setPolicy, { params: { id }, body })
    step.mutate({ act: () => set(next), says: 'Set.', undo: () => set(policy) })
  }
  return (
    <div className="card swap-policy">
      <Checkbox
        label="What breaks nothing needs no approval"
        description="When all agree and nothing is odd, the calls change hands at once."
        checked={policy.autoApprove}
        onChange={(event) => put({ ...policy, autoApprove: event.currentTarget.checked })}
      />
      <NumberInput
        label="Open until so many hours before"
        value={policy.noticeHours}
        min={0}
        max={720}
        allowDecimal={false}
        onBlur={(event) => {
          const hours = Number(event.currentTarget.value)
          if (Number.isInteger(hours) && hours >= 0 && hours <= 720 && hours !== policy.noticeHours)
            put({ ...policy, noticeHours: hours })
        }}
      />
    </div>
  )
}
