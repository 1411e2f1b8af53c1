// One file as the office keeps it: what is there, what came by mail, and whether this person may apply.
import { Button, NativeSelect } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Page, Section, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { recruitmentContract as contract } from '../contract.ts'
import type { FileView } from '../office-schema.ts'
import { kindNames } from '../rules/checklist.ts'
import { sayAt } from '../rules/cycle.ts'
import { uploadKinds, type UploadKind } from '../schema.ts'
import { DocumentPages } from './document-view.tsx'
import { type Chosen, fetchBytes, FileChoice } from './file-choice.tsx'
import { Eligibility } from './file-eligibility.tsx'
import { FileLetters } from './file-letters.tsx'
import { APPLICATION_STATES, fileQuery, RECRUITMENT } from './queries.ts'
import './office.css'

export type OfFile = { id: string; cycle: string; application: string }

export function FilePage() {
  const params = useParams({ strict: false }) as OfFile
  const { data, error } = useQuery(fileQuery(params.id, params.cycle, params.application))
  const [shown, setShown] = useState<string>()
  if (error)
    return (
      <Page title="File" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  const state = APPLICATION_STATES[data.state]
  const letters = data.letters.flatMap(({ document }) => document ?? [])
  const open = [...data.documents, ...letters].find(({ id }) => id === shown)
  const { applicant } = data
  return (
    <Page
      title={applicant.name}
      beside={
        <>
          <span className="chip" data-tone={state.tone}>
            {state.says}
          </span>
          <span className="subtle">{data.cycle.label}</span>
        </>
      }
      actions={
        <Button
          variant="default"
          renderRoot={(rest) => (
            <Link to="/programmes/$id/recruitment/$cycle" params={params} {...rest} />
          )}
        >
          All applications
        </Button>
      }
    >
      <div className="rec-file" data-open={open !== undefined || undefined}>
        <div>
          <p className="small subtle">
            {[applicant.email, applicant.phone, `clock of ${applicant.zone}`]
              .filter(Boolean)
              .join(' · ')}
            {data.submittedAt && ` · sent ${sayAt(data.submittedAt, data.cycle.zone)}`}
          </p>
          <p className="small subtle num">
            {applicant.aamcId ? `AAMC ${applicant.aamcId}` : 'No AAMC ID'}
            {applicant.nrmpId && ` · NRMP ${applicant.nrmpId}`}
          </p>
          <Eligibility data={data} params={params} />
          <Documents data={data} params={params} shown={shown} show={setShown} />
          <FileLetters data={data} params={params} shown={shown} show={setShown} />
          <Form data={data} />
        </div>
        {open && (
          <aside className="rec-reader" aria-label="Document">
            <div className="rec-acts">
              <strong>{open.fileName}</strong>
              <Button
                variant="default"
                size="compact-md"
                component="a"
                href={`/api${pathOf(params, open.id)}`}
              >
                Download
              </Button>
              <Button variant="default" size="compact-md" onClick={() => setShown(undefined)}>
                Close
              </Button>
            </div>
            <DocumentPages
              id={open.id}
              label={open.fileName}
              mediaType={open.mediaType}
              load={() => fetchBytes(pathOf(params, open.id))}
            />
          </aside>
        )}
      </div>
    </Page>
  )
}

const pathOf = ({ id, cycle, application }: OfFile, document: string) =>
  `/programmes/${id}/cycles/${cycle}/applications/${application}/documents/${document}/file`

export type Part = {
  data: FileView
  params: OfFile
  shown: string | undefined
  show: (id: string | undefined) => void
}

function Documents({ data, params, shown, show }: Part) {
  const client = useQueryClient()
  const [kind, setKind] = useState<UploadKind>('cv')
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const attach = async (file: Chosen) => {
    setBusy(true)
    setError(undefined)
    await call(contract.attach, {
      params: { ...params, kind },
      query: { name: file.name },
      body: file.bytes,
    }).catch(setError)
    await client.invalidateQueries({ queryKey: RECRUITMENT })
    setBusy(false)
  }
  return (
    <Section title="Documents" count={data.documents.length}>
      {data.documents.length > 0 && (
        <ul className="rows">
          {data.documents.map((one) => (
            <li key={one.id} className="rec-doc">
              <span className="rec-words">
                <strong>{kindNames[one.kind]}</strong>
                <span className="small subtle">
                  {one.fileName}
                  {one.pages !== null && `, ${one.pages} p.`}
                  {one.source === 'office' && ' · came by mail'}
                </span>
              </span>
              {one.flags.noText && (
                <span className="chip" data-tone="warning">
                  no text
                </span>
              )}
              {one.isHidden ? (
                <span className="chip">closed until the interview</span>
              ) : (
                <Button
                  variant="default"
                  size="compact-md"
                  aria-pressed={shown === one.id}
                  aria-label={`Look at ${kindNames[one.kind]}: ${one.fileName}`}
                  onClick={() => show(shown === one.id ? undefined : one.id)}
                >
                  Look
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <div className="rec-attach">
        <NativeSelect
          label="Came by mail"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as UploadKind)}
          data={uploadKinds.map((value) => ({ value, label: kindNames[value] }))}
        />
        <FileChoice
          label={kindNames[kind]}
          wants={kind === 'photo' ? 'portrait' : 'paper'}
          isBusy={isBusy}
          isPlain
          take={(file) => void attach(file)}
          refuse={setError}
        />
      </div>
      <Findings findings={error ? findingsOf(error) : []} />
    </Section>
  )
}

const CITIZENSHIP = {
  '': '',
  citizen: 'citizen',
  resident: 'permanent resident',
  visa: 'with a visa',
}

function Form({ data: { form, cycle } }: { data: FileView }) {
  const pairs = [
    ['address', form.address],
    ...form.schooling.map((one) => [
      one.kind.replace('-', ' '),
      [one.place, one.degree, [one.from, one.to].filter(Boolean).join(' to ')]
        .filter(Boolean)
        .join(', '),
    ]),
    ['board', [form.board, form.boardMonth].filter(Boolean).join(', ')],
    ...cycle.settings.scores.map(({ id, name }) => [name, form.scores[id]]),
    ...form.licences.map(({ state, number, until }) => [
      'licence',
      [state, number, until && `until ${until}`].filter(Boolean).join(', '),
    ]),
    ['right to work', [CITIZENSHIP[form.citizenship], form.visa].filter(Boolean).join(', ')],
    ['honours', form.honours],
    ['publications', form.publications],
    ['actions', [form.discipline, form.disciplineNote].filter(Boolean).join(': ')],
    ['note', form.note],
    ['signed', form.signed],
  ].filter(([, says]) => says)
  return (
    <Section title="Form">
      {pairs.length === 0 ? (
        <p className="subtle">Nothing is filled in yet.</p>
      ) : (
        <dl className="rec-form">
          {pairs.map(([name, says], nth) => (
            <div key={nth}>
              <dt>{name}</dt>
              <dd>{says}</dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  )
}
