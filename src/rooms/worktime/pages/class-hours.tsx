// Whose hours break a rule, or would, and which weeks are confirmed?
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Empty, Page, Section, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { mondayOf } from '../rules.ts'
import type { ClassHours } from '../schema.ts'
import { CAUSES, classHoursQuery } from './queries.ts'
import './worktime.css'

export function ClassHoursPage() {
  const { id = '' } = useParams({ strict: false })
  const { data, error } = useQuery(classHoursQuery(id))
  if (error)
    return (
      <Page title="Hours of the class">
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  const core = (list: ClassHours['people'][number]['past']) =>
    list.filter(({ level, state }) => level === 'core' && state === 'broken').length
  const ahead = data.people.filter((one) => core(one.predicted) > 0)
  return (
    <Page title="Hours of the class" beside={<span className="subtle">{data.programme.name}</span>}>
      <p className="small subtle">
        By{' '}
        <Link to="/programmes/$id/hours/rules" params={{ id }}>
          “{data.pack}”
        </Link>
        . Past weeks as they were confirmed, the others as published; the next eight weeks are
        judged before they happen.
      </p>
      <Section title="Would break a core rule" count={ahead.length}>
        {ahead.length === 0 ? (
          <Empty says="Nothing that is published would break a core rule in the next eight weeks." />
        ) : (
          <ul className="rows">
            {ahead.map((one) => (
              <li key={one.id} className="hours-verdict">
                <span>
                  <Who data={data} id={one.id} name={one.name} />
                  <span className="small hours-clause">
                    {one.predicted
                      .filter(({ level, state }) => level === 'core' && state === 'broken')
                      .slice(0, 3)
                      .map(({ says, rule }) => `${says} (${rule})`)
                      .join(' ')}
                  </span>
                </span>
                <span className="chip" data-tone="danger">
                  {core(one.predicted)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {(data.causes.length > 0 || data.unsaid > 0) && (
        <Section title="What it came of">
          <ul className="rows">
            {data.causes.map(({ cause, count }) => (
              <li key={cause} className="hours-verdict">
                <span>{CAUSES[cause]}</span>
                <span className="num">{count}</span>
              </li>
            ))}
            {data.unsaid > 0 && (
              <li className="hours-verdict subtle">
                <span>nobody has said yet</span>
                <span className="num">{data.unsaid}</span>
              </li>
            )}
          </ul>
        </Section>
      )}
      <Section title="Everybody" count={data.people.length}>
        <div className="hours-scroll" role="region" aria-label="Hours of everybody" tabIndex={0}>
          <table className="hours-table num">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Confirmed of 4</th>
                <th scope="col">Hours of the next four weeks</th>
                <th scope="col">Broken</th>
                <th scope="col">Would be</th>
              </tr>
            </thead>
            <tbody>
              {data.people.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    <Who data={data} id={one.id} name={one.name} />
                  </th>
                  <td>{one.confirmed}</td>
                  <td>
                    <span className="hours-bars" aria-label={one.ahead.join(', ')} role="img">
                      {one.ahead.map((hours, nth) => (
                        <i
                          key={nth}
                          data-over={hours > 80 || undefined}
                          style={{ blockSize: `${Math.min(100, hours)}%` }}
                        />
                      ))}
                    </span>
                  </td>
                  <td>{one.past.length || ''}</td>
                  <td>{one.predicted.length || ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Section>
    </Page>
  )
}

function Who({ data, id, name }: { data: ClassHours; id: string; name: string }) {
  return (
    <Link
      to="/programmes/$id/people/$person/hours/$monday"
      params={{ id: data.programme.id, person: id, monday: mondayOf(data.today) }}
    >
      {name}
    </Link>
  )
}
