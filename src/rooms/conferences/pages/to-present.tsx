// What do I present soon, and does somebody offer me theirs? For one's first page.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Presentation } from 'lucide-react'
import { Attention } from '../../people/pages/attention.tsx'
import { myConferencesQuery, sayTimes } from './queries.ts'

/** So many of the next ones. */
const SHOWN = 2

export function ConferencesToPresent() {
  const { data } = useQuery(myConferencesQuery)
  if (!data || data.programmes.length + data.sessions.length === 0) return null
  const offered = data.sessions.filter(({ mine }) => mine === 'offered')
  const mine = data.sessions.filter(({ mine: part }) => part === 'presents').slice(0, SHOWN)
  return (
    <>
      {offered.length + mine.length > 0 && (
        <section aria-label="To present">
          <h2 className="section-title">To present</h2>
          <ul className="rows">
            {[...offered, ...mine].map((session) => (
              <li key={session.id} className="attention">
                <Link to="/my/conferences">
                  <Attention
                    title={`${session.name}, ${sayTimes(session, data.zone)}`}
                    says={
                      session.mine === 'offered'
                        ? `${session.presenter?.name ?? 'Somebody'} would like you to present.`
                        : session.topic || 'No topic yet.'
                    }
                    tone={
                      session.mine === 'offered' || session.topic === '' ? 'warning' : 'success'
                    }
                  />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p>
        <Button
          variant="default"
          leftSection={<Presentation size={15} aria-hidden />}
          renderRoot={(rest) => <Link to="/my/conferences" {...rest} />}
        >
          My conferences
        </Button>
      </p>
    </>
  )
}
