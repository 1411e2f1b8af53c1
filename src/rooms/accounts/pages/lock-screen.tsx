// Has somebody walked away from this screen? Then it shows nothing until they are back.
import { Button, PasswordInput } from '@mantine/core'
import { useIdle } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import { meQuery, useMe } from '../../people/pages/session.ts'
import { accountsContract as contract } from '../contract.ts'
import { dropTyped } from '../../people/pages/session.ts'
import { useFocusFirst } from './focus-first.ts'
import './sign-in.css'

/** Locks after the minutes of the institution, where this computer is shared. */
export function IdleLock() {
  const { idleMinutes } = useMe()
  return idleMinutes === null ? null : <Watch minutes={idleMinutes} />
}

function Watch({ minutes }: { minutes: number }) {
  const idle = useIdle(minutes * 60_000, { initialState: false })
  const client = useQueryClient()
  useEffect(() => {
    if (!idle) return
    void call(contract.lock, {})
      .catch(() => {})
      .then(() => client.invalidateQueries({ queryKey: meQuery.queryKey }))
  }, [idle, client])
  return null
}

/** In place of every page: what was on it is gone from the document. */
export function LockScreen({ name }: { name: string }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [password, setPassword] = useState('')
  useEffect(() => {
    document.title = 'Locked · Isocenter'
  }, [])
  const unlock = useMutation({
    mutationFn: () => call(contract.unlock, { body: { password } }),
    onSuccess: () => client.resetQueries(),
  })
  const leave = async () => {
    await call(contract.signOut)
    dropTyped()
    client.clear()
    await navigate({ to: '/sign-in' })
  }
  return (
    <main className="sign-in" data-words>
      <h1>This screen is locked</h1>
      <form
        className="door"
        onSubmit={(event) => {
          event.preventDefault()
          unlock.mutate()
        }}
      >
        <p>
          It belongs to <strong>{name}</strong>. Nothing is lost.
        </p>
        <PasswordInput
          label="Your password"
          autoComplete="current-password"
          ref={useFocusFirst()}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
        />
        <Findings findings={unlock.error ? findingsOf(unlock.error) : []} />
        <Button type="submit" loading={unlock.isPending} disabled={password === ''} fullWidth>
          Unlock
        </Button>
        <Button variant="default" fullWidth onClick={leave}>
          I am somebody else
        </Button>
      </form>
    </main>
  )
}
