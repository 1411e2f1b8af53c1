// Everybody who applies in one season: what is there of each file, who may apply, what is waited for.
import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { sayDay } from '../../../kernel/day.ts'
import { dayAt } from '../../../kernel/moment.ts'
import { call } from '../../../platform/client.ts'
import { Empty, Page, Section, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { recruitmentContract as contract } from '../contract.ts'
import type { ApplicationSummary, SeasonView } from '../office-schema.ts'
import { sayAt } from '../rules/cycle.ts'
import { interviewDays } from '../rules/windows.ts'
import { APPLICATION_STATES, FILE_STATES, RECRUITMENT, seasonQuery, VERDICTS } from './queries.ts'
import { SeasonNav } from './season-nav.tsx'
import './office.css'

const SHOWN = [
  { value: 'all', label: 'All' },
  { value: 'complete', label: 'Complete' },
  { value: 'waiting', label: 'Letters missing' },
  { value: 'unclear', label: 'Eligibility' },
]
type Shown = (typeof SHOWN)[number]['value']

function isShown(one: ApplicationSummary, shown: Shown, words: string): boolean {
  const isNamed = one.name.toLowerCase().includes(words.trim().toLowerCase())
  if (shown === 'complete') return isNamed && one.file === 'complete' && one.state === 'submitted'
  if (shown === 'waiting') return isNamed && one.letters.received < one.letters.wanted
  if (shown === 'unclear') return isNamed && one.eligibility !== 'eligible'
  return isNamed
}

export function SeasonPage() {
  const { id = '', cycle = '' } = useParams({ strict: false }) as Record<string, string>
  const { data, error } = useQuery(seasonQuery(id, cycle))
  const [shown, setShown] = useState<Shown>('all')
  const [words, setWords] = useState('')
  const [isAdding, setAdding] = useState(false)
  if (error)
    return (
      <Page title="Season" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  const list = data.applications.filter((one) => isShown(one, shown, words))
  return (
    <Page
      title={data.cycle.label}
      beside={<span className="subtle">{data.programme.name}</span>}
      actions={
        <>
          <Button
            variant="default"
            renderRoot={(rest) => (
              <Link to="/programmes/$id/recruitment/$cycle/edit" params={{ id, cycle }} {...rest} />
            )}
          >
            Dates and what is asked
          </Button>
          <Button variant="default" onClick={() => setAdding(true)}>
            Papers that came by mail
          </Button>
        </>
      }
    >
      <SeasonNav id={id} cycle={cycle} />
      <Dates view={data} />
      <Section title="Applications" count={list.length}>
        {data.applications.length === 0 ? (
          <Empty says="Nobody has applied yet. The public page leads to the application; papers that come by mail can be put in here.">
            <Button variant="default" onClick={() => setAdding(true)}>
              Papers that came by mail
            </Button>
          </Empty>
        ) : (
          <>
            <div className="rec-tools">
              <TextInput
                aria-label="Find by name"
                placeholder="Find by name"
                value={words}
                onChange={(event) => setWords(event.currentTarget.value)}
              />
              <SegmentedControl
                aria-label="Which applications"
                value={shown}
                data={SHOWN}
                onChange={setShown}
              />
            </div>
            {list.length === 0 ? (
              <Empty says="None is like that.">
                <Button
                  variant="default"
                  onClick={() => {
                    setShown('all')
                    setWords('')
                  }}
                >
                  Show all
                </Button>
              </Empty>
            ) : (
              <ul className="rows">
                {list.map((one) => (
                  <Row key={one.id} one={one} view={data} />
                ))}
              </ul>
            )}
          </>
        )}
      </Section>
      {isAdding && <AddDialog view={data} close={() => setAdding(false)} />}
    </Page>
  )
}

function Dates({ view: { cycle } }: { view: SeasonView }) {
  const days = interviewDays(cycle)
  const at = (moment: string | null) => moment && sayAt(moment, cycle.zone)
  const day = (on: string | null) => on && sayDay(on as never, { year: true })
  const all = [
    ['Agreement until', day(cycle.settings.sponsor.signedUntil)],
    ['Opens', at(cycle.opens)],
    ['Deadline', at(cycle.deadline)],
    ['Letters until', at(cycle.lettersUntil)],
    ['Interviews', days?.from && days.to && `${day(days.from)} to ${day(days.to)}`],
    ['Ranking opens', at(cycle.rankOpens)],
    ['Quota until', at(cycle.quotaDeadline)],
    ['Rank lists until', at(cycle.rankDeadline)],
    ['Match day', day(cycle.matchDay)],
    ['Begins', day(cycle.starts)],
  ] as const
  return (
    <dl className="rec-dates">
      {all
        .filter(([, says]) => says)
        .map(([name, says]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="num">{says}</dd>
          </div>
        ))}
    </dl>
  )
}

function Row({ one, view }: { one: ApplicationSummary; view: SeasonView }) {
  const file = FILE_STATES[one.file]
  const state = APPLICATION_STATES[one.state]
  const verdict = VERDICTS[one.eligibility]
  const sent = one.submittedAt && sayDay(dayAt(one.submittedAt, view.cycle.zone))
  return (
    <li className="rec-row">
      <Link
        to="/programmes/$id/recruitment/$cycle/files/$application"
        params={{ id: view.programme.id, cycle: view.cycle.id, application: one.id }}
      >
        <span className="rec-words">
          <strong>{one.name}</strong>
          <span className="small subtle num">
            {one.state === 'submitted' ? `sent ${sent}` : state.says} · {one.letters.received} of{' '}
            {one.letters.wanted} letters
            {one.scans > 0 && ` · ${one.scans} without text`}
          </span>
        </span>
        <span className="rec-chips">
          {one.state === 'withdrawn' ? (
            <span className="chip" data-tone={state.tone}>
              {state.says}
            </span>
          ) : (
            <span className="chip" data-tone={file.tone}>
              {file.says}
            </span>
          )}
          {one.eligibility !== 'eligible' && (
            <span className="chip" data-tone={verdict.tone}>
              {verdict.says}
            </span>
          )}
        </span>
        <ChevronRight size={16} aria-hidden />
      </Link>
    </li>
  )
}

function AddDialog({ view, close }: { view: SeasonView; close: () => void }) {
  const navigate = useNavigate()
  const step = useStepOf<unknown>(RECRUITMENT, { done: close })
  const [who, setWho] = useState({ given: '', family: '', email: '' })
  const put = (part: Partial<typeof who>) => setWho((old) => ({ ...old, ...part }))
  const params = { id: view.programme.id, cycle: view.cycle.id }
  return (
    <FormDialog
      title="Papers that came by mail"
      close={close}
      action="Begin a file"
      off={!who.given.trim() || !who.family.trim() || !/^\S+@\S+\.\S+$/.test(who.email)}
      doing={{
        isPending: step.isPending,
        error: step.error,
        mutate: () =>
          step.mutate({
            act: async () => {
              const { application } = await call(contract.addApplicant, { params, body: who })
              await navigate({
                to: '/programmes/$id/recruitment/$cycle/files/$application',
                params: { ...params, application },
              })
            },
            says: 'The file is there; put the papers in.',
          }),
      }}
    >
      <p className="subtle small">When there is a file for this address already, it is opened.</p>
      <TextInput
        label="Given name"
        value={who.given}
        maxLength={120}
        data-autofocus
        onChange={(event) => put({ given: event.currentTarget.value })}
      />
      <TextInput
        label="Family name"
        value={who.family}
        maxLength={120}
        onChange={(event) => put({ family: event.currentTarget.value })}
      />
      <TextInput
        label="E-mail address"
        type="email"
        value={who.email}
        maxLength={200}
        onChange={(event) => put({ email: event.currentTarget.value.trim() })}
      />
    </FormDialog>
  )
}
