// One trade of calls: who gives what to whom, who has agreed, and what one may do about it.
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { sayList } from '../../../kernel/finding.ts'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { swapsContract as contract } from '../contract.ts'
import type { TradeView } from '../schema.ts'
import { sayCall, TRADE_STATES, TRADES } from './queries.ts'

export function TradeRow({ trade, zone }: { trade: TradeView; zone: string }) {
  const step = useStepOf<unknown>(TRADES)
  const [reason, setReason] = useState('')
  const params = { id: trade.programme, trade: trade.id }
  const state = TRADE_STATES[trade.state]
  const agree = (agrees: boolean) =>
    step.mutate({
      act: () => call(contract.agree, { params, body: { agrees } }),
      says: agrees ? 'You have agreed.' : 'You have declined.',
    })
  const decide = (approves: boolean) =>
    step.mutate({
      act: () => call(contract.decide, { params, body: { approves, reason } }),
      says: approves ? 'The calls have changed hands.' : 'Not approved.',
    })
  const withdraw = () =>
    step.mutate({ act: () => call(contract.withdraw, { params }), says: 'Withdrawn.' })
  const { may } = trade
  return (
    <li className="trade-row">
      <div className="trade-head">
        <ul className="trade-legs">
          {trade.legs.map((leg) => (
            <li key={leg.call.id}>
              <span className="work-mark" data-color={leg.call.look.color} aria-hidden />
              <span>
                <strong>{leg.call.name}</strong> {sayCall(leg.call, zone)}
                <span className="small subtle trade-way">
                  {leg.from.name} → {leg.to?.name ?? 'whoever takes it'}
                </span>
              </span>
            </li>
          ))}
        </ul>
        <span className="chip" data-tone={state.tone}>
          {state.says}
        </span>
      </div>
      <p className="small subtle">
        {trade.askedBy.name}
        {trade.note && `: “${trade.note}”`}
        {trade.decidedBy && ` · decided by ${trade.decidedBy}`}
        {trade.reason && `: “${trade.reason}”`}
      </p>
      <Findings findings={trade.musts} title="It cannot be done as it stands" />
      {trade.notices.length > 0 && (
        <p className="small">Good to know: {sayList(trade.notices.map(({ says }) => says))}</p>
      )}
      <Findings findings={step.error ? findingsOf(step.error) : []} />
      {may.decide && (
        <TextInput
          label="Reason, if you do not approve"
          value={reason}
          maxLength={300}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <div className="trade-acts">
        {may.accept && (
          <Button loading={step.isPending} onClick={() => agree(true)}>
            {trade.state === 'open' ? 'I take it' : 'I agree'}
          </Button>
        )}
        {may.decline && (
          <Button variant="default" onClick={() => agree(false)}>
            Decline
          </Button>
        )}
        {may.decide && (
          <>
            <Button
              loading={step.isPending}
              disabled={trade.musts.length > 0}
              onClick={() => decide(true)}
            >
              Approve
            </Button>
            <Button variant="default" onClick={() => decide(false)}>
              Do not approve
            </Button>
          </>
        )}
        {may.withdraw && (
          <Button variant="default" onClick={withdraw}>
            Withdraw
          </Button>
        )}
      </div>
    </li>
  )
}
