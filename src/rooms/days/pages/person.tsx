// What does one person's year look like: as a line of time, as a list, in sums?
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { saySpan } from '../../../kernel/span.ts'
import { PersonHistory } from '../../audit/pages/person-history.tsx'
import { Empty, Page, Section, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { CompetencyLink } from '../../catalogue/pages/competency-link.tsx'
import { ChecklistLink } from '../../progress/pages/checklist-link.tsx'
import type { PersonYear } from '../schema.ts'
import { personYearQuery } from './queries.ts'
import { Swatch } from '../../rota/pages/swatch.tsx'
import { Timeline } from './timeline.tsx'
import './person.css'

export function PersonPage() {
  const { id = '' } = useParams({ strict: false })
  const { data, error } = useQuery(personYearQuery(id))
  if (error)
    return (
      <Page title="Person" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  return (
    <Page
      title={data.person.name}
      beside={<span className="subtle num">{saySpan(data)}</span>}
      actions={
        <>
          <ChecklistLink person={data.person.id} />
          <CompetencyLink person={data.person.id} />
          <Button variant="default" renderRoot={(rest) => <Link to="/feeds" {...rest} />}>
            Calendars
          </Button>
        </>
      }
    >
      {data.items.length === 0 ? <NoYear year={data} /> : <Year year={data} />}
      <PersonHistory
        person={data.person.id}
        programmes={data.items.flatMap(({ programme }) => programme ?? [])}
      />
    </Page>
  )
}

function NoYear({ year }: { year: PersonYear }) {
  return (
    <Empty
      says={
        year.published
          ? 'Nothing is planned for this person in these months.'
          : 'Nothing is published for this person yet.'
      }
    >
      <Button variant="default" renderRoot={(rest) => <Link to="/plans" {...rest} />}>
        See the years
      </Button>
    </Empty>
  )
}

function Year({ year }: { year: PersonYear }) {
  return (
    <>
      <Timeline year={year} />
      <div className="person-parts">
        <Section title="Stretches" count={year.items.length}>
          <ul className="rows">
            {year.items.map((item) => (
              <li key={item.id}>
                <span className="person-days num">{saySpan(item)}</span>
                <Swatch work={item} />
                <span className="person-name">
                  {item.name}
                  {item.site && (
                    <span className="subtle small">
                      <span className="dot"> · </span>
                      {item.site}
                    </span>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </Section>
        <Section title="In sum">
          <Totals year={year} />
        </Section>
      </div>
    </>
  )
}

function Totals({ year }: { year: PersonYear }) {
  const most = Math.max(...year.totals.map((total) => total.days), 1)
  const looks = new Map(year.items.map((item) => [item.work, item]))
  return (
    <table className="person-totals num">
      <thead className="vh">
        <tr>
          <th>Work</th>
          <th>Weeks</th>
        </tr>
      </thead>
      <tbody>
        {year.totals.map((total) => (
          <tr key={total.work}>
            <th scope="row">{total.name}</th>
            <td>
              <span
                className="person-bar work"
                data-color={looks.get(total.work)?.look.color}
                data-pattern={looks.get(total.work)?.look.pattern}
                style={{ inlineSize: `${(total.days / most) * 100}%` }}
              />
              <span>{sayWeeks(total.days)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function sayWeeks(days: number): string {
  if (days % 7 !== 0 && days < 14) return `${days} d`
  return `${Math.round((days / 7) * 10) / 10} wk`
}
