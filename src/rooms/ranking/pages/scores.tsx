// Where the scores of one candidate lie, each with whose it is.
import type { Candidate } from '../schema.ts'

export function Scores({ candidate }: { candidate: Candidate | undefined }) {
  if (!candidate || candidate.scores.length === 0)
    return <span className="small subtle ranking-scores">not scored</span>
  const worth = candidate.adjusted ?? candidate.mean!
  const each = candidate.scores.map(({ by, score }) => `${by} ${Math.round(score)}`).join(', ')
  return (
    <span
      className="ranking-scores"
      role="img"
      aria-label={`Score ${Math.round(worth)} of 100: ${each}`}
      title={each}
    >
      {candidate.scores.map(({ by, score, source }) => (
        <i key={`${source} ${by}`} data-source={source} style={{ insetInlineStart: `${score}%` }} />
      ))}
      <b style={{ insetInlineStart: `${worth}%` }} />
    </span>
  )
}
