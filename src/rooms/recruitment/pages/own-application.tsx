// One's own application: the list with what is there, the form, the letters, and what becomes of it.
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { applicantContract as contract } from '../applicant-contract.ts'
import type { DocumentView, OwnApplication } from '../applicant-schema.ts'
import { sayAt } from '../rules/cycle.ts'
import type { ApplicationState, UploadKind } from '../schema.ts'
import { ApplicationFormPart } from './application-form.tsx'
import { Checklist } from './checklist.tsx'
import { DocumentPages } from './document-view.tsx'
import { type Chosen, fetchBytes } from './file-choice.tsx'
import { OwnLetters } from './own-letters.tsx'
import { APPLYING } from './queries.ts'

export function OwnPage({ own }: { own: OwnApplication }) {
  const institution = own.cycle.institution.id
  const at = { institution, application: own.id }
  const client = useQueryClient()
  const step = useStepOf<unknown>(APPLYING)
  const [busy, setBusy] = useState<string>()
  const [refused, setRefused] = useState<{ kind: string; error: unknown }>()
  const isOpen = own.cycle.phase === 'open' && own.state === 'begun'
  const isAddable = own.cycle.phase === 'open' && own.state !== 'withdrawn'
  const send = async (kind: string, file: Chosen) => {
    setBusy(kind)
    setRefused(undefined)
    const params = { ...at, kind: kind as UploadKind }
    await call(contract.upload, { params, query: { name: file.name }, body: file.bytes }).catch(
      (error: unknown) => setRefused({ kind, error }),
    )
    setBusy(undefined)
    await client.invalidateQueries({ queryKey: APPLYING })
  }
  const keep = (document: DocumentView, isKept: boolean) =>
    call(contract.keep, { params: { ...at, document: document.id }, body: { isKept } })
  const takeAway = (document: DocumentView) =>
    step.mutate({
      act: () => keep(document, false),
      says: `${document.fileName} is taken away.`,
      undo: () => keep(document, true),
    })
  const mayChange = (kind: string) =>
    isOpen || (isAddable && (kind === 'other' || kind === 'score-report'))
  return (
    <>
      <Status own={own} />
      <section aria-label="What is there" className="apply-section">
        <h2>What is there</h2>
        <Checklist
          items={own.items}
          settings={own.cycle.settings}
          busy={busy}
          choose={isOpen ? (kind, file) => void send(kind, file) : undefined}
          below={(item) => (
            <>
              {item.kind === 'form' && isOpen && <a href="#form">Fill in the form</a>}
              {item.kind === 'letters' && own.mayAsk && item.state === 'open' && (
                <a href="#letters">Name writers</a>
              )}
              {own.documents
                .filter(({ kind }) => kind === item.kind)
                .map((document) => (
                  <OwnDocument
                    key={document.id}
                    at={at}
                    document={document}
                    drop={mayChange(document.kind) ? () => takeAway(document) : undefined}
                  />
                ))}
              <Findings findings={refused?.kind === item.kind ? findingsOf(refused.error) : []} />
            </>
          )}
        />
      </section>
      <ApplicationFormPart key={`${own.id}-${own.state}`} own={own} isOpen={isOpen} />
      <OwnLetters own={own} />
      <Ending own={own} />
    </>
  )
}

function OwnDocument(props: {
  at: { institution: string; application: string }
  document: DocumentView
  drop: (() => void) | undefined
}) {
  const { at, document } = props
  const [isShown, setShown] = useState(false)
  const path = `/applying/${at.institution}/applications/${at.application}/documents/${document.id}/file`
  return (
    <div className="apply-document">
      <div className="apply-acts">
        <Button
          variant="default"
          size="compact-md"
          aria-expanded={isShown}
          aria-label={`${isShown ? 'Hide' : 'Look at it'}: ${document.fileName}`}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? 'Hide' : 'Look at it'}
        </Button>
        {props.drop && (
          <Button
            variant="default"
            size="compact-md"
            aria-label={`Take away ${document.fileName}`}
            onClick={props.drop}
          >
            Take away
          </Button>
        )}
        {document.flags.noText && (
          <span className="chip" data-tone="warning">
            a picture, no text
          </span>
        )}
      </div>
      {isShown && (
        <DocumentPages
          id={document.id}
          label={document.fileName}
          mediaType={document.mediaType}
          load={() => fetchBytes(path)}
        />
      )}
    </div>
  )
}

