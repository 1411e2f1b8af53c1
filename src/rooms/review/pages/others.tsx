// What the others say of it, once one’s own review is there.
import type { FileView } from '../contract.ts'
import { scoreOf } from '../rules.ts'
import type { ReviewSetup } from '../schema.ts'
import { REVIEW_STATES, VERDICTS, whole } from './queries.ts'

export function Others({ view, setup }: { view: FileView; setup: ReviewSetup }) {
  if (view.mine?.state === 'assigned')
    return <p className="subtle">Shown once your own review is done, so that it is your own.</p>
  if (view.others.length === 0) return <p className="subtle">Nobody else reads this one.</p>
  return (
    <ul className="rows review-others">
      {view.others.map((one) => {
        const score = one.state === 'done' ? scoreOf(setup, one.scores) : null
        return (
          <li key={one.reviewer}>
            <span>
              <strong>{one.reviewerName}</strong>{' '}
              {score !== null && <span className="num subtle">{whole(score)} of 100</span>}
              {one.note && <q className="review-note">{one.note}</q>}
            </span>
            {one.recommendation && one.state === 'done' ? (
              <span className="chip" data-tone={VERDICTS[one.recommendation].tone}>
                {VERDICTS[one.recommendation].says}
              </span>
            ) : (
              <span className="small subtle">{REVIEW_STATES[one.state]}</span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
