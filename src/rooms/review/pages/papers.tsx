// What was sent: documents one beside the other, and the form.
import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { sayCount } from '../../../kernel/finding.ts'
import { DocumentPages } from '../../recruitment/pages/document-view.tsx'
import type { FileView } from '../contract.ts'

type At = { id: string; cycle: string; application: string }
const FORM = 'form'

export function Papers({ at, view }: { at: At; view: FileView }) {
  const [shown, setShown] = useState(view.documents[0]?.id ?? FORM)
  const document = view.documents.find(({ id }) => id === shown)
  const address = (id: string) =>
    `/api/programmes/${at.id}/cycles/${at.cycle}/review/${at.application}/documents/${id}`
  return (
    <section className="review-papers" aria-label="What was sent">
      {view.documents.length > 0 && (
        <SegmentedControl
          value={shown}
          data={[
            ...view.documents.map(({ id, title }) => ({ value: id, label: title })),
            { value: FORM, label: 'Form' },
          ]}
          onChange={setShown}
          aria-label="Which document is shown"
          className="review-tabs"
        />
      )}
      {view.isBlinded && (
        <p className="small subtle" role="note">
          Blinded: the documents and the name are shown once your scores are in.
        </p>
      )}
      {document ? (
        <figure className="review-paper">
          <DocumentPages
            id={document.id}
            label={document.title}
            mediaType={document.mediaType}
            load={async () => {
              const answer = await fetch(address(document.id), { credentials: 'same-origin' })
              if (!answer.ok) throw new Error('This document cannot be opened now.')
              return new Uint8Array(await answer.arrayBuffer())
            }}
          />
          <figcaption className="small subtle">
            {document.pages !== null && `${sayCount(document.pages, 'page')}. `}
            {document.flags.noText && 'A scan without text in it: it is read by eye only. '}
            {document.flags.byMail && 'It came by mail, and the office attached it. '}
            <a href={address(document.id)} download>
              Save {document.title}
            </a>
          </figcaption>
        </figure>
      ) : (
        <FormView view={view} />
      )}
    </section>
  )
}

const BOARD = { certified: 'certified', qualified: 'qualified', neither: 'neither', '': 'not said' }

function FormView({ view }: { view: FileView }) {
  const { form } = view
  const facts: [string, string][] = [
    ['Board', BOARD[form.board]],
    ...view.examinations.map(({ id, name }): [string, string] => [name, form.scores[id] ?? '']),
    ...view.questions.map(({ id, asks }): [string, string] => {
      const answer = form.answers[id]
      return [
        asks,
        answer ? `${answer.says || 'not said'}${answer.note && `: ${answer.note}`}` : '',
      ]
    }),
    ['Citizenship', form.citizenship],
    ['Visa', form.visa],
    ['Honours', form.honours],
    ['Publications', form.publications],
    [
      'Actions against a licence or a place',
      form.discipline && `${form.discipline} ${form.disciplineNote}`,
    ],
    ['What else should be known', form.note],
  ]
  return (
    <div className="review-form" tabIndex={0}>
      {form.schooling.length > 0 && (
        <ol className="review-schooling">
          {form.schooling.map((one, nth) => (
            <li key={nth}>
              <span className="num subtle">
                {one.from || '?'} to {one.to || 'now'}
              </span>{' '}
              {one.place}{' '}
              <span className="subtle">
                {one.kind.replace('-', ' ')} {one.degree}
              </span>
            </li>
          ))}
        </ol>
      )}
      <dl>
        {facts
          .filter(([, value]) => value.trim() !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </div>
  )
}
