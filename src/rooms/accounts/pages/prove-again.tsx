// Is it still the same person at this screen? Asked before what could lock them out.
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { startAuthentication } from '@simplewebauthn/browser'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call, Refusal } from '../../../platform/client.ts'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import { accountsContract as contract } from '../contract.ts'
import type { Account } from '../schema.ts'
import { canPasskey } from './can-passkey.ts'

/** The server wants a fresh proof first, and then the same again. */
export const asksForProof = (error: unknown) =>
  error instanceof Refusal && error.findings.some(({ rule }) => rule === 'accounts.proof')

/**
 * For what asks for a fresh proof: `retry` says what to do again when an error was that question, and
 * answers whether it was; `dialog` asks it.
 */
export function useProof(
  account: Account,
  why = 'This could lock you out, so show once more that it is you.',
) {
  const [again, setAgain] = useState<(() => void) | null>(null)
  const close = () => setAgain(null)
  const prove = (then: () => void) => setAgain(() => then)
  const go = () => {
    close()
    again?.()
  }
  return {
    prove,
    retry: (error: unknown, then: () => void) => asksForProof(error) && prove(then),
    dialog: again && <ProveAgain account={account} why={why} close={close} then={go} />,
  }
}

function ProveAgain(props: { account: Account; why: string; then: () => void; close: () => void }) {
  const { account, then, close } = props
  const [word, setWord] = useState('')
  const byCode = !account.hasPassword && account.hasCode
  const prove = useMutation({
    mutationFn: () =>
      call(contract.proveAgain, { body: byCode ? { code: word } : { password: word } }),
    onSuccess: then,
  })
  const passkey = useMutation({
    mutationFn: async () => {
      const { ticket, options } = await call(contract.askPasskey, {})
      const response = await startAuthentication({ optionsJSON: options as never })
      await call(contract.proveAgain, { body: { ticket, response: { ...response } } })
    },
    onSuccess: then,
  })
  const hasWord = account.hasPassword || account.hasCode
  return (
    <FormDialog
      title="Is it you?"
      close={close}
      doing={prove}
      action="Go on"
      off={!hasWord || word === ''}
    >
      <p className="small">{props.why}</p>
      {account.hasPassword && (
        <PasswordInput
          label="Your password"
          autoComplete="current-password"
          data-autofocus
          value={word}
          onChange={(event) => setWord(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': 'Show it' }}
        />
      )}
      {byCode && (
        <TextInput
          label="What your phone shows now"
          inputMode="numeric"
          autoComplete="one-time-code"
          data-autofocus
          value={word}
          onChange={(event) => setWord(event.currentTarget.value)}
        />
      )}
      {!hasWord && account.passkeys.length === 0 && (
        <p className="small">Sign out and in again with your institution; then it is open.</p>
      )}
      {account.passkeys.length > 0 && canPasskey() && (
        <Button variant="default" loading={passkey.isPending} onClick={() => passkey.mutate()}>
          Use a passkey
        </Button>
      )}
      <Findings findings={passkey.error ? findingsOf(passkey.error) : []} />
    </FormDialog>
  )
}
