// Who writes letters: named, asked, reminded. Whether one may read them is said once, before they are asked.
import { Button, Radio } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../../platform/client.ts'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { applicantContract as contract } from '../applicant-contract.ts'
import type { OwnApplication } from '../applicant-schema.ts'
import { sayAt } from '../rules/cycle.ts'
import { DocumentPages } from './document-view.tsx'
import { fetchBytes } from './file-choice.tsx'
import { APPLYING, LETTER_STATES } from './queries.ts'
import { useWriter, WriterFields } from './writer-fields.tsx'

type Letter = OwnApplication['letters'][number]

export function OwnLetters({ own }: { own: OwnApplication }) {
  const [isNaming, setNaming] = useState(false)
  const { count } = own.cycle.settings.letters
  if (count === 0) return null
  const out = own.letters.filter(({ state }) => !['declined', 'withdrawn'].includes(state)).length
  return (
    <section aria-label="Letters" className="apply-section" id="letters">
      <h2>Letters</h2>
      <p className="subtle">
        Each writer gets a link and needs no account. Letters are taken until{' '}
        {sayAt(own.cycle.lettersUntil, own.applicant.zone)}.
      </p>
      {own.letters.length > 0 && (
        <ul className="rows apply-letters">
          {own.letters.map((letter) => (
            <LetterRow key={letter.id} own={own} letter={letter} />
          ))}
        </ul>
      )}
      {own.mayAsk && out < count + 2 && (
        <Button variant={out < count ? 'filled' : 'default'} onClick={() => setNaming(true)}>
          Name a writer
        </Button>
      )}
      {isNaming && <WriterDialog own={own} close={() => setNaming(false)} />}
    </section>
  )
}

function LetterRow({ own, letter }: { own: OwnApplication; letter: Letter }) {
  const step = useStepOf<unknown>(APPLYING)
  const [isShown, setShown] = useState(false)
  const at = { institution: own.cycle.institution.id, application: own.id }
  const params = { ...at, letter: letter.id }
  const pathOf = (document: string) =>
    `/applying/${at.institution}/applications/${at.application}/documents/${document}/file`
  const state = LETTER_STATES[letter.state]
  const isOut = letter.state === 'asked' || letter.state === 'named'
  const { zone } = own.applicant
  const last = letter.receivedAt ?? letter.remindedAt ?? letter.askedAt
  return (
    <li>
      <div className="apply-words">
        <strong>{letter.writerName}</strong>
        <span className="small subtle">
          {letter.writerRole && `${letter.writerRole} · `}
          {letter.writerEmail}
          {last && ` · ${sayAt(last, zone)}`}
        </span>
        <span className="small subtle">
          {letter.waived
            ? 'You have waived to see it, for good.'
            : 'You have kept the right to see it.'}
        </span>
        <Findings findings={step.error ? findingsOf(step.error) : []} />
        {isShown && letter.document && (
          <DocumentPages
            id={letter.document.id}
            label={`Letter of ${letter.writerName}`}
            mediaType={letter.document.mediaType}
            load={() => fetchBytes(pathOf(letter.document!.id))}
          />
        )}
      </div>
      <span className="apply-acts">
        <span className="chip" data-tone={state.tone}>
          {state.says}
        </span>
        {letter.document && (
          <Button variant="default" size="compact-md" onClick={() => setShown(!isShown)}>
            {isShown ? 'Hide' : 'Read'}
          </Button>
        )}
        {isOut && own.mayAsk && (
          <>
            <Button
              variant="default"
              size="compact-md"
              aria-label={`Remind ${letter.writerName}`}
              loading={step.isPending}
              onClick={() =>
                step.mutate({
                  act: () => call(contract.remind, { params }),
                  says: `${letter.writerName} is reminded.`,
                })
              }
            >
              Remind
            </Button>
            <Button
              variant="default"
              size="compact-md"
              aria-label={`Ask no more: ${letter.writerName}`}
              disabled={step.isPending}
              onClick={() =>
                step.mutate({
                  act: () => call(contract.drop, { params }),
                  says: `${letter.writerName} is asked no more; the link has ended.`,
                })
              }
            >
              Ask no more
            </Button>
          </>
        )}
      </span>
    </li>
  )
}

function WriterDialog({ own, close }: { own: OwnApplication; close: () => void }) {
  const step = useStepOf<{ letter: string }>(APPLYING, { done: close })
  const writer = useWriter()
  const { words } = writer
  // What was chosen for the first stands for the next, until it is chosen otherwise.
  const last = own.letters.at(-1)
  const [waived, setWaived] = useState(last ? (last.waived ? 'yes' : 'no') : '')
  const params = { institution: own.cycle.institution.id, application: own.id }
  return (
    <FormDialog
      title="Name a writer"
      close={close}
      action="Ask for the letter"
      off={!writer.isWhole || waived === ''}
      doing={{
        isPending: step.isPending,
        error: step.error,
        mutate: () =>
          step.mutate({
            act: () =>
              call(contract.name, { params, body: { ...words, waived: waived === 'yes' } }),
            says: `${words.writerName} is asked.`,
            undo: ({ letter }) => call(contract.drop, { params: { ...params, letter } }),
          }),
      }}
    >
      <WriterFields writer={writer} capacity="How they know you" />
      <Radio.Group
        label="May you read this letter?"
        description="Said once, told to the writer, and never changed: also when you train or work here later."
        value={waived}
        onChange={setWaived}
      >
        <div className="apply-radios">
          <Radio value="yes" label="No: I waive the right to see it" />
          <Radio value="no" label="Yes: I keep the right to see it" />
        </div>
      </Radio.Group>
    </FormDialog>
  )
}
