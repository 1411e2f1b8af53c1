// What would publishing change, for whom, and may it be done?
import { Button, Modal, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { addDays, type Day } from '../../../kernel/day.ts'
import { saySpan } from '../../../kernel/span.ts'
import { call } from '../../../platform/client.ts'
import { HoursAhead } from '../../hours/pages/hours-ahead.tsx'
import { Findings, findingsOf, Waiting } from '../../people/pages/frame.tsx'
import { useReturnFocus } from '../../people/pages/return-focus.ts'
import { rotaContract } from '../contract.ts'
import type { publicationPreviewSchema } from '../schema.ts'
import type { PlanModel } from './plan-model.ts'
import { planQuery } from './queries.ts'
import { Swatch } from './swatch.tsx'
import './publish-dialog.css'

const FIRST = 25
const SHOWN = 8

type Preview = z.infer<typeof publicationPreviewSchema>

export function PublishDialog(props: { model: PlanModel; draft: string; close: () => void }) {
  useReturnFocus()
  const { model } = props
  const [message, setMessage] = useState('')
  const [waiver, setWaiver] = useState('')
  const publication = usePublication(props)
  const { data, failure } = publication
  return (
    <Modal
      opened
      onClose={props.close}
      size="lg"
      title={<strong>Publish {model.view.title}</strong>}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {publication.isPending && <Waiting />}
      <Findings findings={publication.error ? findingsOf(publication.error) : []} />
      {data && (
        <>
          <Verdict must={data.verdict.findings.filter((entry) => entry.must).length} />
          <Consequences data={data} />
          {data.hours && (
            <HoursAhead
              foreseen={data.hours.foreseen}
              pack={data.hours.pack}
              come="would come with this draft"
            />
          )}
          {data.refusals.length > 0 && (
            <Textarea
              mt="sm"
              label="Publish all the same, because"
              description="The reason is kept with the published year and shown beside the rules."
              maxLength={500}
              value={waiver}
              onChange={(event) => setWaiver(event.currentTarget.value)}
            />
          )}
          <Changes people={data.people} unchanged={data.unchanged} model={model} />
          <Textarea
            mt="md"
            label="Note kept with this version"
            description="Shown beside the published year, and to everybody whose days change."
            placeholder="What is new, in a sentence"
            maxLength={500}
            value={message}
            onChange={(event) => setMessage(event.currentTarget.value)}
          />
          <Findings findings={failure ? findingsOf(failure) : []} />
          <div className="dialog-actions">
            <Button variant="default" onClick={props.close}>
              Not yet
            </Button>
            <Button
              loading={publication.busy}
              disabled={data.refusals.length > 0 && waiver.trim().length < 3}
              onClick={() => publication.publish(data, message, waiver.trim())}
            >
              {data.refusals.length > 0 ? 'Publish all the same' : 'Publish'}
            </Button>
          </div>
        </>
      )}
    </Modal>
  )
}

/** What would change, and the act itself; refused, the changes are looked at anew. */
function usePublication(props: { model: PlanModel; draft: string; close: () => void }) {
  const client = useQueryClient()
  const [failure, setFailure] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const params = { id: props.draft }
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['drafts', props.draft, 'publication'],
    queryFn: () => call(rotaContract.previewPublication, { params }),
    gcTime: 0,
  })
  const publish = async ({ version, published }: Preview, message: string, waiver: string) => {
    setBusy(true)
    try {
      const body = { version, published, message, ...(waiver ? { waiver } : {}) }
      const made = await call(rotaContract.publish, { params, body })
      notifications.show({ message: `Version ${made.version} is published.` })
      await client.invalidateQueries({ queryKey: planQuery(props.model.view.id).queryKey })
      props.close()
    } catch (cause) {
      setFailure(cause)
      void refetch()
    }
    setBusy(false)
  }
  return { data, error, isPending, failure, busy, publish }
}

function Consequences({ data }: { data: Preview }) {
  return (
    <>
      {data.changes.length > 0 && (
        <div className="findings" data-tone="warning" role="note">
          <strong>Becomes real with it</strong>
          <ul>
            {data.changes.map((says) => (
              <li key={says}>{says}</li>
            ))}
          </ul>
        </div>
      )}
      <Findings findings={data.refusals.slice(0, SHOWN)} title="Breaks what must hold" />
      {data.refusals.length > SHOWN && (
        <p className="small subtle">And {data.refusals.length - SHOWN} more.</p>
      )}
    </>
  )
}

function Verdict({ must }: { must: number }) {
  return (
    <p className="small">
      {must === 0
        ? 'Every must-rule holds. Calendars change for everybody in the same moment.'
        : `${must} must-fix remain in this draft.`}
    </p>
  )
}

type Person = {
  person: string
  name: string
  changes: { from: string; to: string; before: string | null; after: string | null }[]
}

function Changes(props: { people: Person[]; unchanged: number; model: PlanModel }) {
  const [all, setAll] = useState(false)
  const { people } = props
  if (people.length === 0)
    return <p className="small subtle">Nothing differs from what is published.</p>
  const shown = all ? people : people.slice(0, FIRST)
  return (
    <div className="publish-diff">
      <h3>
        {people.length} {people.length === 1 ? 'person changes' : 'people change'}
        <span className="subtle"> · {props.unchanged} unchanged</span>
      </h3>
      <ul tabIndex={0} aria-label="Changes by person">
        {shown.map((person) => (
          <li key={person.person}>
            <b>{person.name}</b>
            <ul>
              {joined(person.changes).map((change, index) => (
                <li key={index}>
                  <span className="num">
                    {saySpan({ from: change.from as never, to: change.to as never })}
                  </span>
                  <Work id={change.before} model={props.model} />
                  <span aria-label="becomes">→</span>
                  <Work id={change.after} model={props.model} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {!all && people.length > FIRST && (
        <Button variant="subtle" size="xs" onClick={() => setAll(true)}>
          Show all {people.length}
        </Button>
      )}
    </div>
  )
}

/** Blocks that follow one another with the same change are said once. */
function joined(changes: Person['changes']): Person['changes'] {
  const runs: Person['changes'] = []
  for (const change of changes) {
    const last = runs.at(-1)
    const follows = last && addDays(last.to as Day, 1) === change.from
    if (follows && last.before === change.before && last.after === change.after)
      runs[runs.length - 1] = { ...last, to: change.to }
    else runs.push(change)
  }
  return runs
}

function Work({ id, model }: { id: string | null; model: PlanModel }) {
  const work =
    id === null ? undefined : model.works.find((entry) => entry.id === id || entry.code === id)
  return work ? <Swatch work={work} /> : <span className="subtle">{id ?? 'nothing'}</span>
}
