// Who are you, and is this your address? Digits from a letter, typed on the page where one already is.
import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/client.ts'
import { Dialog } from '../../people/pages/form-dialog.tsx'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import { applicantContract as contract } from '../applicant-contract.ts'
import type { OpenCycle } from '../applicant-schema.ts'
import type { UploadKind } from '../schema.ts'
import type { Chosen } from './file-choice.tsx'
import { APPLYING, ownZone } from './queries.ts'

/** `file`: chosen before it was known whose it is; it is sent as soon as that is known. */
export function EntryDialog(props: {
  cycle: OpenCycle
  close: () => void
  kind?: string
  file?: Chosen
}) {
  const { cycle, file } = props
  const institution = cycle.institution.id
  const client = useQueryClient()
  const [who, setWho] = useState({ given: '', family: '', email: '' })
  const [sent, setSent] = useState<{ minutes: number; shown: string | null }>()
  const [code, setCode] = useState('')
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const put = (part: Partial<typeof who>) => setWho((old) => ({ ...old, ...part }))
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true)
    setError(undefined)
    await work().catch(setError)
    setBusy(false)
  }
  const ask = () =>
    attempt(async () => {
      const body = { ...who, cycle: cycle.id, zone: ownZone() }
      setSent(await call(contract.ask, { params: { institution }, body }))
    })
  const enter = () =>
    attempt(async () => {
      const body = { cycle: cycle.id, email: who.email, code }
      const { application } = await call(contract.enter, { params: { institution }, body })
      if (file) {
        const kind = props.kind as UploadKind
        const params = { institution, application, kind }
        // One that is refused is said on the list, where it can be chosen again.
        await call(contract.upload, { params, query: { name: file.name }, body: file.bytes }).catch(
          () => {},
        )
      }
      await client.invalidateQueries({ queryKey: APPLYING })
      props.close()
    })
  const isWhole = who.given.trim() && who.family.trim() && /^\S+@\S+\.\S+$/.test(who.email)
  return (
    <Dialog title={sent ? 'Look into your mail' : 'Who are you?'} close={props.close}>
      <form
        className="form-dialog"
        onSubmit={(event) => {
          event.preventDefault()
          void (sent ? enter() : ask())
        }}
      >
        {sent ? (
          <>
            <p>
              Six digits went to <strong>{who.email}</strong>. They are good for {sent.minutes}{' '}
              minutes.
              {file && ` ${file.name} waits here meanwhile.`}
            </p>
            {sent.shown && (
              <p className="subtle small">
                This is a demo without mail; the digits are <strong>{sent.shown}</strong>.
              </p>
            )}
            <TextInput
              label="Six digits"
              value={code}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={7}
              data-autofocus
              onChange={(event) => setCode(event.currentTarget.value)}
            />
          </>
        ) : (
          <>
            <p className="subtle">
              A letter to your address opens the application, now and on any other device. No
              account, no password.
            </p>
            <TextInput
              label="Given name"
              autoComplete="given-name"
              value={who.given}
              maxLength={120}
              data-autofocus
              onChange={(event) => put({ given: event.currentTarget.value })}
            />
            <TextInput
              label="Family name"
              autoComplete="family-name"
              value={who.family}
              maxLength={120}
              onChange={(event) => put({ family: event.currentTarget.value })}
            />
            <TextInput
              label="E-mail address"
              description="One that you will still read next year."
              type="email"
              autoComplete="email"
              value={who.email}
              maxLength={200}
              onChange={(event) => put({ email: event.currentTarget.value.trim() })}
            />
          </>
        )}
        <Findings findings={error ? findingsOf(error) : []} />
        <div className="dialog-actions">
          {sent ? (
            <Button variant="default" disabled={isBusy} onClick={() => void ask()}>
              Send again
            </Button>
          ) : (
            <Button variant="default" onClick={props.close}>
              Cancel
            </Button>
          )}
          <Button
            type="submit"
            loading={isBusy}
            disabled={sent ? code.replace(/\s/g, '').length !== 6 : !isWhole}
          >
            {sent ? 'Open' : 'Send the letter'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
