// What leave may I still take, what have I asked for, and may I have these days?
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
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
import { balancesOf } from '../balances.ts'
import { leaveContract as contract } from '../contract.ts'
import type { LeaveWorld, RequestView } from '../schema.ts'
import { EndEarlier } from './end-earlier.tsx'
import { LEAVE, mineQuery, sayNext, sayParts, STATES } from './queries.ts'
import { RequestForm } from './request-form.tsx'
import { Verdict } from './verdict.tsx'
import './leave.css'

export function MyLeavePage() {
  const { id = '' } = useParams({ strict: false })
  const { data, error } = useQuery(mineQuery(id))
  const [changing, setChanging] = useState<string>()
  if (error)
    return (
      <Page title="My leave" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  const { world, requests } = data
  return (
    <Page
      title="My leave"
      beside={<span className="subtle">{data.programme.name}</span>}
      actions={
        <>
          <Button
            variant="default"
            renderRoot={(rest) => <Link to="/programmes/$id/calls" params={{ id }} {...rest} />}
          >
            My calls
          </Button>
          {data.plans && (
            <Button
              variant="default"
              renderRoot={(rest) => <Link to="/programmes/$id/leave" params={{ id }} {...rest} />}
            >
              Leave of all
            </Button>
          )}
        </>
      }
      narrow
    >
      {world ? (
        <>
          <Balances world={world} />
          <Section title="Ask for leave">
            <RequestForm programme={id} world={world} done={() => setChanging(undefined)} />
          </Section>
          <Section title="My requests" count={requests.length}>
            {requests.length === 0 ? (
              <Empty says="You have not asked for any leave yet. Choose the days above; you see at once whether they are clean." />
            ) : (
              <ul className="leave-list">
                {requests.map((request) =>
                  changing === request.id ? (
                    <li key={request.id}>
                      <RequestForm
                        programme={id}
                        world={world}
                        request={request}
                        done={() => setChanging(undefined)}
                      />
                    </li>
                  ) : (
                    <MyRequest
                      key={request.id}
                      request={request}
                      change={() => setChanging(request.id)}
                    />
                  ),
                )}
              </ul>
            )}
          </Section>
        </>
      ) : (
        <Empty says="Leave is asked for by those who train in this programme.">
          {data.plans && (
            <Button
              renderRoot={(rest) => <Link to="/programmes/$id/leave" params={{ id }} {...rest} />}
            >
              Leave of all
            </Button>
          )}
        </Empty>
      )}
    </Page>
  )
}

function Balances({ world }: { world: LeaveWorld }) {
  const balances = balancesOf(world, world.today)
  if (balances.length === 0) return null
  return (
    <Section
      title={`Balances, July ${balances[0]!.from.slice(0, 4)} to June ${balances[0]!.to.slice(0, 4)}`}
    >
      <ul className="leave-balances">
        {balances.map(({ type, allowed, carried, taken, asked, left }) => {
          const all = Math.max(1, allowed + carried)
          return (
            <li key={type.id}>
              <span className="leave-balance-head">
                <strong>{type.name}</strong>
                <span className="small num">
                  {left} of {allowed + carried} left
                </span>
              </span>
              <span className="leave-bar" aria-hidden>
                <span
                  data-kind="taken"
                  style={{ inlineSize: `${Math.min(100, (taken / all) * 100)}%` }}
                />
                <span
                  data-kind="asked"
                  style={{ inlineSize: `${Math.min(100, (asked / all) * 100)}%` }}
                />
              </span>
              <span className="small subtle">
                {taken} approved{asked > 0 && `, ${asked} asked for`}
                {carried > 0 && `, ${carried} from last year`}
              </span>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

function MyRequest({ request, change }: { request: RequestView; change: () => void }) {
  const step = useStepOf<{ version: number }>(LEAVE)
  const { may, verdict } = request
  const params = { id: request.programme, request: request.id }
  const state = STATES[request.state]
  const says = `${request.typeName}, ${sayParts(request.parts)}`
  const word = request.state === 'draft' || request.state === 'asked' ? 'Change' : 'Ask again'
  const withdraw = () =>
    step.mutate({
      act: () => call(contract.withdraw, { params, body: { version: request.version } }),
      says: 'Taken back.',
      undo: ({ version }) =>
        call(contract.change, {
          params,
          body: {
            ...{ type: request.type, parts: request.parts, reason: request.reason ?? '' },
            ...{ asks: true, version },
          },
        }),
    })
  return (
    <li className="leave-row">
      <div className="leave-head">
        <strong>{says}</strong>
        <span className="chip" data-tone={state.tone}>
          {state.says}
        </span>
      </div>
      {sayNext(request) && <p className="small subtle">{sayNext(request)}</p>}
      {request.answer && <p className="small">“{request.answer}”</p>}
      {verdict && <Verdict verdict={verdict} />}
      <Findings findings={step.error ? findingsOf(step.error) : []} />
      {(may.change || may.withdraw || may.shorten) && (
        <div className="leave-acts">
          {may.change && (
            <Button variant="default" aria-label={`${word}: ${says}`} onClick={change}>
              {word}
            </Button>
          )}
          {may.withdraw && (
            <Button variant="default" aria-label={`Take back: ${says}`} onClick={withdraw}>
              Take back
            </Button>
          )}
          {may.shorten && <EndEarlier request={request} />}
        </div>
      )}
    </li>
  )
}
