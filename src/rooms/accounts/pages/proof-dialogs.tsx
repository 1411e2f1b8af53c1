// Changing what proves who one is: the password, the phone that shows codes, a passkey.
import { Button, Code, PasswordInput, TextInput } from '@mantine/core'
import { startRegistration } from '@simplewebauthn/browser'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/client.ts'
import { Dialog, FormDialog } from '../../people/pages/form-dialog.tsx'
import { accountsContract as contract } from '../contract.ts'
import { asksForProof } from './prove-again.tsx'

function Secret(props: {
  label: string
  value: string
  set: (value: string) => void
  fresh?: boolean
}) {
  return (
    <PasswordInput
      label={props.label}
      value={props.value}
      autoComplete={props.fresh ? 'new-password' : 'current-password'}
      onChange={(event) => props.set(event.currentTarget.value)}
      visibilityToggleButtonProps={{ 'aria-label': 'Show it' }}
    />
  )
}

export function ChangePassword({ close }: { close: () => void }) {
  const [old, setOld] = useState('')
  const [next, setNext] = useState('')
  const change = useMutation({
    mutationFn: () => call(contract.changePassword, { body: { old, next } }),
    onSuccess: close,
  })
  return (
    <FormDialog
      title="Change the password"
      close={close}
      doing={change}
      action="Change it"
      off={old === '' || next === ''}
    >
      <Secret label="The old one" value={old} set={setOld} />
      <Secret label="The new one" value={next} set={setNext} fresh />
      <p className="subtle small">
        At least twelve characters; a few unrelated words do well. You are signed out everywhere
        else.
      </p>
    </FormDialog>
  )
}

function RecoveryCodes({ codes, close }: { codes: string[]; close: () => void }) {
  return (
    <Dialog title="Your recovery codes" close={close}>
      <p>
        Print them or keep them where you keep passwords: each opens once, when the phone is lost.
        They are not shown again.
      </p>
      <Code block className="account-codes">
        {codes.join('\n')}
      </Code>
      <div className="dialog-actions">
        <Button onClick={close}>I have kept them</Button>
      </div>
    </Dialog>
  )
}

export function NewRecoveryCodes(props: {
  close: () => void
  /** Asks for a fresh proof, and goes on then. */
  prove: (then: () => void) => void
}) {
  const { close, prove } = props
  const renew = useMutation({
    mutationFn: () => call(contract.renewRecoveryCodes, {}),
    onError: (error) => asksForProof(error) && prove(() => renew.mutate()),
  })
  if (renew.data) return <RecoveryCodes codes={renew.data.codes} close={close} />
  return (
    <FormDialog
      title="New recovery codes"
      close={close}
      doing={{ ...renew, error: asksForProof(renew.error) ? null : renew.error }}
      action="Make new ones"
      off={false}
    >
      <p>Ten new codes are shown once. Those that you have now are good no more.</p>
    </FormDialog>
  )
}

export function SetUpCodes({ close, hasPassword }: { close: () => void; hasPassword: boolean }) {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const begin = useMutation({
    mutationFn: () => call(contract.beginCodes, { body: { password } }),
  })
  const confirm = useMutation({
    mutationFn: () => call(contract.confirmCodes, { body: { code } }),
  })
  if (confirm.data) return <RecoveryCodes codes={confirm.data.codes} close={close} />
  if (begin.data)
    return (
      <FormDialog
        title="Point your phone at this"
        close={close}
        doing={confirm}
        action="It works"
        off={code.trim().length < 6}
      >
        <img
          className="account-picture"
          alt="For the camera of an app that shows codes"
          src={`data:image/svg+xml,${encodeURIComponent(begin.data.picture)}`}
        />
        <p className="subtle small">
          Or type this into the app: <Code>{begin.data.secret}</Code>
        </p>
        <TextInput
          label="What the phone shows now"
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      </FormDialog>
    )
  return (
    <FormDialog
      title="A phone that shows codes"
      close={close}
      doing={begin}
      action="Go on"
      off={hasPassword && password === ''}
    >
      {hasPassword ? (
        <Secret label="Your password" value={password} set={setPassword} />
      ) : (
        <p>Its codes are asked for where your institution has not asked twice itself.</p>
      )}
    </FormDialog>
  )
}

export function EndCodes({ close, hasPassword }: { close: () => void; hasPassword: boolean }) {
  const [password, setPassword] = useState('')
  const end = useMutation({
    mutationFn: () => call(contract.endCodes, { body: { password } }),
    onSuccess: close,
  })
  return (
    <FormDialog
      title="Remove the phone"
      close={close}
      doing={end}
      action="Remove it"
      off={hasPassword && password === ''}
    >
      <p>Its codes and the recovery codes are no longer asked for, nor good.</p>
      {hasPassword && <Secret label="Your password" value={password} set={setPassword} />}
    </FormDialog>
  )
}

export function AddPasskey({ close, hasPassword }: { close: () => void; hasPassword: boolean }) {
  const [label, setLabel] = useState('')
  const [password, setPassword] = useState('')
  const add = useMutation({
    mutationFn: async () => {
      const { ticket, options } = await call(contract.beginPasskey, { body: { password } })
      const response = await startRegistration({ optionsJSON: options as never })
      await call(contract.keepPasskey, { body: { ticket, label, response: { ...response } } })
    },
    onSuccess: close,
  })
  return (
    <FormDialog
      title="Add a passkey"
      close={close}
      doing={add}
      action="Go on"
      off={label.trim() === '' || (hasPassword && password === '')}
    >
      <TextInput
        label="What do you call the device?"
        placeholder="My phone"
        value={label}
        maxLength={120}
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      {hasPassword && <Secret label="Your password" value={password} set={setPassword} />}
    </FormDialog>
  )
}
