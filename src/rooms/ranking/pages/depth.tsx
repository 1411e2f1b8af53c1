// How far down will we go? Thousands of invented seasons, drawn in the browser while one looks.
import { Button, NumberInput, Progress } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { call } from '../../../platform/client.ts'
import { checkSeasons, sayDepth, type SeasonModel, seasonModelSchema } from '../../match/seasons.ts'
import { Empty, Findings, findingsOf, Section } from '../../people/pages/frame.tsx'
import { type ModelWords, type Ranking, rankingContract as contract } from '../contract.ts'
import { DepthChart } from './depth-chart.tsx'
import { RANKING } from './queries.ts'
import type { Drawn } from './season-drawing.ts'

const SEASONS = 10_000

export function Depth({ view }: { view: Ranking }) {
  const [words, setWords] = useState<ModelWords>(view.model)
  const model = useMemo(() => modelOf(view, words), [view, words])
  const findings = model ? checkSeasons(model) : []
  const drawn = useSeasons(findings.length === 0 ? model : null)
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: () =>
      call(contract.model, {
        params: { id: view.programme.id, cycle: view.cycle.id },
        body: words,
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: RANKING }),
  })
  if (!model)
    return (
      <Section title="How far down will we go?">
        <Empty says="Once there are places and a list, thousands of seasons are drawn here to see which ranks come to you." />
      </Section>
    )
  const isChanged = JSON.stringify(words) !== JSON.stringify(view.model)
  return (
    <Section title="How far down will we go?">
      <Findings findings={findings} tone="warning" />
      {drawn && (
        <>
          <DepthChart found={drawn.found} quota={model.ours.quota} />
          {drawn.found.seasons < drawn.of && (
            <Progress
              value={(100 * drawn.found.seasons) / drawn.of}
              aria-label={`${drawn.found.seasons} of ${drawn.of} seasons are drawn`}
            />
          )}
          <ul className="ranking-says">
            {sayDepth(model, drawn.found, view.isOver).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
      <details className="ranking-model">
        <summary>What it rests on</summary>
        <p className="small subtle">
          Published figures of the first match of this subspecialty stand here until you know
          better. What nobody can know stays out: a promise, a spouse, a rumour.
        </p>
        <div className="ranking-fields">
          {FIELDS.map(([key, label, most]) => (
            <NumberInput
              key={key}
              label={label}
              value={words[key] ?? model[key]}
              min={key === 'agreement' ? 0 : 1}
              max={most}
              step={key === 'agreement' ? 0.1 : 1}
              decimalScale={key === 'agreement' || key === 'interviewsAPosition' ? 2 : 0}
              onChange={(value) =>
                value !== '' && setWords((now) => ({ ...now, [key]: Number(value) }))
              }
            />
          ))}
        </div>
        <History words={words} change={setWords} />
        <Findings findings={save.error ? findingsOf(save.error) : []} />
        <Button
          variant="default"
          disabled={!isChanged || findings.length > 0}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          Keep these figures
        </Button>
      </details>
    </Section>
  )
}

const FIELDS = [
  ['applicants', 'Applicants in the market', 5000],
  ['programmes', 'Programmes', 1000],
  ['positions', 'Positions of all', 5000],
  ['interviewsAPosition', 'Interviews for each position', 40],
  ['agreement', 'Agreement, 0 to 1', 1],
] as const

function modelOf(view: Ranking, words: ModelWords): SeasonModel | null {
  const { quota } = view.cycle
  if (!quota || view.entries.length === 0) return null
  const ours = { quota, ranked: view.entries.length }
  const made = seasonModelSchema.safeParse({
    ...{ format: 'isocenter.seasons', version: 1, ours },
    ...words,
  })
  return made.success ? made.data : null
}

/** What has been drawn so far; a new model begins anew, and leaving ends it. */
function useSeasons(model: SeasonModel | null): Drawn | null {
  const [drawn, setDrawn] = useState<Drawn | null>(null)
  useEffect(() => {
    if (!model) return
    const worker = new Worker(new URL('./season-drawing.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<Drawn>) => setDrawn(data))
    worker.postMessage({ model, seasons: SEASONS })
    return () => worker.terminate()
  }, [model])
  return drawn
}

const PAST = [
  ['quota', 'Places'],
  ['ranked', 'Ranked'],
  ['filled', 'Filled'],
  ['deepest', 'Rank of the last one'],
] as const

function History(props: {
  words: ModelWords
  change: (step: (now: ModelWords) => ModelWords) => void
}) {
  const history = props.words.history ?? []
  const put = (next: NonNullable<ModelWords['history']>) =>
    props.change((now) => ({ ...now, history: next }))
  return (
    <fieldset className="ranking-history">
      <legend>Earlier seasons of yours</legend>
      {history.map((past, nth) => (
        <div key={nth} className="ranking-fields">
          {PAST.map(([key, label]) => (
            <NumberInput
              key={key}
              label={label}
              aria-label={`Season ${nth + 1}: ${label}`}
              value={past[key]}
              min={key === 'quota' || key === 'ranked' ? 1 : 0}
              max={500}
              allowDecimal={false}
              onChange={(value) =>
                value !== '' &&
                put(history.map((one, at) => (at === nth ? { ...one, [key]: Number(value) } : one)))
              }
            />
          ))}
          <Button
            variant="subtle"
            onClick={() => put(history.filter((_, at) => at !== nth))}
            aria-label={`Remove season ${nth + 1}`}
          >
            Remove
          </Button>
        </div>
      ))}
      <Button
        variant="default"
        disabled={history.length >= 20}
        onClick={() =>
          put([...history, { label: '', quota: 3, ranked: 15, filled: 3, deepest: 8 }])
        }
      >
        Add a season
      </Button>
    </fieldset>
  )
}
