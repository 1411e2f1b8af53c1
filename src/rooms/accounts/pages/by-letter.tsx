// Somebody comes with a link from a letter: an invitation, or a way back in.
import { Button, Checkbox, PasswordInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Waiting } from '../../people/pages/frame.tsx'
import { accountsContract as contract } from '../contract.ts'
import './sign-in.css'

export function InvitationPage() {
  const { token } = useParams({ strict: false }) as { token: string }
  const { data, error } = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => call(contract.invitation, { params: { token } }),
    retry: false,
  })
  const [shared, setShared] = useState(false)
  const client = useQueryClient()
  const navigate = useNavigate()
  useEffect(() => {
    document.title = 'Your invitation · Isocenter'
  }, [])
  const accept = useMutation({
    mutationFn: (password: string) =>
      call(contract.acceptInvitation, {
        params: { token },
        body: { password, device: shared ? 'shared' : 'mine' },
      }),
    onSuccess: async (says) => {
      client.clear()
      await navigate({ to: says.state === 'in' ? '/' : '/sign-in' })
    },
  })
  if (error) return <Gone error={error} />
  if (!data) return <Waiting />
  return (
    <main className="sign-in" data-words>
      <h1>Welcome, {data.name}</h1>
      <p className="sign-in-note">
        {data.institution.name} keeps its schedule in Isocenter. You will sign in as{' '}
        <strong>{data.email}</strong>.
      </p>
      <PasswordForm
        label={data.hasAccount ? 'Your password' : 'Choose a password'}
        isNew={!data.hasAccount}
        says={data.hasAccount ? 'You have an account already: it opens this place too.' : undefined}
        action="Come in"
        busy={accept.isPending}
        error={accept.error}
        give={(password) => accept.mutate(password)}
      >
        <Checkbox
          label="Others use this computer too"
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
      </PasswordForm>
    </main>
  )
}

export function NewPasswordPage() {
  const { token } = useParams({ strict: false }) as { token: string }
  useEffect(() => {
    document.title = 'A new password · Isocenter'
  }, [])
  const reset = useMutation({
    mutationFn: (password: string) =>
      call(contract.reset, { params: { token }, body: { password } }),
  })
  if (reset.isSuccess)
    return (
      <main className="sign-in" data-words>
        <h1>Your password is set</h1>
        <p className="sign-in-note">You were signed out everywhere.</p>
        <Button renderRoot={(rest) => <Link to="/sign-in" {...rest} />}>Sign in</Button>
      </main>
    )
  return (
    <main className="sign-in" data-words>
      <h1>A new password</h1>
      <PasswordForm
        label="Choose a password"
        isNew
        action="Set it"
        busy={reset.isPending}
        error={reset.error}
        give={(password) => reset.mutate(password)}
      />
    </main>
  )
}

function Gone({ error }: { error: unknown }) {
  return (
    <main className="sign-in" data-words>
      <h1>This link leads nowhere</h1>
      <Findings findings={findingsOf(error)} />
      <p className="sign-in-begin">
        <Button variant="default" renderRoot={(rest) => <Link to="/sign-in" {...rest} />}>
          Sign in
        </Button>
      </p>
    </main>
  )
}

export function PasswordForm(props: {
  label: string
  isNew: boolean
  says?: string | undefined
  action: string
  busy: boolean
  error: unknown
  give: (password: string) => void
  children?: React.ReactNode
}) {
  const [password, setPassword] = useState('')
  return (
    <form
      className="door"
      onSubmit={(event) => {
        event.preventDefault()
        props.give(password)
      }}
    >
      <PasswordInput
        label={props.label}
        description={
          props.says ??
          (props.isNew ? 'At least twelve characters; a few unrelated words do well.' : undefined)
        }
        autoComplete={props.isNew ? 'new-password' : 'current-password'}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
      />
      {props.children}
      <Findings findings={props.error ? findingsOf(props.error) : []} />
      <Button type="submit" loading={props.busy} disabled={password === ''} fullWidth>
        {props.action}
      </Button>
    </form>
  )
}
