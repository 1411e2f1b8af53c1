// The letter that somebody has completed a pathway, to print and to sign.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { sayDay } from '../../../kernel/day.ts'
import { Page, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { letterQuery } from './queries.ts'
import './progress.css'

export function LetterPage() {
  const { id = '', member = '' } = useParams({ strict: false })
  const { data, error } = useQuery(letterQuery(id, member))
  if (error)
    return (
      <Page title="Letter" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  const { person, pathwayName, decidedOn } = data.member
  return (
    <Page
      title="Letter of completion"
      actions={<Button onClick={() => window.print()}>Print</Button>}
      narrow
    >
      <article className="progress-letter">
        <p>
          {data.programme.institution}
          <br />
          {data.programme.name}
        </p>
        <p>{decidedOn && sayDay(decidedOn, { year: true })}</p>
        <p>To whom it may concern:</p>
        <p>
          {person.name}, in training here from {sayDay(data.from, { year: true })} to{' '}
          {sayDay(data.to, { year: true })}, has completed the pathway “{pathwayName}”
          {data.leadsTo && `, which leads to ${data.leadsTo}`}.
        </p>
        {data.lines.length > 0 && (
          <table className="num">
            <thead>
              <tr>
                <th scope="col">Requirement of this programme</th>
                <th scope="col">There is</th>
                <th scope="col">Asked</th>
              </tr>
            </thead>
            <tbody>
              {data.lines.map(({ says, value, needed, unit, waived }) => (
                <tr key={says}>
                  <th scope="row">
                    {says}
                    {waived && <small>Waived: {waived}</small>}
                  </th>
                  <td>
                    {value} {unit}
                  </td>
                  <td>{needed}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <p className="progress-sign">
          {data.director ?? 'Programme director'}
          <br />
          Programme director
        </p>
      </article>
    </Page>
  )
}
