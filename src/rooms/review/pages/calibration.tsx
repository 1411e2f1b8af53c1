// How does each reviewer score, beside the others on the same applications?
import { sayCount } from '../../../kernel/finding.ts'
import { Section } from '../../people/pages/frame.tsx'
import type { Pile } from '../contract.ts'
import { whole } from './queries.ts'

export function Calibration({ view }: { view: Pile }) {
  const reviewers = view.reviewers.filter(({ assigned, done }) => assigned + done > 0)
  if (reviewers.length === 0) return null
  return (
    <Section title="Reviewers">
      <p className="small subtle">
        A band is where a reviewer’s scores lie (mean, and one standard deviation to each side).
        “Gives” compares with others who read the same applications; the score in the list above is
        without it, the plain mean stands in its description.
      </p>
      <table className="review-figures">
        <thead>
          <tr>
            <th scope="col">Reviewer</th>
            <th scope="col">Done</th>
            <th scope="col">Scores, 0 to 100</th>
            <th scope="col">Gives</th>
          </tr>
        </thead>
        <tbody>
          {reviewers.map(({ reviewer, name, done, assigned, mean, deviation, leniency }) => (
            <tr key={reviewer}>
              <th scope="row">{name}</th>
              <td className="num">
                {done} of {assigned}
              </td>
              <td>
                {mean === null ? (
                  <span className="small subtle">nothing yet</span>
                ) : (
                  <span
                    className="review-band"
                    role="img"
                    aria-label={`Mean ${whole(mean)}${deviation === null ? '' : `, standard deviation ${whole(deviation)}`}, of ${sayCount(done, 'review')}`}
                  >
                    <i
                      style={{
                        insetInlineStart: `${Math.max(0, mean - (deviation ?? 0))}%`,
                        inlineSize: `${Math.min(100, mean + (deviation ?? 0)) - Math.max(0, mean - (deviation ?? 0))}%`,
                      }}
                    />
                    <b style={{ insetInlineStart: `${mean}%` }} />
                  </span>
                )}
              </td>
              <td className="small">{sayLeniency(leniency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

function sayLeniency(leniency: number | null): string {
  if (leniency === null) return 'nobody to compare'
  const points = Math.round(Math.abs(leniency))
  if (points < 2) return 'as the others'
  return `${points} ${leniency > 0 ? 'more' : 'less'}`
}
