// Changing what proves who one is: the password, the phone that shows codes, a passkey.
import { Button, Code, Modal, PasswordInput, TextInput } from '@mantine/core'
import { startRegistration } from '@simplewebauthn/browser'
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import { useReturnFocus } from '../../people/pages/return-focus.ts'
import { accountsContract as contract } from '../contract.ts'

function Box(props: { title: string; close: () => void; children: ReactNode }) {
  useReturnFocus()
  return (
    <Modal
      opened
      onClose={props.close}
      title={<strong>{props.title}</strong>}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {props.children}
    </Modal>
  )
}

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

function Actions(props: {
  close: () => void
  action: string
  busy: boolean
  off?: boolean
  error: unknown
}) {
  return (
    <>
      <Findings findings={props.error ? findingsOf(props.error) : []} />
      <div className="dialog-actions">
        <Button variant="default" onClick={props.close}>
          Cancel
        </Button>
        <Button type="submit" loading={props.busy} disabled={props.off ?? false}>
          {props.action}
        </Button>
      </div>
    </>
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
    <Box title="Change the password" close={close}>
      <form
        className="account-form"
        onSubmit={(event) => {
          event.preventDefault()
          change.mutate()
        }}
      >
        <Secret label="The old one" value={old} set={setOld} />
        <Secret label="The new one" value={next} set={setNext} fresh />
        <p className="subtle small">
          At least twelve characters; a few unrelated words do well. You are signed out everywhere
          else.
        </p>
        <Actions
          close={close}
          action="Change it"
          busy={change.isPending}
          off={old === '' || next === ''}
          error={change.error}
        />
      </form>
    </Box>
  )
}

export function SetUpCodes({ close }: { close: () => void }) {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const begin = useMutation({
    mutationFn: () => call(contract.beginCodes, { body: { password } }),
  })
  const confirm = useMutation({
    mutationFn: () => call(contract.confirmCodes, { body: { code } }),
  })
  if (confirm.data)
    return (
      <Box title="Your recovery codes" close={close}>
        <p>
          Print them or keep them where you keep passwords: each opens once, when the phone is lost.
          They are not shown again.
        </p>
        <Code block className="account-codes">
          {confirm.data.codes.join('\n')}
        </Code>
        <div className="dialog-actions">
          <Button onClick={close}>I have kept them</Button>
        </div>
      </Box>
    )
  if (begin.data)
    return (
      <Box title="Point your phone at this" close={close}>
        <form
          className="account-form"
          onSubmit={(event) => {
            event.preventDefault()
            confirm.mutate()
          }}
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
          <Actions
            close={close}
            action="It works"
            busy={confirm.isPending}
            off={code.trim().length < 6}
            error={confirm.error}
          />
        </form>
      </Box>
    )
  return (
    <Box title="A phone that shows codes" close={close}>
      <form
        className="account-form"
        onSubmit={(event) => {
          event.preventDefault()
          begin.mutate()
        }}
      >
        <Secret label="Your password" value={password} set={setPassword} />
        <Actions
          close={close}
          action="Go on"
          busy={begin.isPending}
          off={password === ''}
          error={begin.error}
        />
      </form>
    </Box>
  )
}

export function EndCodes({ close }: { close: () => void }) {
  const [password, setPassword] = useState('')
  const end = useMutation({
    mutationFn: () => call(contract.endCodes, { body: { password } }),
    onSuccess: close,
  })
  return (
    <Box title="Remove the phone" close={close}>
      <form
        className="account-form"
        onSubmit={(event) => {
          event.preventDefault()
          end.mutate()
        }}
      >
        <p>Its codes and the recovery codes are no longer asked for, nor good.</p>
        <Secret label="Your password" value={password} set={setPassword} />
        <Actions
          close={close}
          action="Remove it"
          busy={end.isPending}
          off={password === ''}
          error={end.error}
        />
      </form>
    </Box>
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
    <Box title="Add a passkey" close={close}>
      <form
        className="account-form"
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate()
        }}
      >
        <TextInput
          label="What do you call the device?"
          placeholder="My phone"
          value={label}
          maxLength={120}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        {hasPassword && <Secret label="Your password" value={password} set={setPassword} />}
        <Actions
          close={close}
          action="Go on"
          busy={add.isPending}
          off={label.trim() === '' || (hasPassword && password === '')}
          error={add.error}
        />
      </form>
    </Box>
  )
}
