// Letting somebody in by a letter, and taking away a proof that they have lost.
import { TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/client.ts'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { accountsContract as contract } from '../contract.ts'
import type { Member } from '../schema.ts'

export function LostProof({ member, close }: { member: Member; close: () => void }) {
  const [reason, setReason] = useState('')
  const { id, name } = member.person
  const reset = useMutation({
    mutationFn: () => call(contract.resetFactors, { params: { id }, body: { reason } }),
    onSuccess: close,
  })
  return (
    <FormDialog
      title={`What ${name} has lost`}
      close={close}
      doing={reset}
      action="Take it away"
      off={reason.trim().length < 3}
    >
      <p className="small">
        Phone, passkeys and recovery codes go, every session ends, and {name} is told by letter.
        With the password they come in as far as to set up a new one. Be sure that it is {name} who
        asks.
      </p>
      <TextInput
        label="Reason"
        data-autofocus
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

export function Invite({ member, close }: { member: Member; close: () => void }) {
  const [email, setEmail] = useState(member.email ?? '')
  const invite = useMutation({
    mutationFn: () => call(contract.invite, { body: { person: member.person.id, email } }),
    onSuccess: close,
  })
  return (
    <FormDialog
      title={`Invite ${member.person.name}`}
      close={close}
      doing={invite}
      action="Send the letter"
      off={email.trim() === ''}
    >
      <TextInput
        label="E-mail address"
        type="email"
        data-autofocus
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <p className="subtle small">
        A letter goes there with a link that is good for seven days, and once.
      </p>
    </FormDialog>
  )
}
