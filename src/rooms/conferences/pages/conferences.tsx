// Which conferences does the programme hold, when are the next ones, and who presents?
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { addDays, type Day } from '../../../kernel/day.ts'
import { saySpan } from '../../../kernel/span.ts'
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
import { conferencesContract as contract, type ConferencesView } from '../contract.ts'
import type { Series } from '../schema.ts'
import { CONFERENCES, conferencesQuery } from './queries.ts'
import { SeriesDialog } from './series-dialog.tsx'
import { SeriesList } from './series-list.tsx'
import { SessionDialog } from './session-dialog.tsx'
import { Weeks } from './weeks.tsx'
import './conferences.css'

const WEEKS = 35

export function ConferencesPage() {
  const { id = '' } = useParams({ strict: false })
  const { from } = useSearch({ strict: false }) as { from?: Day }
  const { data, error } = useQuery(conferencesQuery(id, from))
  const [edited, setEdited] = useState<Series | 'new'>()
  const [opened, setOpened] = useState<string>()
  if (error)
    return (
      <Page title="Conferences" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  const { choices, series } = data
  const session = data.sessions.find((one) => one.id === opened)
  const held = series.filter(({ isEnded }) => !isEnded)
  return (
    <Page
      title="Conferences"
      beside={<span className="subtle">{data.programme.name}</span>}
      actions={
        <>
          <Button variant="default" renderRoot={(rest) => <Link to="/my/conferences" {...rest} />}>
            My conferences
          </Button>
          {choices && held.length > 0 && (
            <Button onClick={() => setEdited('new')}>Add a series</Button>
          )}
        </>
      }
    >
      {held.length === 0 ? (
        <NoSeries data={data} add={() => setEdited('new')} />
      ) : (
        <Section title={`${saySpan(data)}`}>
          <Turn data={data} />
          <Weeks data={data} open={choices ? setOpened : undefined} />
        </Section>
      )}
      {series.length > 0 && (
        <Section title="Series" count={held.length}>
          <SeriesList data={data} edit={setEdited} />
        </Section>
      )}
      {choices && held.length > 0 && choices.records.length > 0 && (
        <p className="conference-records">
          <FromRecord data={data} isQuiet />
        </p>
      )}
      {choices && edited && (
        <SeriesDialog
          data={data}
          choices={choices}
          series={edited === 'new' ? null : edited}
          close={() => setEdited(undefined)}
        />
      )}
      {choices && session && (
        <SessionDialog
          data={data}
          choices={choices}
          session={session}
          close={() => setOpened(undefined)}
        />
      )}
    </Page>
  )
}

function NoSeries({ data, add }: { data: ConferencesView; add: () => void }) {
  const { choices } = data
  if (!choices) return <Empty says="This programme has no conferences here yet." />
  const said = choices.records.length
  return (
    <Empty
      says={
        said > 0
          ? `The page of the programme names ${said === 1 ? 'a conference' : `${said} conferences`}; none has days yet.`
          : 'No conference is held yet. A series makes the sessions and puts them into everybody’s calendar.'
      }
    >
      {said > 0 && <FromRecord data={data} />}
      <Button variant={said > 0 ? 'default' : 'filled'} onClick={add}>
        Add a series
      </Button>
    </Empty>
  )
}

/** Days and hours are proposals, to be changed series by series. */
function FromRecord({ data, isQuiet }: { data: ConferencesView; isQuiet?: boolean }) {
  const step = useStepOf<{ series: { id: string; version: number }[] }>(CONFERENCES)
  const { id } = data.programme
  const make = () =>
    step.mutate({
      act: () => call(contract.fromRecord, { params: { id } }),
      says: ({ series }) =>
        series.length === 1 ? 'One series is made.' : `${series.length} series are made.`,
      undo: async ({ series }) => {
        for (const one of series)
          await call(contract.end, {
            params: { id, series: one.id },
            body: { version: one.version, isEnded: true },
          })
      },
    })
  return (
    <>
      <Button variant={isQuiet ? 'default' : 'filled'} loading={step.isPending} onClick={make}>
        Make series of the conferences in the record
      </Button>
      <Findings findings={step.error ? findingsOf(step.error) : []} />
    </>
  )
}

function Turn({ data }: { data: ConferencesView }) {
  const navigate = useNavigate()
  const go = (from: Day) =>
    void navigate({
      to: '/programmes/$id/conferences',
      params: { id: data.programme.id },
      search: { from } as never,
      replace: true,
    })
  return (
    <div className="conference-turn" role="group" aria-label="Weeks">
      <Button
        variant="default"
        aria-label="The weeks before"
        onClick={() => go(addDays(data.from, -WEEKS))}
      >
        <ChevronLeft size={16} aria-hidden />
      </Button>
      <Button variant="default" onClick={() => go(data.today)}>
        Today
      </Button>
      <Button
        variant="default"
        aria-label="The weeks after"
        onClick={() => go(addDays(data.from, WEEKS))}
      >
        <ChevronRight size={16} aria-hidden />
      </Button>
    </div>
  )
}
