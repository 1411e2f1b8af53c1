// The letters of one file, as the office sees them: who is waited for, who is reminded, what came by mail.
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Section } from '../../people/pages/frame.tsx'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { recruitmentContract as contract } from '../contract.ts'
import type { FileView } from '../office-schema.ts'
import { sayAt } from '../rules/cycle.ts'
import type { OfFile, Part } from './file.tsx'
import { type Chosen, FileChoice } from './file-choice.tsx'
import { LETTER_STATES, RECRUITMENT } from './queries.ts'
import { useWriter, WriterFields } from './writer-fields.tsx'

export function FileLetters(part: Part) {
  const [isAdding, setAdding] = useState(false)
  const { data, params } = part
  const there = data.letters.filter(({ state }) => state === 'received').length
  return (
    <Section title={`Letters, ${there} of ${data.cycle.settings.letters.count}`}>
      {data.letters.length > 0 && (
        <ul className="rows">
          {data.letters.map((letter) => (
            <Row key={letter.id} letter={letter} part={part} />
          ))}
        </ul>
      )}
      <p className="rec-more">
        <Button variant="default" onClick={() => setAdding(true)}>
          A letter of somebody else
        </Button>
      </p>
      {isAdding && <WriterDialog params={params} close={() => setAdding(false)} />}
    </Section>
  )
}

function Row({ letter, part }: { letter: FileView['letters'][number]; part: Part }) {
  const { data, params, shown, show } = part
  const client = useQueryClient()
  const step = useStepOf<unknown>(RECRUITMENT)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const state = LETTER_STATES[letter.state]
  const { document } = letter
  const last = letter.receivedAt ?? letter.remindedAt ?? letter.askedAt
  const attach = async (file: Chosen) => {
    setBusy(true)
    setError(undefined)
    await call(contract.attachLetter, {
      params: { ...params, letter: letter.id },
      query: { name: file.name },
      body: file.bytes,
    }).catch(setError)
    await client.invalidateQueries({ queryKey: RECRUITMENT })
    setBusy(false)
  }
  return (
    <li className="rec-doc">
      <span className="rec-words">
        <strong>{letter.writerName}</strong>
        <span className="small subtle">
          {[letter.writerRole, letter.writerEmail].filter(Boolean).join(' · ')}
          {last && ` · ${sayAt(last, data.cycle.zone)}`}
        </span>
        <span className="small subtle">
          {letter.waived ? 'Closed to the applicant' : 'The applicant may read it'}
          {document?.source === 'office' && ' · came by mail'}
        </span>
        <Findings findings={[error, step.error].flatMap((one) => (one ? findingsOf(one) : []))} />
      </span>
      {document?.flags.noText && (
        <span className="chip" data-tone="warning">
          no text
        </span>
      )}
      <span className="chip" data-tone={state.tone}>
        {state.says}
      </span>
      <span className="rec-acts">
        {document && (
          <Button
            variant="default"
            size="compact-md"
            aria-pressed={shown === document.id}
            aria-label={`Look at the letter of ${letter.writerName}`}
            onClick={() => show(shown === document.id ? undefined : document.id)}
          >
            Look
          </Button>
        )}
        {(letter.state === 'asked' || letter.state === 'named') && (
          <Button
            variant="default"
            size="compact-md"
            loading={step.isPending}
            aria-label={`Remind ${letter.writerName}`}
            onClick={() =>
              step.mutate({
                act: () => call(contract.remind, { params: { ...params, letter: letter.id } }),
                says: `${letter.writerName} is reminded.`,
              })
            }
          >
            Remind
          </Button>
        )}
        {letter.state !== 'received' && (
          <FileChoice
            label={`letter of ${letter.writerName} that came by mail`}
            wants="paper"
            isBusy={isBusy}
            isPlain
            take={(file) => void attach(file)}
            refuse={setError}
          />
        )}
      </span>
    </li>
  )
}

function WriterDialog({ params, close }: { params: OfFile; close: () => void }) {
  const step = useStepOf<unknown>(RECRUITMENT, { done: close })
  const writer = useWriter()
  const { words } = writer
  return (
    <FormDialog
      title="A letter of somebody else"
      close={close}
      action="Add the writer"
      off={!writer.isWhole}
      doing={{
        isPending: step.isPending,
        error: step.error,
        mutate: () =>
          step.mutate({
            act: () => call(contract.addWriter, { params, body: words }),
            says: 'Added; now put the letter in.',
          }),
      }}
    >
      <p className="small subtle">
        For a letter that came without the applicant naming its writer. It stays closed to the
        applicant.
      </p>
      <WriterFields writer={writer} capacity="In what capacity" />
    </FormDialog>
  )
}
