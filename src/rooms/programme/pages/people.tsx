// Who is in my programmes, and as what?
import { TextInput } from '@mantine/core'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { sayDay } from '../../../kernel/day.ts'
import { Empty, Page, Section, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { sayRole, useMe } from '../../people/pages/session.ts'
import type { ProgrammeView } from '../schema.ts'
import { programmeQuery, programmesQuery } from './queries.ts'
import './programme.css'

export function PeoplePage() {
  const { data, error } = useQuery(programmesQuery)
  const views = useQueries({
    queries: (data?.programmes ?? []).map((programme) => programmeQuery(programme.id)),
  })
  const [word, setWord] = useState('')
  if (error) return <Trouble error={error} />
  if (!data || views.some((view) => view.isPending)) return <Waiting />
  const programmes = views.flatMap((view) => (view.data ? [view.data] : []))
  const found = programmes
    .map((programme) => ({
      programme,
      people: programme.people.filter((person) =>
        `${person.name} ${sayRole(person.role)}`.toLowerCase().includes(word.toLowerCase()),
      ),
    }))
    .filter((entry) => entry.people.length > 0)
  return (
    <Page title="People">
      <TextInput
        aria-label="Find a person or a role"
        placeholder="Find a person or a role"
        leftSection={<Search size={15} aria-hidden />}
        value={word}
        onChange={(event) => setWord(event.currentTarget.value)}
        maw={360}
      />
      {found.length === 0 && (
        <div style={{ marginBlockStart: '1rem' }}>
          <Empty says={word ? `Nobody matches "${word}".` : 'Nobody is in your programmes yet.'} />
        </div>
      )}
      {found.map(({ programme, people }) => (
        <Section key={programme.id} title={programme.name} count={onePerPerson(people).length}>
          <PeopleList people={people} />
        </Section>
      ))}
    </Page>
  )
}

/** One entry a person, with the roles of today; past and coming ones only when there is none now. */
export function PeopleList({ people }: { people: ProgrammeView['people'] }) {
  const { today } = useMe()
  return (
    <ul className="people">
      {onePerPerson(people).map(({ id, listName, roles }) => (
        <li key={id}>
          <Link to="/people/$id" params={{ id }}>
            {listName}
          </Link>
          <span className="subtle small">{sayRolesOn(today, roles)}</span>
        </li>
      ))}
    </ul>
  )
}

type Role = ProgrammeView['people'][number]['role']

export function onePerPerson(people: ProgrammeView['people']) {
  const persons = new Map<string, { id: string; listName: string; roles: Role[] }>()
  for (const { id, listName, role } of people) {
    const known = persons.get(id)
    if (known) known.roles.push(role)
    else persons.set(id, { id, listName, roles: [role] })
  }
  return [...persons.values()]
}

function sayRolesOn(today: string, roles: Role[]): string {
  const now = roles.filter((role) => (role.from ?? today) <= today && today <= (role.to ?? today))
  if (now.length > 0) return [...new Set(now.map(sayRole))].join('; ')
  const coming = roles.find((role) => (role.from ?? today) > today)
  if (coming) return `${sayRole(coming)}, from ${sayDay(coming.from!, { year: true })}`
  const past = roles.at(-1)!
  return `${sayRole(past)}${past.to ? `, until ${sayDay(past.to, { year: true })}` : ''}`
}
