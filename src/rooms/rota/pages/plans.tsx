// Which years are there to build or to read?
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { saySpan } from '../../../kernel/span.ts'
import { Empty, Page, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { programmesQuery } from '../../programme/pages/queries.ts'

export function PlansPage() {
  const { data, error } = useQuery(programmesQuery)
  if (error) return <Trouble error={error} />
  if (!data) return <Waiting />
  const programmes = data.programmes.filter((programme) => programme.plans.length > 0)
  return (
    <Page title="Years">
      {programmes.length === 0 && (
        <Empty says="None of your programmes has a year yet.">
          <Button variant="default" renderRoot={(rest) => <Link to="/programmes" {...rest} />}>
            See the programmes
          </Button>
        </Empty>
      )}
      {programmes.map((programme) => (
        <section className="section" key={programme.id} aria-label={programme.name}>
          <h2 className="section-title">{programme.name}</h2>
          <div className="cards">
            {programme.plans.map((plan) => (
              <Link
                key={plan.id}
                to="/plans/$id"
                params={{ id: plan.id }}
                className="card card-link"
              >
                <strong>{plan.title}</strong>
                <span className="subtle small num">
                  {saySpan(plan)} · {plan.people} people · {plan.periods} blocks
                </span>
                <span
                  className="chip"
                  data-tone={plan.publishedVersion === null ? undefined : 'success'}
                >
                  {plan.publishedVersion === null
                    ? 'Not published'
                    : `Published, version ${plan.publishedVersion}`}
                </span>
              </Link>
            ))}
          </div>
        </section>
      ))}
    </Page>
  )
}
