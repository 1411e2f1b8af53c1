// The seasons of applying of a programme, and how it shows itself to those who think of coming.
import { Button, NativeSelect, NumberInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { sayDay } from '../../../kernel/day.ts'
import { sayCount } from '../../../kernel/finding.ts'
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
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { recruitmentContract as contract } from '../contract.ts'
import type { PageState, RecruitmentView } from '../office-schema.ts'
import { sayAt } from '../rules/cycle.ts'
import { RECRUITMENT, recruitmentQuery } from './queries.ts'
import './office.css'

const PHASES = {
  ahead: { says: 'opens later', tone: undefined },
  open: { says: 'open', tone: 'success' },
  closed: { says: 'closed', tone: undefined },
} as const

export function RecruitmentPage() {
  const { id = '' } = useParams({ strict: false })
  const { data, error } = useQuery(recruitmentQuery(id))
  if (error)
    return (
      <Page title="Recruitment" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  const begin = (
    <Button
      renderRoot={(rest) => <Link to="/programmes/$id/recruitment/new" params={{ id }} {...rest} />}
    >
      New season
    </Button>
  )
  return (
    <Page
      title="Recruitment"
      beside={<span className="subtle">{data.programme.name}</span>}
      actions={data.cycles.length > 0 && begin}
    >
      <Section title="Seasons" count={data.cycles.length}>
        {data.cycles.length === 0 ? (
          <Empty says="Nobody can apply yet. A season has its dates and what it asks for; you begin with the usual and change it.">
            {begin}
          </Empty>
        ) : (
          <ul className="rows">
            {data.cycles.map((cycle) => (
              <CycleRow key={cycle.id} view={data} cycle={cycle} />
            ))}
          </ul>
        )}
      </Section>
      <PublicPart view={data} />
    </Page>
  )
}

function CycleRow(props: { view: RecruitmentView; cycle: RecruitmentView['cycles'][number] }) {
  const { cycle, view } = props
  const phase = PHASES[cycle.phase]
  const { submitted, complete, begun } = cycle.counts
  return (
    <li className="rec-row">
      <Link
        to="/programmes/$id/recruitment/$cycle"
        params={{ id: view.programme.id, cycle: cycle.id }}
      >
        <span className="rec-words">
          <strong>{cycle.label}</strong>
          <span className="small subtle num">
            {sayCount(submitted, 'application')}, {complete} complete, {begun} begun · deadline{' '}
            {sayAt(cycle.deadline, cycle.zone)}
            {cycle.quota !== null && ` · ${sayCount(cycle.quota, 'place')}`}
          </span>
        </span>
        <span className="chip" data-tone={phase.tone}>
          {phase.says}
        </span>
        <ChevronRight size={16} aria-hidden />
      </Link>
    </li>
  )
}

function PublicPart({ view }: { view: RecruitmentView }) {
  const { page, programme } = view
  const step = useStepOf<unknown>(RECRUITMENT)
  const [isOpen, setOpen] = useState(false)
  const path = `/at/${view.institution}/${programme.id}`
  const set = (body: { isPublic: boolean; owner: string | null; staleDays: number }) =>
    call(contract.setPage, { params: { id: programme.id }, body })
  const wordsOf = (now: PageState | null) => ({
    ...{ isPublic: now?.isPublic ?? false, owner: now?.owner?.id ?? null },
    staleDays: now?.staleDays ?? 180,
  })
  const show = (isPublic: boolean) =>
    step.mutate({
      act: () => set({ ...wordsOf(page), isPublic }),
      says: isPublic ? 'Everybody can see the page now.' : 'The page is closed.',
      undo: () => set({ ...wordsOf(page), isPublic: !isPublic }),
    })
  if (!page?.isPublic)
    return (
      <Section title="Public page">
        <Empty says="The programme does not show itself. The page is made from its records: rotations, faculty, sites, conferences, dates. There is nothing to write.">
          <Button loading={step.isPending} onClick={() => show(true)}>
            Show it to everybody
          </Button>
        </Empty>
        <Findings findings={step.error ? findingsOf(step.error) : []} />
      </Section>
    )
  return (
    <Section title="Public page">
      <div className="card rec-page">
        <p>
          <a href={path}>{path}</a>{' '}
          {page.isStale && (
            <span className="chip" data-tone="warning">
              old
            </span>
          )}
        </p>
        <p className="small subtle">
          Made from the records as they are. Version {page.version} of{' '}
          {sayDay(page.changedOn, { year: true })}; looked over on{' '}
          {sayDay(page.lookedOverOn, { year: true })}
          {page.lookedOverBy && ` by ${page.lookedOverBy}`}. After {sayCount(page.staleDays, 'day')}{' '}
          {page.owner?.name ?? 'the office'} is reminded.
        </p>
        <Findings findings={step.error ? findingsOf(step.error) : []} />
        <div className="rec-acts">
          <Button
            variant={page.isStale ? 'filled' : 'default'}
            loading={step.isPending}
            onClick={() =>
              step.mutate({
                act: () => call(contract.lookOver, { params: { id: programme.id } }),
                says: 'Noted: what it shows is right today.',
              })
            }
          >
            What it shows is right
          </Button>
          <Button variant="default" onClick={() => setOpen(true)}>
            Who looks after it
          </Button>
          <Button variant="default" disabled={step.isPending} onClick={() => show(false)}>
            Close it
          </Button>
        </div>
      </div>
      {isOpen && <OwnerDialog view={view} page={page} close={() => setOpen(false)} />}
    </Section>
  )
}

function OwnerDialog(props: { view: RecruitmentView; page: PageState; close: () => void }) {
  const { view, page, close } = props
  const step = useStepOf<unknown>(RECRUITMENT, { done: close })
  const [owner, setOwner] = useState(page.owner?.id ?? '')
  const [days, setDays] = useState<number | string>(page.staleDays)
  const put = (to: string, staleDays: number) =>
    call(contract.setPage, {
      params: { id: view.programme.id },
      body: { isPublic: true, owner: to || null, staleDays },
    })
  return (
    <FormDialog
      title="Who looks after the page"
      close={close}
      action="Save"
      off={typeof days !== 'number'}
      doing={{
        isPending: step.isPending,
        error: step.error,
        mutate: () =>
          step.mutate({
            act: () => put(owner, Number(days)),
            says: 'Saved.',
            undo: () => put(page.owner?.id ?? '', page.staleDays),
          }),
      }}
    >
      <NativeSelect
        label="Who is reminded"
        value={owner}
        onChange={(event) => setOwner(event.currentTarget.value)}
        data={[
          { value: '', label: 'Everybody of the office' },
          ...view.owners.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <NumberInput label="After so many days" value={days} min={7} max={1000} onChange={setDays} />
    </FormDialog>
  )
}
