// How does this installation stand: when was it saved last, did that come back, what runs here?
import { Button, Progress } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Page, Section, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { sayMoment } from '../../people/pages/say-moment.ts'
import { upkeepContract } from '../contract.ts'
import { sayAge, sayProgress } from '../rules.ts'
import type { System, Upkeep } from '../schema.ts'
import './system.css'

const KEY = ['system']

export function SystemPage() {
  const client = useQueryClient()
  const { data, error } = useQuery({
    queryKey: KEY,
    queryFn: () => call(upkeepContract.system),
    refetchInterval: ({ state }) => (state.data?.backups.now ? 1_000 : 60_000),
  })
  const onSuccess = () => client.invalidateQueries({ queryKey: KEY })
  const backUp = useMutation({ mutationFn: () => call(upkeepContract.backUp), onSuccess })
  const test = useMutation({ mutationFn: () => call(upkeepContract.testRestore), onSuccess })
  if (error) return <Trouble error={error} />
  if (!data) return <Waiting />
  const { now, on, last } = data.backups
  const isBusy = now !== null || backUp.isPending || test.isPending
  const actions = on && (
    <>
      {last?.file && (
        <Button variant="default" disabled={isBusy} onClick={() => test.mutate()}>
          Test restoring
        </Button>
      )}
      <Button disabled={isBusy} onClick={() => backUp.mutate()}>
        Back up now
      </Button>
    </>
  )
  return (
    <Page title="System" actions={actions} narrow>
      <Findings
        findings={[backUp.error, test.error].flatMap((one) => (one ? findingsOf(one) : []))}
      />
      <Findings findings={data.findings} tone="warning" />
      <Section title="Backups">
        {now && <Now entry={now} />}
        <BackupFacts system={data} />
      </Section>
      <Section title="What runs here">
        <Facts
          facts={[
            ['Program', `Isocenter ${data.program}`],
            ['Schema', `${data.schema.steps} steps, the last ${sayStep(data.schema.last)}`],
            ['Database', `PostgreSQL ${data.database.version}`],
            ['Size of the database', sayBytes(data.database.bytes)],
            ['Work that waits', String(data.queue.waiting)],
            ['Work that failed and is tried again', String(data.queue.failing)],
          ]}
        />
      </Section>
      {data.backups.recent.length > 0 && (
        <Section title="What was done">
          <ul className="rows">
            {data.backups.recent.map((entry) => (
              <Done key={entry.id} entry={entry} />
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}

function BackupFacts({ system: { at: now, backups } }: { system: System }) {
  const { last, lastTest, on, encrypted } = backups
  return (
    <Facts
      facts={[
        ['Last backup', last ? `${sayAge(last.endedAt ?? last.beganAt, now)} ago` : 'none yet'],
        ['Its size', last?.bytes ? sayBytes(last.bytes) : '–'],
        [
          'Last restore test',
          lastTest ? `${sayTest(lastTest)}, ${sayMoment(lastTest.beganAt)}` : 'none yet',
        ],
        [
          'Made',
          on
            ? `every night${encrypted ? ', encrypted for your key' : ', not encrypted'}`
            : 'not here',
        ],
      ]}
    />
  )
}

const sayTest = ({ state }: Upkeep) => (state === 'done' ? 'everything came back' : 'failed')

function Facts({ facts }: { facts: [string, string][] }) {
  return (
    <dl className="system-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Now({ entry }: { entry: Upkeep }) {
  const title = entry.kind === 'backup' ? 'Saving' : 'Restoring as a test'
  const share = entry.rowsAll ? Math.min(99, (100 * entry.rowsDone) / entry.rowsAll) : 0
  return (
    <div className="system-now" role="status">
      <span className="small">
        <strong>{title}</strong> · {sayProgress(entry)}
      </span>
      <Progress.Root>
        <Progress.Section
          value={entry.state === 'waiting' ? 0 : Math.max(3, share)}
          aria-label={title}
        />
      </Progress.Root>
    </div>
  )
}

const KINDS = { backup: 'Backup', 'restore-test': 'Restore test' }
const CAUSES: Record<Upkeep['cause'], string> = {
  nightly: 'by night',
  weekly: 'of the week',
  asked: 'asked for here',
  command: 'by the command line',
  'before-update': 'before an update',
}
const STATES = { waiting: 'waits', running: 'goes on', done: 'done', failed: 'failed' }
const TONES = { waiting: 'warning', running: 'warning', done: 'success', failed: 'danger' }

function Done({ entry }: { entry: Upkeep }) {
  return (
    <li>
      <div className="system-entry">
        <span>
          <strong>{KINDS[entry.kind]}</strong> {CAUSES[entry.cause]}{' '}
          <span className="chip" data-tone={TONES[entry.state]}>
            {STATES[entry.state]}
          </span>
        </span>
        <span className="small subtle">
          {sayMoment(entry.beganAt)}
          {entry.bytes ? ` · ${sayBytes(entry.bytes)}` : ''}
          {entry.says && `. ${entry.says}`}
        </span>
      </div>
    </li>
  )
}

/** The name of a step is that of a file; what counts is its number and what it was about. */
const sayStep = (name: string) => name.replace(/\.sql$/, '')

function sayBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${value.toFixed(unit === 0 || value >= 100 ? 0 : 1)} ${units[unit]}`
}
