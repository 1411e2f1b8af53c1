// Who has learned what, so that the electives that ask for it open?
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { type Day, sayDay } from '../../../kernel/day.ts'
import type { z } from 'zod'
import { call } from '../../../platform/client.ts'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { Empty, Findings, findingsOf, Page, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { catalogueContract as contract } from '../contract.ts'
import type { CompetencyRecord } from '../schema.ts'
import { competenciesQuery } from './queries.ts'
import { useStep } from './use-step.tsx'
import './catalogue.css'

type View = z.output<(typeof contract)['competencies']['output']>
type Person = View['people'][number]

export function CompetenciesPage() {
  const { id = '' } = useParams({ strict: false })
  const { data, error } = useQuery(competenciesQuery(id))
  const [words, setWords] = useState('')
  const hash = useLocation({ select: (location) => location.hash })
  const isThere = data !== undefined
  useEffect(() => {
    const row = isThere && hash ? document.getElementById(hash) : null
    row?.scrollIntoView({ block: 'center' })
    row?.focus({ preventScroll: true })
  }, [isThere, hash])
  if (error)
    return (
      <Page title="Competencies" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  const shown = data.people.filter(({ name, id: person }) =>
    `${name} ${data.records
      .filter((one) => one.person === person)
      .map(({ word }) => nameOf(data, word))
      .join(' ')}`
      .toLowerCase()
      .includes(words.trim().toLowerCase()),
  )
  return (
    <Page
      title="Competencies"
      beside={<span className="subtle">{data.programme.name}</span>}
      actions={
        <Button
          variant="default"
          renderRoot={(rest) => <Link to="/programmes/$id/catalogue" params={{ id }} {...rest} />}
        >
          Catalogue
        </Button>
      }
      narrow
    >
      <p className="subtle small cat-about">
        An elective that asks for something opens as soon as it is recorded here.
      </p>
      {data.people.length === 0 ? (
        <Empty says="Nobody trains here yet." />
      ) : (
        <>
          {data.mayPlan && (
            <TextInput
              type="search"
              aria-label="Search people and competencies"
              placeholder="Search people and competencies"
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
            />
          )}
          <ul className="rows cat-people">
            {shown.map((person) => (
              <PersonRow key={person.id} view={data} person={person} />
            ))}
            {shown.length === 0 && <li className="subtle">Nobody of this name.</li>}
          </ul>
        </>
      )}
    </Page>
  )
}

const nameOf = ({ words }: View, word: string) => words.find(({ id }) => id === word)?.name ?? word

function PersonRow({ view, person }: { view: View; person: Person }) {
  const [isOpen, setOpen] = useState(false)
  const has = view.records.filter((record) => record.person === person.id)
  const left = view.words.filter(({ id }) => !has.some(({ word }) => word === id))
  return (
    <li id={`person-${person.id}`} tabIndex={-1} className="cat-person">
      <div className="cat-person-words">
        <strong>
          {person.name} <span className="subtle">{person.level}</span>
        </strong>
        {has.length === 0 && <span className="small subtle">Nothing recorded yet.</span>}
        {has.map((record) => (
          <RecordLine key={record.id} view={view} person={person} record={record} />
        ))}
      </div>
      {view.mayPlan && left.length > 0 && (
        <Button
          variant="default"
          aria-label={`Record a competency of ${person.name}`}
          onClick={() => setOpen(true)}
        >
          Record
        </Button>
      )}
      {isOpen && (
        <RecordDialog view={view} person={person} left={left} close={() => setOpen(false)} />
      )}
    </li>
  )
}

function RecordLine(props: { view: View; person: Person; record: CompetencyRecord }) {
  const { view, person, record } = props
  const name = nameOf(view, record.word)
  const step = useStep()
  const params = { id: view.programme.id }
  const { word, since, note } = record
  const end = () =>
    step.mutate({
      act: () => call(contract.end, { params: { ...params, record: record.id } }),
      says: `${name} of ${person.name} counts no longer.`,
      undo: () => call(contract.record, { params, body: { person: person.id, word, since, note } }),
    })
  return (
    <span className="cat-record small">
      <span>
        {name}
        <span className="subtle">
          {' '}
          since {sayDay(since, { year: true })}, by {record.by}
          {note && `. ${note}`}
        </span>
      </span>
      {view.mayPlan && (
        <Button
          size="compact-sm"
          variant="subtle"
          loading={step.isPending}
          aria-label={`End ${name} of ${person.name}`}
          onClick={end}
        >
          End
        </Button>
      )}
      <Findings findings={step.error ? findingsOf(step.error) : []} />
    </span>
  )
}

function RecordDialog(props: {
  view: View
  person: Person
  left: { id: string; name: string }[]
  close: () => void
}) {
  const { view, person, left, close } = props
  const [word, setWord] = useState(left[0]!.id)
  const [since, setSince] = useState<string>(view.today)
  const [note, setNote] = useState('')
  const step = useStep<{ id: string }>({ done: close })
  const params = { id: view.programme.id }
  const record = () =>
    step.mutate({
      act: () =>
        call(contract.record, {
          params,
          body: { person: person.id, word, since: since as Day, note: note.trim() },
        }),
      says: `${nameOf(view, word)} is recorded for ${person.name}.`,
      undo: (made) => call(contract.end, { params: { ...params, record: made.id } }),
    })
  return (
    <FormDialog
      title={`What has ${person.name} learned?`}
      close={close}
      doing={{ mutate: record, isPending: step.isPending, error: step.error }}
      action="Record it"
      off={since === ''}
    >
      <NativeSelect
        label="Competency"
        value={word}
        data-autofocus
        onChange={(event) => setWord(event.currentTarget.value)}
        data={left.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextInput
        label="Since"
        type="date"
        value={since}
        max={view.today}
        onChange={(event) => setSince(event.currentTarget.value)}
      />
      <TextInput
        label="Note"
        description="Which course, who has seen it. Not about patients."
        value={note}
        maxLength={400}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
