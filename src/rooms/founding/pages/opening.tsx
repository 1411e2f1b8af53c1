// Where will your programme stand? An institution with you as its first person, to begin beside the demo.
import { Button, PasswordInput, SegmentedControl, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { type Finding, finding } from '../../../kernel/finding.ts'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import { foundingContract } from '../contract.ts'
import '../../accounts/pages/sign-in.css'
import './founding.css'

const NEEDED = [
  ['institution', 'Say how the institution is called.'],
  ['given', 'Say your given name.'],
  ['family', 'Say your family name.'],
  ['timeZone', 'Say in which time zone it is.'],
] as const

export function OpeningPage() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [wanted, setWanted] = useState(() => ({
    ...{ institution: '', given: '', family: '' },
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'America/New_York',
  }))
  const [kind, setKind] = useState<'real' | 'try'>('real')
  const [account, setAccount] = useState({ email: '', password: '' })
  const [state, setState] = useState<{ busy: boolean; faults: Finding[] }>({
    busy: false,
    faults: [],
  })
  useEffect(() => {
    document.title = 'Your own programme · Isocenter'
  }, [])
  const open = async () => {
    const lacking: string[] = NEEDED.filter(([key]) => wanted[key].trim() === '').map(
      ([, says]) => says,
    )
    if (kind === 'real' && account.email.trim() === '') lacking.push('Say your e-mail address.')
    if (kind === 'real' && account.password === '') lacking.push('Choose a password.')
    if (lacking.length > 0)
      return setState({
        busy: false,
        faults: lacking.map((says) => finding('founding.open', says)),
      })
    setState({ busy: true, faults: [] })
    try {
      await call(foundingContract.open, {
        body: { ...wanted, account: kind === 'real' ? account : null },
      })
      client.clear()
      await navigate({ to: '/programmes/new' })
    } catch (error) {
      setState({ busy: false, faults: findingsOf(error) })
    }
  }
  const field = (key: keyof typeof wanted, label: string, more: object = {}) => (
    <TextInput
      label={label}
      value={wanted[key]}
      maxLength={120}
      onChange={(event) => setWanted({ ...wanted, [key]: event.currentTarget.value })}
      {...more}
    />
  )
  return (
    <main className="sign-in">
      <header className="sign-in-head">
        <img src="/mark.svg" alt="" width="40" height="40" />
        <div>
          <h1>Your own programme</h1>
          <p className="subtle">First where it stands, and who you are.</p>
        </div>
      </header>
      <form
        className="founding-step founding-open"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void open()
        }}
      >
        {field('institution', 'Institution', { placeholder: 'Riverside University Hospital' })}
        {field('given', 'Your given name', { autoComplete: 'given-name' })}
        {field('family', 'Your family name', { autoComplete: 'family-name' })}
        {field('timeZone', 'Time zone', {
          description: 'As the clocks there are called, such as America/Chicago.',
        })}
        <SegmentedControl
          aria-label="For good, or to try?"
          value={kind}
          onChange={(value) => setKind(value as 'real' | 'try')}
          data={[
            { value: 'real', label: 'To work with' },
            { value: 'try', label: 'Only to try' },
          ]}
        />
        {kind === 'real' ? (
          <>
            <TextInput
              label="Your e-mail address"
              type="email"
              autoComplete="username"
              value={account.email}
              onChange={(event) => setAccount({ ...account, email: event.currentTarget.value })}
            />
            <PasswordInput
              label="A password"
              description="At least twelve characters; a few unrelated words do well."
              autoComplete="new-password"
              value={account.password}
              onChange={(event) => setAccount({ ...account, password: event.currentTarget.value })}
              visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
            />
            <p className="subtle small">
              You will be its administrator, and invite the others. From then on everybody here
              signs in; nobody is anybody of the demo any more.
            </p>
          </>
        ) : (
          <p className="subtle small">
            As in the demo, whoever reaches this server can be anybody on it. Keep it on your own
            machine, and put no secrets in.
          </p>
        )}
        <Findings findings={state.faults} title="Nothing was made" />
        <div className="founding-ways">
          <Button variant="default" renderRoot={(rest) => <Link to="/sign-in" {...rest} />}>
            Back
          </Button>
          <Button type="submit" loading={state.busy}>
            Go on
          </Button>
        </div>
      </form>
    </main>
  )
}
