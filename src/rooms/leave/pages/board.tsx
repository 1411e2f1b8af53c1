// Who wants to be away, which of it is clean, and who remains?
import { Button, TextInput } from '@mantine/core'
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
import { leaveContract as contract } from '../contract.ts'
import type { RequestView } from '../schema.ts'
import { AwayStrip } from './away-strip.tsx'
import { EndEarlier } from './end-earlier.tsx'
import { PolicyDialog } from './policy-dialog.tsx'
import { boardQuery, LEAVE, sayNext, sayParts, STATES } from './queries.ts'
import { Verdict } from './verdict.tsx'
import './leave.css'

export function LeavePage() {
  const { id = '' } = useParams({ strict: false })
  const { data, error } = useQuery(boardQuery(id))
  const [editing, setEditing] = useState(false)
  if (error)
    return (
      <Page title="Leave">
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  const asked = data.requests.filter(({ state }) => state === 'asked')
  const clean = asked.filter(({ verdict, may }) => verdict?.isClean && may.decide)
  const rest = asked.filter((one) => !clean.includes(one))
  const others = data.requests.filter(({ state }) => state !== 'asked')
  return (
    <Page
      title="Leave"
      beside={<span className="subtle">{data.programme.name}</span>}
      actions={
        <Button variant="default" onClick={() => setEditing(true)}>
          Types and policy
        </Button>
      }
    >
      <AwayStrip days={data.days} />
      {asked.length === 0 && (
        <Empty says="Nobody waits for an answer. Trainees ask from “My leave”; what is clean you approve here at once.">
          <Button
            variant="default"
            renderRoot={(rest_) => <Link to="/programmes/$id" params={{ id }} {...rest_} />}
          >
            The programme
          </Button>
        </Empty>
      )}
      {clean.length > 0 && (
        <Section title="Clean" count={clean.length}>
          <ApproveAll programme={id} clean={clean} />
          <ul className="leave-list">
            {clean.map((request) => (
              <AskedRow key={request.id} request={request} />
            ))}
          </ul>
        </Section>
      )}
      {rest.length > 0 && (
        <Section title="To look at" count={rest.length}>
          <ul className="leave-list">
            {rest.map((request) => (
              <AskedRow key={request.id} request={request} />
            ))}
          </ul>
        </Section>
      )}
      {others.length > 0 && (
        <Section title="Decided" count={others.length}>
          <ul className="leave-list">
            {others.map((request) => (
              <DecidedRow key={request.id} request={request} />
            ))}
          </ul>
        </Section>
      )}
      {editing && <PolicyDialog board={data} close={() => setEditing(false)} />}
    </Page>
  )
}

const undoOf = (id: string, request: string, version: number) =>
  call(contract.cancel, {
    params: { id, request },
    body: { version, reopens: true, answer: '' },
  })

function ApproveAll({ programme: id, clean }: { programme: string; clean: RequestView[] }) {
  const [left, setLeft] = useState<{ request: string; says: string }[]>([])
  const step = useStepOf<Awaited<ReturnType<typeof approveAll>>>(LEAVE)
  const approveAll = async () => {
    const requests = clean.map(({ id: request, version }) => ({ request, version }))
    const answer = await call(contract.approve, { params: { id }, body: { requests } })
    setLeft(answer.left)
    return answer
  }
  const name = (request: string) => clean.find((one) => one.id === request)?.person.name ?? ''
  return (
    <div className="leave-acts leave-bulk">
      <Button
        loading={step.isPending}
        onClick={() =>
          step.mutate({
            act: approveAll,
            says: 'Approved; it stands in the year.',
            undo: async ({ approved }) => {
              for (const { request, version } of approved) await undoOf(id, request, version)
            },
          })
        }
      >
        Approve all clean ({clean.length})
      </Button>
      {left.length > 0 && (
        <ul className="small" role="status">
          {left.map(({ request, says }) => (
            <li key={request}>
              Left: {name(request)}. {says}
            </li>
          ))}
        </ul>
      )}
      <Findings findings={step.error ? findingsOf(step.error) : []} />
    </div>
  )
}

function Head({ request }: { request: RequestView }) {
  const state = STATES[request.state]
  return (
    <>
      <div className="leave-head">
        <span>
          <strong>{request.person.name}</strong> {request.typeName}, {sayParts(request.parts)}
        </span>
        {request.state !== 'asked' && (
          <span className="chip" data-tone={state.tone}>
            {state.says}
          </span>
        )}
      </div>
      {(request.reason || request.answer || request.decidedBy || sayNext(request)) && (
        <p className="small subtle">
          {[
            ...(request.reason ? [`“${request.reason}”`] : []),
            ...(sayNext(request) ? [sayNext(request)] : []),
            ...(request.decidedBy ? [`decided by ${request.decidedBy}`] : []),
            ...(request.answer ? [`“${request.answer}”`] : []),
          ].join(' · ')}
        </p>
      )}
    </>
  )
}

/** Whoever opens the field means to type; it is the same function at every drawing, so only once. */
const focusOn = (field: HTMLInputElement | null) => field?.focus()

function AskedRow({ request }: { request: RequestView }) {
  const step = useStepOf<{ version: number; state: string }>(LEAVE)
  const [answer, setAnswer] = useState<string | null>(null)
  const { verdict, may } = request
  const params = { id: request.programme, request: request.id }
  const about = `${request.person.name}, ${sayParts(request.parts)}`
  const yes = verdict?.isClean ? 'Approve' : 'Approve all the same'
  const decide = (approves: boolean) =>
    step.mutate({
      act: () =>
        call(contract.decide, {
          params,
          body: { version: request.version, approves, answer: answer ?? '' },
        }),
      says: approves ? 'Approved.' : 'Declined.',
      ...(approves && {
        undo: async ({ version, state }) => {
          if (state === 'approved') await undoOf(params.id, params.request, version)
        },
      }),
    })
  return (
    <li className="leave-row">
      <Head request={request} />
      {verdict && <Verdict verdict={verdict} />}
      <Findings findings={step.error ? findingsOf(step.error) : []} />
      {may.decide && (
        <div className="leave-acts">
          {answer === null ? (
            <>
              <Button
                variant={verdict?.isClean ? 'filled' : 'default'}
                disabled={verdict?.findings.some(({ level }) => level === 'must') ?? true}
                loading={step.isPending}
                aria-label={`${yes}: ${about}`}
                onClick={() => decide(true)}
              >
                {yes}
              </Button>

              <Button
                variant="default"
                aria-label={`Decline with an answer: ${about}`}
                onClick={() => setAnswer('')}
              >
                Decline
              </Button>
            </>
          ) : (
            <>
              <TextInput
                className="leave-answer"
                label="Why not"
                description="They read it."
                value={answer}
                maxLength={300}
                ref={focusOn}
                onChange={(event) => setAnswer(event.currentTarget.value)}
              />
              <Button
                disabled={answer.trim().length < 3}
                loading={step.isPending}
                aria-label={`Decline: ${about}`}
                onClick={() => decide(false)}
              >
                Decline
              </Button>
              <Button variant="default" onClick={() => setAnswer(null)}>
                Back
              </Button>
            </>
          )}
        </div>
      )}
    </li>
  )
}

function DecidedRow({ request }: { request: RequestView }) {
  const step = useStepOf<unknown>(LEAVE)
  const params = { id: request.programme, request: request.id }
  const cancel = () =>
    step.mutate({
      act: () =>
        call(contract.cancel, {
          params,
          body: { version: request.version, reopens: true, answer: '' },
        }),
      says: 'Out of the year; it waits for an answer again.',
      undo: (answer) =>
        call(contract.decide, {
          params,
          body: {
            ...{ version: (answer as { version: number }).version, approves: true, answer: '' },
          },
        }),
    })
  return (
    <li className="leave-row">
      <Head request={request} />
      <Findings findings={step.error ? findingsOf(step.error) : []} />
      {(request.may.cancel || request.may.shorten) && (
        <div className="leave-acts">
          {request.may.cancel && (
            <Button
              variant="default"
              aria-label={`Take out of the year: ${request.person.name}, ${sayParts(request.parts)}`}
              onClick={cancel}
            >
              Take out of the year
            </Button>
          )}
          {request.may.shorten && <EndEarlier request={request} />}
        </div>
      )}
    </li>
  )
}
