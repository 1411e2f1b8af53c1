// Which programmes are mine?
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Empty, Page, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { plansFor, useMe } from '../../people/pages/session.ts'
import { programmesQuery } from './queries.ts'
import './programme.css'

const begin = (
  <Button variant="default" renderRoot={(rest) => <Link to="/programmes/new" {...rest} />}>
    Begin a programme
  </Button>
)

export function ProgrammesPage() {
  const me = useMe()
  const { data, error } = useQuery(programmesQuery)
  if (error) return <Trouble error={error} />
  if (!data) return <Waiting />
  return (
    <Page title="Programmes" actions={plansFor(me.person) && begin}>
      {data.programmes.length === 0 && (
        <Empty says="You hold no role in a programme yet. Begin one, or ask a coordinator for a role.">
          {begin}
        </Empty>
      )}
      <div className="cards">
        {data.programmes.map((programme) => (
          <article key={programme.id} className="card programme-card">
            <p className="subtle small">{programme.institution.name}</p>
            <h2>
              <Link to="/programmes/$id" params={{ id: programme.id }}>
                {programme.name}
              </Link>
            </h2>
            <p>
              <span className="chip" data-tone="accent">
                {programme.kind === 'fellowship' ? 'Fellowship' : 'Residency'}
              </span>{' '}
              <span className="subtle small">{programme.specialty}</span>
            </p>
            {programme.plans.length > 0 ? (
              <ul className="programme-plans">
                {programme.plans.map((plan) => (
                  <li key={plan.id}>
                    <Link to="/plans/$id" params={{ id: plan.id }}>
                      {plan.title}
                    </Link>
                    <span
                      className="chip"
                      data-tone={plan.publishedVersion === null ? undefined : 'success'}
                    >
                      {plan.publishedVersion === null
                        ? 'Not published'
                        : `Published, version ${plan.publishedVersion}`}
                    </span>
                  </li>
                ))}
              </ul>
            ) : (
              <p className="subtle small">No year yet.</p>
            )}
          </article>
        ))}
      </div>
    </Page>
  )
}
