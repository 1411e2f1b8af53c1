// Who is to be interviewed, who has a seat, who waits; invitations and letters go out from here.
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { sayCount } from '../../../kernel/finding.ts'
import { call } from '../../../platform/client.ts'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { Empty, Findings, findingsOf, Section } from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { judgeMessage } from '../../recruitment/rules/conduct.ts'
import { type Guest, type Interviews, interviewsContract as contract } from '../contract.ts'
import { INTERVIEWS, INVITATIONS, sayDate } from './queries.ts'

export function GuestList({ view }: { view: Interviews }) {
  const [isWriting, setWriting] = useState(false)
  const params = { id: view.programme.id, cycle: view.cycle.id }
  const step = useStepOf<unknown>(INTERVIEWS)
  const fresh = view.guests.filter(({ state, isWanted }) => state === null && isWanted)
  const invite = () =>
    step.mutate({
      act: () =>
        call(contract.invite, {
          params,
          body: { applications: fresh.map(({ application }) => application) },
        }),
      says: `${sayCount(fresh.length, 'invitation is on its way', 'invitations are on their way')}.`,
    })
  return (
    <Section title="Applicants" count={view.guests.length}>
      <Findings findings={step.error ? findingsOf(step.error) : []} />
      {view.guests.length === 0 ? (
        <Empty says="Nobody is to be interviewed yet. Decide it under Review; those stand here then." />
      ) : (
        <>
          {view.plans && (
            <div className="interview-acts">
              {fresh.length > 0 && (
                <Button
                  onClick={invite}
                  loading={step.isPending}
                  disabled={view.days.length === 0 || view.quiet.length > 0}
                >
                  Invite {sayCount(fresh.length, 'applicant')}
                </Button>
              )}
              <Button variant="default" onClick={() => setWriting(true)}>
                Write to those invited
              </Button>
              {view.days.length === 0 && fresh.length > 0 && (
                <span className="subtle">Plan a day first.</span>
              )}
            </div>
          )}
          <ul className="rows interview-guests">
            {view.guests.map((guest) => (
              <GuestRow key={guest.application} guest={guest} view={view} />
            ))}
          </ul>
        </>
      )}
      {isWriting && <LetterDialog view={view} close={() => setWriting(false)} />}
    </Section>
  )
}

function GuestRow({ guest, view }: { guest: Guest; view: Interviews }) {
  const step = useStepOf<unknown>(INTERVIEWS)
  const params = {
    ...{ id: view.programme.id, cycle: view.cycle.id },
    application: guest.application,
  }
  const seat = (day: string | null, before: string | null) =>
    step.mutate({
      act: () => call(contract.seat, { params, body: { day } }),
      says: day === null ? 'The seat is free again.' : `${guest.name} has a seat, and a letter.`,
      undo: () => call(contract.seat, { params, body: { day: before } }),
    })
  return (
    <li>
      <span>
        <strong>{guest.name}</strong> <span className="small subtle">{guest.zone}</span>
        {step.error && <span role="alert"> {step.error.message}</span>}
      </span>
      <span className="interview-acts">
        {guest.state && view.plans && (
          <NativeSelect
            aria-label={`Day of ${guest.name}`}
            value={guest.day ?? ''}
            disabled={step.isPending}
            onChange={(event) => seat(event.currentTarget.value || null, guest.day)}
            data={[
              { value: '', label: 'no day' },
              ...view.days.map(({ id, startsAt, track, seats, taken }) => ({
                value: id,
                label: `${sayDate(startsAt, view.cycle.zone)}${track && ` ${track}`} (${seats - taken} free)`,
                disabled: taken >= seats && id !== guest.day,
              })),
            ]}
          />
        )}
        <span className="chip" data-tone={guest.state ? INVITATIONS[guest.state].tone : undefined}>
          {guest.state ? INVITATIONS[guest.state].says : 'not invited yet'}
        </span>
      </span>
    </li>
  )
}

function LetterDialog({ view, close }: { view: Interviews; close: () => void }) {
  const invited = view.guests.filter(({ state }) => state !== null && state !== 'declined')
  const [subject, setSubject] = useState(`${view.programme.name}: your interview`)
  const [text, setText] = useState('')
  const step = useStepOf<unknown>(INTERVIEWS, { done: close })
  const findings = [...view.quiet, ...judgeMessage({ subject, text })]
  const send = () =>
    step.mutate({
      act: () =>
        call(contract.write, {
          params: { id: view.programme.id, cycle: view.cycle.id },
          body: { subject, text, applications: invited.map(({ application }) => application) },
        }),
      says: `${sayCount(invited.length, 'letter is on its way', 'letters are on their way')}.`,
    })
  return (
    <FormDialog
      title={`A letter to ${sayCount(invited.length, 'applicant')}`}
      close={close}
      doing={{ mutate: send, isPending: step.isPending, error: step.error }}
      action="Send it"
      off={
        subject.trim() === '' || text.trim() === '' || invited.length === 0 || findings.length > 0
      }
    >
      <TextInput
        label="Subject"
        value={subject}
        maxLength={120}
        onChange={(event) => setSubject(event.currentTarget.value)}
      />
      <Textarea
        label="Letter"
        description="Around interviews letters inform, and ask for nothing."
        value={text}
        maxLength={4000}
        autosize
        minRows={5}
        maxRows={14}
        data-autofocus
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Findings findings={findings} tone="warning" />
    </FormDialog>
  )
}
