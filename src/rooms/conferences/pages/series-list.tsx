// The series one by one: rhythm, place, who must come; changed, shared out, ended and held again.
import { Button } from '@mantine/core'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { conferencesContract as contract, type ConferencesView } from '../contract.ts'
import type { PresenterChange, Series } from '../schema.ts'
import { CONFERENCES } from './queries.ts'

type Props = { data: ConferencesView; edit: (series: Series) => void }

export function SeriesList({ data, edit }: Props) {
  const sorted = data.series.toSorted((one, other) => Number(one.isEnded) - Number(other.isEnded))
  return (
    <ul className="rows">
      {sorted.map((series) => (
        <li key={series.id} className="conference-series" data-off={series.isEnded || undefined}>
          <span className="conference-mark" data-color={series.color} aria-hidden />
          <span className="conference-words">
            <span>
              <strong>{series.name}</strong> <span className="chip">{series.code}</span>{' '}
              {series.isEnded && <span className="chip">ended</span>}
              {series.facts.isProtected && <span className="chip">protected</span>}
            </span>
            <span className="small">{series.says}</span>
            <span className="small subtle">{sayMore(series, data)}</span>
          </span>
          {data.choices && <Acts data={data} series={series} edit={edit} />}
        </li>
      ))}
    </ul>
  )
}

function sayMore({ facts }: Series, { choices }: ConferencesView): string {
  const { place, audience } = facts
  const site = choices?.sites.find(({ id }) => id === place.site)?.name
  const asked = [audience.trainees && 'trainees', audience.faculty && 'faculty'].filter(Boolean)
  return [
    [place.room, site].filter(Boolean).join(', '),
    place.link && 'by link too',
    `${facts.isRequired ? 'required of' : 'open to'} ${asked.join(' and ') || 'nobody'}`,
    audience.levels.length > 0 && audience.levels.join(', '),
    audience.invited.length > 0 && 'others are invited',
  ]
    .filter(Boolean)
    .join(' · ')
}

function Acts({ data, series, edit }: Props & { series: Series }) {
  const step = useStepOf<{ version: number }>(CONFERENCES)
  const share = useStepOf<{ changes: PresenterChange[] }>(CONFERENCES)
  const { id } = data.programme
  const params = { id, series: series.id }
  const end = (isEnded: boolean) => (version: number) =>
    call(contract.end, { params, body: { version, isEnded } })
  const turn = () =>
    step.mutate({
      act: () => end(!series.isEnded)(series.version),
      says: series.isEnded ? `${series.name} is held again.` : `${series.name} has ended.`,
      undo: ({ version }) => end(series.isEnded)(version),
    })
  const shareOut = () =>
    share.mutate({
      act: () => call(contract.rota, { params }),
      says: ({ changes }) =>
        changes.length === 1
          ? 'One session has a presenter now.'
          : `${changes.length} sessions have presenters now.`,
      undo: ({ changes }) =>
        call(contract.setPresenters, {
          params: { id },
          body: { changes: changes.map((one) => ({ ...one, presenter: null })) },
        }),
    })
  const error = step.error ?? share.error
  return (
    <span className="conference-acts">
      {!series.isEnded && series.facts.presenters !== 'nobody' && (
        <Button
          variant="default"
          loading={share.isPending}
          aria-label={`Share out ${series.name}`}
          onClick={shareOut}
        >
          Share out
        </Button>
      )}
      {!series.isEnded && (
        <Button variant="default" aria-label={`Change ${series.name}`} onClick={() => edit(series)}>
          Change
        </Button>
      )}
      <Button
        variant="default"
        loading={step.isPending}
        aria-label={`${series.isEnded ? 'Hold again' : 'End'} ${series.name}`}
        onClick={turn}
      >
        {series.isEnded ? 'Hold again' : 'End'}
      </Button>
      <Findings findings={error ? findingsOf(error) : []} />
    </span>
  )
}
