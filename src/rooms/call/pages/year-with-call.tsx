// Is the year better when rotations, leave and call are planned at once? Both ways side by side.
import { Button, Loader, Progress, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { sayCount } from '../../../kernel/finding.ts'
import { saySpan } from '../../../kernel/span.ts'
import { call } from '../../../platform/client.ts'
import { Empty, Page, Section, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { callYearContract as contract } from '../year-contract.ts'
import { type CallYears, ways } from '../year-schema.ts'
import { ThinkTime } from '../../rota/pages/think-time.tsx'
import { CALL, callYearsQuery } from './queries.ts'
import { Beside, WORDS } from './year-ways.tsx'
import './call.css'

export function YearWithCallPage() {
  const { id = '' } = useParams({ strict: false })
  const { data, error } = useQuery(callYearsQuery(id))
  return (
    <Page
      title="The year with its call"
      beside={<span className="subtle">{data?.programme.name}</span>}
      actions={
        <Button
          variant="default"
          renderRoot={(rest) => <Link to="/programmes/$id/call" params={{ id }} {...rest} />}
        >
          Call
        </Button>
      }
    >
      {error && <Trouble error={error} />}
      {!error && !data && <Waiting />}
      {data && <Contents data={data} />}
    </Page>
  )
}

function Contents({ data }: { data: CallYears }) {
  const { id } = data.programme
  if (data.kinds === 0)
    return (
      <Empty says="This programme has no kinds of call yet.">
        <Button renderRoot={(rest) => <Link to="/programmes/$id/call" params={{ id }} {...rest} />}>
          Add a kind of call
        </Button>
      </Empty>
    )
  if (data.drafts.length === 0)
    return (
      <Empty says="There is no draft of a year that is still ahead.">
        <Button renderRoot={(rest) => <Link to="/plans" {...rest} />}>Begin a draft</Button>
      </Empty>
    )
  return (
    <>
      <Ask data={data} />
      {data.latest && <Latest programme={id} latest={data.latest} />}
    </>
  )
}

function Ask({ data }: { data: CallYears }) {
  const { draft: wanted } = useSearch({ strict: false }) as { draft?: string }
  const [chosen, setChosen] = useState(wanted ?? data.latest?.draft ?? data.drafts[0]!.id)
  const [seconds, setSeconds] = useState('30')
  const draft = data.drafts.find(({ id }) => id === chosen) ?? data.drafts[0]!
  const step = useStepOf<unknown>(CALL)
  const isBusy = data.latest?.state === 'waiting'
  const ask = () =>
    step.mutate({
      act: () =>
        call(contract.ask, {
          params: { id: data.programme.id },
          body: { draft: draft.id, seconds: Number(seconds) },
        }),
      says: `Planning “${draft.name}” both ways.`,
    })
  return (
    <section className="card call-year-ask" aria-label="What is planned">
      <p>
        A year is planned twice from the rules, pins and wishes of a draft: with call on top of it,
        and with rotations, leave and call decided in one solve. You compare them; the draft stays
        as it is until you take one over.
      </p>
      <Select
        label="Draft"
        data={data.drafts.map(({ id, name, title }) => ({ value: id, label: `${title}: ${name}` }))}
        value={draft.id}
        allowDeselect={false}
        onChange={(value) => value && setChosen(value)}
      />
      <ThinkTime label="Think for each of the two years" value={seconds} onChange={setSeconds} />
      {step.error && <Trouble error={step.error} />}
      <div className="call-acts">
        <Button disabled={isBusy} loading={step.isPending} onClick={ask}>
          Plan both ways
        </Button>
      </div>
    </section>
  )
}

type LatestYear = NonNullable<CallYears['latest']>

function Latest({ programme, latest }: { programme: string; latest: LatestYear }) {
  const step = useStepOf<unknown>(CALL)
  const params = { id: programme, callYear: latest.id }
  const { state, says } = latest
  const isChanged = state === 'ready' && latest.version !== latest.askedVersion
  return (
    <Section title={`${latest.draftName}, ${saySpan(latest)}`}>
      <div className="call-year-latest">
        {state === 'waiting' && <HowFar latest={latest} />}
        {state === 'failed' && (
          <div className="findings" data-tone="warning" role="note">
            <strong>Could not be planned</strong>
            <p>{says}</p>
          </div>
        )}
        {isChanged && (
          <p className="small subtle">
            The draft has been edited since it was planned. What differs is counted from how it is
            now.
          </p>
        )}
        {(latest.ways.apart ?? latest.ways.together) && <Beside latest={latest} />}
        {step.error && <Trouble error={step.error} />}
        <div className="call-acts">
          {state === 'ready' &&
            ways.map((way) => {
              const result = latest.ways[way]
              if (!result?.found) return null
              return (
                <Button
                  key={way}
                  variant={way === 'together' ? 'filled' : 'default'}
                  disabled={step.isPending}
                  onClick={() =>
                    step.mutate({
                      act: () =>
                        call(contract.take, { params, body: { way, version: latest.version } }),
                      says: `In the draft, where it can be undone. ${sayCount(result.calls, 'call')} wait under Call until the year is published.`,
                    })
                  }
                >
                  Take over: {WORDS[way].title.toLowerCase()}
                </Button>
              )
            })}
          {state === 'waiting' && (
            <Button
              variant="default"
              disabled={step.isPending}
              onClick={() =>
                step.mutate({
                  act: () => call(contract.stop, { params }),
                  says: 'Stopped. The best so far is kept.',
                })
              }
            >
              Stop, keep the best so far
            </Button>
          )}
          <Button
            variant="default"
            disabled={step.isPending}
            onClick={() =>
              step.mutate({ act: () => call(contract.discard, { params }), says: 'Discarded.' })
            }
          >
            Discard
          </Button>
          <Button
            variant="subtle"
            renderRoot={(rest) => <Link to="/plans/$id" params={{ id: latest.plan }} {...rest} />}
          >
            Open the year
          </Button>
        </div>
      </div>
    </Section>
  )
}

function HowFar({ latest: { says, progress } }: { latest: LatestYear }) {
  return (
    <>
      <p role="status">
        <Loader size="xs" /> {says}
      </p>
      {progress && (
        <>
          <Progress
            value={((progress.nth + (progress.found ? 0.5 : 0.1)) / progress.of) * 100}
            aria-label="How far planning is"
          />
          <p className="small subtle num">
            {progress.found
              ? `A legal year is found (${progress.seconds} s).`
              : 'No legal year yet.'}
          </p>
        </>
      )}
    </>
  )
}
