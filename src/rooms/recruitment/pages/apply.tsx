// Somebody applies, on a phone: what is asked for, what is there, what is lacking. No account.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { sayDay } from '../../../kernel/day.ts'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Waiting } from '../../people/pages/frame.tsx'
import { applicantContract as contract } from '../applicant-contract.ts'
import type { OpenCycle } from '../applicant-schema.ts'
import { checklistOf } from '../rules/checklist.ts'
import { sayAt } from '../rules/cycle.ts'
import { emptyForm } from '../schema.ts'
import { Checklist } from './checklist.tsx'
import { EntryDialog } from './entry-dialog.tsx'
import type { Chosen } from './file-choice.tsx'
import { MODES, openCycleQuery, ownQuery, ownZone } from './queries.ts'
import { OwnPage } from './own-application.tsx'
import './apply.css'

export function ApplyPage() {
  const { institution = '', cycle = '' } = useParams({ strict: false }) as Record<string, string>
  const { data, error } = useQuery(openCycleQuery(institution, cycle))
  const own = useQuery(ownQuery(institution, cycle))
  useEffect(() => {
    document.title = data ? `${data.label} · ${data.programme.name}` : 'Apply'
  }, [data])
  if (error || own.error)
    return (
      <main className="apply">
        <h1>Apply</h1>
        <Findings findings={findingsOf(error ?? own.error)} />
      </main>
    )
  if (!data || own.data === undefined) return <Waiting />
  return (
    <main className="apply">
      <header className="apply-head">
        <p className="subtle">{data.institution.name}</p>
        <h1>{data.label}</h1>
        <p className="apply-of">{data.programme.name}</p>
      </header>
      <Dates cycle={data} zone={own.data?.applicant.zone ?? ownZone()} />
      {own.data ? <OwnPage own={own.data} /> : <Before cycle={data} />}
    </main>
  )
}

/** Each time in the zone of who reads it; beside it that of the programme, when it is another. */
function Dates({ cycle, zone }: { cycle: OpenCycle; zone: string }) {
  const both = (moment: string) => {
    const mine = sayAt(moment, zone)
    const theirs = sayAt(moment, cycle.zone)
    return mine === theirs ? mine : `${mine} (${theirs} there)`
  }
  const { interviews } = cycle
  return (
    <dl className="apply-dates">
      {cycle.phase === 'ahead' && (
        <>
          <dt>Opens</dt>
          <dd>{both(cycle.opens)}</dd>
        </>
      )}
      <dt>Deadline</dt>
      <dd data-tone={cycle.phase === 'closed' ? 'danger' : undefined}>
        {both(cycle.deadline)}
        {cycle.phase === 'closed' && ': closed'}
      </dd>
      {interviews && (
        <>
          <dt>{MODES[cycle.interviewMode]}</dt>
          <dd>
            {sayDay(interviews.from, { year: true })} to {sayDay(interviews.to, { year: true })}
          </dd>
        </>
      )}
      {cycle.starts && (
        <>
          <dt>Begins</dt>
          <dd>{sayDay(cycle.starts, { year: true })}</dd>
        </>
      )}
    </dl>
  )
}

/** Nothing is kept yet: the list can be read and prepared by anybody. */
function Before({ cycle }: { cycle: OpenCycle }) {
  const [opened, setOpened] = useState<{ kind?: string; file?: Chosen }>()
  const items = checklistOf(cycle.settings, { form: emptyForm, documents: [], letters: [] })
  const rules = cycle.settings.eligibility
  if (cycle.phase === 'closed')
    return (
      <div className="empty">
        <p>Applications are closed. Who has applied can still open what they sent.</p>
        <div className="empty-steps">
          <Button variant="default" onClick={() => setOpened({})}>
            Open my application
          </Button>
        </div>
        {opened && <EntryDialog cycle={cycle} close={() => setOpened(undefined)} />}
      </div>
    )
  return (
    <>
      {rules.length > 0 && (
        <section aria-label="Who may apply" className="apply-section">
          <h2>Who may apply</h2>
          <ul className="apply-rules">
            {rules.map(({ id, asks, note }) => (
              <li key={id}>
                {asks}
                {note && <span className="subtle small"> {note}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-label="What is asked for" className="apply-section">
        <h2>What is asked for</h2>
        <p className="subtle">
          Have it at hand, or begin and come back: everything is kept, and a link in a letter opens
          it on any device. There is no account and no password.
        </p>
        <Checklist
          items={items}
          settings={cycle.settings}
          choose={cycle.phase === 'open' ? (kind, file) => setOpened({ kind, file }) : undefined}
        />
      </section>
      {cycle.phase === 'open' && (
        <div className="apply-foot">
          <Button size="md" onClick={() => setOpened({})}>
            Begin, or go on
          </Button>
        </div>
      )}
      {opened && <EntryDialog cycle={cycle} close={() => setOpened(undefined)} {...opened} />}
    </>
  )
}

/** The link of a letter: opened by hand, because mail programs look at links before people do. */
export function EnterPage() {
  const { institution = '', token = '' } = useParams({ strict: false }) as Record<string, string>
  const navigate = useNavigate()
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  useEffect(() => {
    document.title = 'Your application'
  }, [])
  const open = async () => {
    setBusy(true)
    try {
      const { cycle } = await call(contract.enter, { params: { institution }, body: { token } })
      await navigate({ to: '/apply/$institution/$cycle', params: { institution, cycle } })
    } catch (fault) {
      setError(fault)
    }
    setBusy(false)
  }
  return (
    <main className="apply">
      <h1>Your application</h1>
      <p>On this device it stays open for 60 days, or until you leave it.</p>
      <Findings findings={error ? findingsOf(error) : []} />
      <div className="apply-foot">
        <Button size="md" loading={isBusy} onClick={() => void open()}>
          Open it
        </Button>
      </div>
    </main>
  )
}
