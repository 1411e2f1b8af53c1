// What has been planned and is not published: how far is it, how fair, and what speaks against it?
import { Button, Loader, Progress } from '@mantine/core'
import { addDays, type Day } from '../../../kernel/day.ts'
import { sayCount } from '../../../kernel/finding.ts'
import { saySpan } from '../../../kernel/span.ts'
import { call } from '../../../platform/client.ts'
import { Trouble } from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { callContract as contract } from '../contract.ts'
import { HoursAhead } from '../../hours/pages/hours-ahead.tsx'
import type { CallKind, CallProgress, ProposalView } from '../schema.ts'
import { LedgerBars } from './ledger.tsx'
import { CALL } from './queries.ts'

const TITLES = { waiting: 'Being planned', ready: 'Planned', failed: 'Could not be planned' }

export function Proposal(props: {
  programme: string
  proposal: ProposalView
  kinds: readonly CallKind[]
  today: Day
}) {
  const { proposal } = props
  const { state, says } = proposal
  if (state === 'published' || state === 'discarded') return null
  return (
    <section className="card call-proposal" aria-label="Planned calls" data-state={state}>
      <h2>
        {TITLES[state]}: {saySpan(proposal)}
      </h2>
      {state === 'waiting' && <HowFar says={says} progress={proposal.progress} />}
      {state !== 'waiting' && says !== '' && (
        <Notes
          title={state === 'failed' ? 'What happened' : 'To know before it is published'}
          lines={says.split('\n')}
        />
      )}
      {state === 'ready' && (
        <>
          <p>
            {sayCount(proposal.calls.length, 'call')} planned. Publishing adds {proposal.added} and
            takes away {proposal.removed}; whoever gets or loses one is told.
          </p>
          <HoursAhead
            foreseen={proposal.foreseen}
            pack={proposal.pack}
            come="would come with these calls"
          />
          {proposal.unmet.length > 0 && (
            <Notes title="Wishes that are not granted" lines={proposal.unmet} />
          )}
          <LedgerBars
            ledger={proposal.ledger}
            kinds={props.kinds}
            says="The year, with the planned calls."
          />
        </>
      )}
      <Acts programme={props.programme} proposal={proposal} today={props.today} />
    </section>
  )
}

function Acts(props: { programme: string; proposal: ProposalView; today: Day }) {
  const { programme, proposal, today } = props
  const step = useStepOf<unknown>(CALL)
  const params = { id: programme, proposal: proposal.id }
  const { state } = proposal
  const act = (what: 'publish' | 'stop' | 'discard', says: string) =>
    step.mutate({ act: () => call(contract[what], { params }), says })
  const tomorrow = addDays(today, 1)
  const from = proposal.from > tomorrow ? proposal.from : tomorrow
  const again = () =>
    step.mutate({
      act: () =>
        call(contract.plan, {
          params: { id: programme },
          body: { from, to: proposal.to, seconds: proposal.seconds },
        }),
      says: `Planning ${saySpan({ from, to: proposal.to })} again.`,
    })
  return (
    <>
      {step.error && <Trouble error={step.error} />}
      <div className="call-acts">
        {state === 'failed' && from <= proposal.to && (
          <Button loading={step.isPending} onClick={again}>
            Plan again
          </Button>
        )}
        {state === 'ready' && (
          <Button loading={step.isPending} onClick={() => act('publish', 'Published.')}>
            Publish
          </Button>
        )}
        {state === 'waiting' && (
          <Button
            variant="default"
            disabled={step.isPending}
            onClick={() => act('stop', 'Stopped. The best so far is kept.')}
          >
            Stop, keep the best so far
          </Button>
        )}
        <Button
          variant="default"
          disabled={step.isPending}
          onClick={() => act('discard', 'Discarded.')}
        >
          Discard
        </Button>
      </div>
    </>
  )
}

function HowFar({ says, progress }: { says: string; progress: CallProgress | null }) {
  const done = progress ? ((progress.nth - (progress.found ? 0.5 : 1)) / progress.of) * 100 : 0
  return (
    <>
      <p role="status">
        <Loader size="xs" /> {says}
      </p>
      {progress && (
        <>
          <Progress value={done} aria-label="How far planning is" />
          <p className="small subtle num">
            {progress.found
              ? `A legal roster is found (${progress.seconds} s).`
              : 'No legal roster yet.'}
            {progress.missed !== null &&
              ` Unevenness ${progress.missed.toFixed(2)}${progress.bound === null ? '' : `, at best ${progress.bound.toFixed(2)}`}.`}
          </p>
        </>
      )}
    </>
  )
}

function Notes({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <div className="findings" data-tone="warning" role="note">
      <strong>{title}</strong>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  )
}
