// Who is at the door? E-mail and password, a passkey, the institution's own sign-in; or the demo's cast.
import { Button } from '@mantine/core'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Waiting } from '../../people/pages/frame.tsx'
import { sayRole, useMe } from '../../people/pages/session.ts'
import type { Person } from '../../people/schema.ts'
import { accountsContract } from '../contract.ts'
import { DoorForm, type Step } from './door-form.tsx'
import './sign-in.css'

const FIRST = 8
const ORDER = ['coordinator', 'chief', 'director', 'associate-director', 'trainee']

export const castQuery = queryOptions({
  queryKey: ['cast'],
  queryFn: () => call(accountsContract.cast),
  staleTime: Number.POSITIVE_INFINITY,
})

export function SignIn() {
  const { demo } = useMe()
  const [begun] = useState(takeStep)
  const [words, setWords] = useState(!demo || begun !== undefined)
  const client = useQueryClient()
  const navigate = useNavigate()
  useEffect(() => {
    document.title = `${demo ? 'Choose a person' : 'Sign in'} · Isocenter`
  }, [demo])
  const enter = async () => {
    client.clear()
    await navigate({ href: nextAddress() })
  }
  const [why] = useState(takeWhy)
  return (
    <main className="sign-in" data-words={!demo || undefined}>
      <header className="sign-in-head">
        <img src="/mark.svg" alt="" width="40" height="40" />
        <div>
          <h1>Isocenter</h1>
          <p className="subtle">Running radiology fellowships and residencies.</p>
        </div>
      </header>
      {why && <Findings findings={findingsOf(new Error(why))} />}
      {demo && <DemoDoor enter={enter} />}
      {words ? (
        <DoorForm enter={enter} next={nextAddress()} begun={begun} />
      ) : (
        <p className="sign-in-begin">
          <Button variant="default" onClick={() => setWords(true)}>
            Sign in with a password
          </Button>
          <Button variant="default" renderRoot={(rest) => <Link to="/begin" {...rest} />}>
            Begin with your own programme
          </Button>
        </p>
      )}
    </main>
  )
}

function DemoDoor({ enter }: { enter: () => Promise<void> }) {
  const cast = useQuery(castQuery)
  const [failure, setFailure] = useState<unknown>(null)
  const [chosen, setChosen] = useState(false)
  const choose = async (institution: string, person: string) => {
    setChosen(true)
    try {
      await call(accountsContract.signInAsCast, { body: { institution, person } })
      await enter()
    } catch (error) {
      setFailure(error)
      setChosen(false)
    }
  }
  return (
    <>
      {cast.data?.institutions.length === 0 ? (
        <p className="sign-in-note">Nobody is here yet. Begin with your own programme.</p>
      ) : (
        <p className="sign-in-note">
          <strong>This is a demo.</strong> Choose a person to see the programme through their eyes.
          Nothing leaves this machine, and no password is needed.
        </p>
      )}
      {Boolean(failure ?? cast.error) && <Findings findings={findingsOf(failure ?? cast.error)} />}
      {cast.isPending && <Waiting />}
      <div className="sign-in-institutions">
        {cast.data?.institutions.map(({ institution, people }) => (
          <section key={institution.id} aria-labelledby={`at-${institution.id}`}>
            <h2 id={`at-${institution.id}`}>{institution.name}</h2>
            <Cast
              people={sorted(people)}
              busy={chosen}
              enter={(person) => void choose(institution.id, person)}
            />
          </section>
        ))}
      </div>
    </>
  )
}

/** Those whom most visitors want to be, then everybody else on demand. */
function Cast(props: { people: Person[]; busy: boolean; enter: (person: string) => void }) {
  const [all, setAll] = useState(false)
  const shown = all ? props.people : props.people.slice(0, FIRST)
  const hidden = props.people.length - shown.length
  return (
    <ul className="rows">
      {shown.map((person) => (
        <li key={person.id}>
          <button type="button" disabled={props.busy} onClick={() => props.enter(person.id)}>
            <span className="sign-in-name">{person.name}</span>
            <span className="subtle small">{sayRoles(person)}</span>
          </button>
        </li>
      ))}
      {hidden > 0 && (
        <li>
          <button type="button" onClick={() => setAll(true)}>
            Show {hidden} more people
          </button>
        </li>
      )}
    </ul>
  )
}

/** Why the institution's sign-in sent the browser back; shown once. */
const takeWhy = () => takeCookie('isocenter-why')

/** What a sign-in with the institution still asks for, in this browser. */
function takeStep(): Step | undefined {
  try {
    return JSON.parse(takeCookie('isocenter-step') ?? '') as Step
  } catch {
    return undefined
  }
}

function takeCookie(wanted: string): string | undefined {
  const [, name, found] =
    new RegExp(`(?:^|; )((?:__Host-)?${wanted})=([^;]*)`).exec(document.cookie) ?? []
  if (!name || !found) return undefined
  document.cookie = `${name}=; path=/; max-age=0${name.startsWith('__') ? '; secure' : ''}`
  return decodeURIComponent(found)
}

/** Only a path of this site, so that a link cannot send people elsewhere after signing in. */
function nextAddress(): string {
  const next = new URLSearchParams(window.location.search).get('next')?.replace(/^"|"$/g, '')
  return next && /^\/(?![/\\])/.test(next) ? next : '/'
}

function sorted(people: readonly Person[]): Person[] {
  const place = (person: Person) =>
    Math.min(...person.roles.map((role) => (ORDER.indexOf(role.role) + 100) % 100), 99)
  return [...people].sort((one, other) => place(one) - place(other))
}

function sayRoles(person: Person): string {
  const first = person.roles[0]
  if (!first) return person.offices.length > 0 ? 'Administrator' : 'No role today'
  const roles = [...new Set(person.roles.map(sayRole))]
  return `${roles.join('; ')} · ${first.programmeName}`
}