/** Where it stands, and what happens next; nothing is said that is not so. */
function Status({ own }: { own: OwnApplication }) {
  const { zone } = own.applicant
  const letters = own.letters.filter(({ state }) => state === 'received').length
  const wanted = own.cycle.settings.letters.count
  const coming = wanted > 0 ? ` ${letters} of ${wanted} letters are there.` : ''
  const says = {
    begun: own.submittedAt
      ? 'You took it back. It counts again when you send it.'
      : `Begun, and not sent: nobody reads it yet.${coming}`,
    submitted: `Sent on ${own.submittedAt ? sayAt(own.submittedAt, zone) : ''}.${coming} The programme decides whom to invite and writes to you either way.`,
    withdrawn: 'Withdrawn: nobody decides about it.',
  }[own.state]
  return (
    <>
      <p className="apply-status" data-state={own.state} role="status">
        {says}
      </p>
      {own.state === 'submitted' && (
        <p>
          <a href={`/apply/${own.cycle.institution.id}/interview/${own.id}`}>Your interview</a>
          <span className="subtle">: whether you are invited, your seat, your day</span>
        </p>
      )}
    </>
  )
}

function Ending({ own }: { own: OwnApplication }) {
  const institution = own.cycle.institution.id
  const client = useQueryClient()
  const step = useStepOf<unknown>(APPLYING)
  const leave = useMutation({
    mutationFn: () => call(contract.leave, { params: { institution } }),
    onSuccess: () => client.invalidateQueries({ queryKey: APPLYING }),
  })
  const isOpen = own.cycle.phase === 'open'
  const to = (state: ApplicationState) =>
    call(contract.step, { params: { institution, application: own.id }, body: { state } })
  const go = (state: ApplicationState, says: string) =>
    step.mutate({
      act: () => to(state),
      says,
      // After the deadline a withdrawal stands.
      ...(isOpen ? { undo: () => to(own.state) } : {}),
    })
  return (
    <section aria-label="Send" className="apply-section apply-end">
      {own.state === 'begun' && isOpen && own.lacks.length > 0 && (
        <div className="findings" data-tone="warning" role="note">
          <strong>Before it can be sent</strong>
          <ul>
            {own.lacks.map((says) => (
              <li key={says}>{says}</li>
            ))}
          </ul>
        </div>
      )}
      <Findings findings={step.error ? findingsOf(step.error) : []} />
      <div className="apply-foot">
        {own.state === 'begun' && isOpen && (
          <Button
            size="md"
            loading={step.isPending}
            onClick={() => go('submitted', 'Your application is sent.')}
          >
            Send the application
          </Button>
        )}
        {own.state === 'submitted' && isOpen && (
          <Button
            size="md"
            variant="default"
            loading={step.isPending}
            onClick={() => go('begun', 'Taken back: change it, then send it again.')}
          >
            Take it back for changes
          </Button>
        )}
        {own.state === 'withdrawn' && isOpen && (
          <Button
            size="md"
            loading={step.isPending}
            onClick={() => go(own.submittedAt ? 'submitted' : 'begun', 'It counts again.')}
          >
            Let it count again
          </Button>
        )}
        {own.state !== 'withdrawn' && (
          <Button
            size="md"
            variant="default"
            disabled={step.isPending}
            onClick={() => go('withdrawn', 'Your application is withdrawn.')}
          >
            Withdraw
          </Button>
        )}
        <Button size="md" variant="subtle" loading={leave.isPending} onClick={() => leave.mutate()}>
          Leave on this device
        </Button>
      </div>
    </section>
  )
}
