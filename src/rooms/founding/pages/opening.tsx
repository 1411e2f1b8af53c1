// Where will your programme stand? An institution with you as its first person, to begin beside the demo.
import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { type Finding, finding } from '../../../kernel/finding.ts'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import { foundingContract } from '../contract.ts'
import '../../people/pages/sign-in.css'
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
  const [state, setState] = useState<{ busy: boolean; faults: Finding[] }>({
    busy: false,
    faults: [],
  })
  useEffect(() => {
    document.title = 'Your own programme · Isocenter'
  }, [])
  const open = async () => {
    const lacking = NEEDED.filter(([key]) => wanted[key].trim() === '')
    if (lacking.length > 0)
      return setState({
        busy: false,
        faults: lacking.map(([, says]) => finding('founding.open', says)),
      })
    setState({ busy: true, faults: [] })
    try {
      await call(foundingContract.open, { body: wanted })
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
        <Findings findings={state.faults} title="Nothing was made" />
        <p className="subtle small">
          There is no sign-in with passwords yet: whoever reaches this server can choose to be
          anybody on it. Keep it on your own machine, and put no secrets in.
        </p>
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
