// Step by step through the door: the address, then what proves it, then which institution.
import { Button, Checkbox, PasswordInput, TextInput, UnstyledButton } from '@mantine/core'
import { startAuthentication } from '@simplewebauthn/browser'
import { useState, type ReactNode } from 'react'
import type { Finding } from '../../../kernel/finding.ts'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import { accountsContract as contract } from '../contract.ts'
import { canPasskey } from './can-passkey.ts'
import { useFocusFirst } from './focus-first.ts'
import type { SignedIn } from '../schema.ts'

/** `begun`: a sign-in with the institution that still asks for something. */
type Props = { enter: () => Promise<void>; next: string; begun?: Step | undefined }
export type Step = Exclude<SignedIn, { state: 'in' }> | { state: 'begin' } | { state: 'forgot' }

export function DoorForm({ enter, next, begun }: Props) {
  const [step, setStep] = useState<Step>(begun ?? { state: 'begin' })
  const [email, setEmail] = useState('')
  const [shared, setShared] = useState(false)
  const [busy, setBusy] = useState(false)
  const [faults, setFaults] = useState<Finding[]>([])
  const device = shared ? ('shared' as const) : ('mine' as const)
  const run = async (work: () => Promise<SignedIn | undefined>) => {
    setBusy(true)
    setFaults([])
    try {
      const says = await work()
      if (says?.state === 'in') return await enter()
      if (says) setStep(says)
    } catch (error) {
      setFaults(findingsOf(error))
    }
    setBusy(false)
  }
  const passkey = (step?: string) =>
    run(async () => {
      const { ticket, options } = await call(contract.askPasskey, {})
      const response = await askDevice(options)
      if (!response) return undefined
      return call(contract.givePasskey, {
        body: { ticket, response: { ...response }, device, ...(step ? { step } : {}) },
      })
    })
  const trouble = <Findings findings={faults} />
  if (step.state === 'code')
    return (
      <CodeStep
        busy={busy}
        trouble={trouble}
        give={(code) => run(() => call(contract.giveCode, { body: { ticket: step.ticket, code } }))}
        passkey={step.passkeys && canPasskey() ? () => void passkey(step.ticket) : undefined}
        back={() => setStep({ state: 'begin' })}
      />
    )
  if (step.state === 'institution')
    return (
      <section className="door" aria-labelledby="door-where">
        <h2 id="door-where">Where do you work today?</h2>
        {trouble}
        <ul className="rows">
          {step.institutions.map(({ id, name }) => (
            <li key={id}>
              <button
                type="button"
                disabled={busy}
                onClick={() =>
                  run(() =>
                    call(contract.chooseInstitution, {
                      body: { ticket: step.ticket, institution: id },
                    }),
                  )
                }
              >
                <span className="sign-in-name">{name}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    )
  if (step.state === 'forgot')
    return <Forgot email={email} setEmail={setEmail} back={() => setStep({ state: 'begin' })} />
  return (
    <PasswordStep
      {...{ email, setEmail, shared, setShared, busy, trouble, next, device }}
      passkey={() => void passkey()}
      forgot={() => setStep({ state: 'forgot' })}
      give={(password) => run(() => call(contract.signIn, { body: { email, password, device } }))}
    />
  )
}

/** Undefined when the person has thought better of it. */
async function askDevice(options: unknown) {
  try {
    return await startAuthentication({ optionsJSON: options as never })
  } catch (error) {
    if ((error as Error).name === 'NotAllowedError') return undefined
    throw error
  }
}

function PasswordStep(props: {
  email: string
  setEmail: (email: string) => void
  shared: boolean
  setShared: (shared: boolean) => void
  device: 'mine' | 'shared'
  busy: boolean
  trouble: ReactNode
  next: string
  passkey: () => void
  forgot: () => void
  give: (password: string) => void
}) {
  const [password, setPassword] = useState('')
  const [elsewhere, setElsewhere] = useState<{ id: string; institution: string } | null>(null)
  /** Whose institution vouches for them needs no password here. */
  const look = async () => {
    if (!/^\S+@\S+\.\S+$/.test(props.email)) return setElsewhere(null)
    const found = await call(contract.signOn, { body: { email: props.email } }).catch(() => null)
    setElsewhere(found?.provider ?? null)
  }
  const away = elsewhere
    ? `/api/sign-on/${elsewhere.id}/start?device=${props.device}&next=${encodeURIComponent(props.next)}`
    : ''
  return (
    <form
      className="door"
      aria-label="Sign in"
      onSubmit={(event) => {
        event.preventDefault()
        if (elsewhere) window.location.assign(away)
        else props.give(password)
      }}
    >
      <TextInput
        label="E-mail address"
        type="email"
        required
        withAsterisk={false}
        autoComplete="username webauthn"
        value={props.email}
        onChange={(event) => props.setEmail(event.currentTarget.value)}
        onBlur={() => void look()}
      />
      {!elsewhere && (
        <PasswordInput
          label="Password"
          required
          withAsterisk={false}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
        />
      )}
      <Checkbox
        label="Others use this computer too"
        description="It locks itself when nobody touches it, and signs out after a shift."
        checked={props.shared}
        onChange={(event) => props.setShared(event.currentTarget.checked)}
      />
      {props.trouble}
      <Button type="submit" loading={props.busy} fullWidth>
        {elsewhere ? `Sign in with ${elsewhere.institution}` : 'Sign in'}
      </Button>
      {canPasskey() && (
        <Button variant="default" fullWidth disabled={props.busy} onClick={props.passkey}>
          Use a passkey
        </Button>
      )}
      <UnstyledButton className="door-link" onClick={props.forgot}>
        I do not know my password
      </UnstyledButton>
    </form>
  )
}

function CodeStep(props: {
  busy: boolean
  trouble: ReactNode
  give: (code: string) => void
  passkey: (() => void) | undefined
  back: () => void
}) {
  const [code, setCode] = useState('')
  return (
    <form
      className="door"
      aria-label="Second proof"
      onSubmit={(event) => {
        event.preventDefault()
        props.give(code)
      }}
    >
      <TextInput
        label="Code"
        description="What your phone shows now, or one of your recovery codes."
        autoComplete="one-time-code"
        ref={useFocusFirst()}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      {props.trouble}
      <Button type="submit" loading={props.busy} disabled={code.trim().length < 6} fullWidth>
        Go on
      </Button>
      {props.passkey && (
        <Button variant="default" fullWidth disabled={props.busy} onClick={props.passkey}>
          Use a passkey instead
        </Button>
      )}
      <UnstyledButton className="door-link" onClick={props.back}>
        Begin again
      </UnstyledButton>
    </form>
  )
}

function Forgot(props: { email: string; setEmail: (email: string) => void; back: () => void }) {
  const [state, setState] = useState<'ask' | 'busy' | 'sent'>('ask')
  const [faults, setFaults] = useState<Finding[]>([])
  const send = async () => {
    setState('busy')
    try {
      await call(contract.askReset, { body: { email: props.email } })
      setState('sent')
    } catch (error) {
      setFaults(findingsOf(error))
      setState('ask')
    }
  }
  if (state === 'sent')
    return (
      <section className="door">
        <p role="status">
          If {props.email} has an account here, a letter with a link is on its way. The link is good
          for one hour.
        </p>
        <Button variant="default" onClick={props.back}>
          Back
        </Button>
      </section>
    )
  return (
    <form
      className="door"
      aria-label="A new password"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <TextInput
        label="E-mail address"
        type="email"
        required
        withAsterisk={false}
        autoComplete="username"
        value={props.email}
        onChange={(event) => props.setEmail(event.currentTarget.value)}
      />
      <Findings findings={faults} />
      <Button type="submit" loading={state === 'busy'} fullWidth>
        Send me a link
      </Button>
      <UnstyledButton className="door-link" onClick={props.back}>
        Back
      </UnstyledButton>
    </form>
  )
}
