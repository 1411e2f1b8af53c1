// Is it clean, does somebody have to look at it, or can it not be?
import type { LeaveVerdict } from '../schema.ts'

export function Verdict({ verdict }: { verdict: LeaveVerdict }) {
  const musts = verdict.findings.filter(({ level }) => level === 'must')
  const reviews = verdict.findings.filter(({ level }) => level === 'review')
  const hints = verdict.findings.filter(({ level }) => level === 'hint')
  const [tone, says] =
    musts.length > 0
      ? ['danger', 'Cannot be asked for']
      : reviews.length > 0
        ? ['warning', 'Needs review']
        : ['success', 'Clean']
  return (
    <div className="leave-verdict">
      <p>
        <span className="chip" data-tone={tone}>
          {says}
        </span>{' '}
        <span className="small subtle">
          {verdict.workdays} {verdict.workdays === 1 ? 'workday' : 'workdays'}
          {verdict.abr &&
            ` · ${verdict.abr.training} of ${verdict.abr.allowed} over the training for the board`}
        </span>
      </p>
      {[...musts, ...reviews].length > 0 && (
        <ul className="small">
          {[...musts, ...reviews].map(({ says: text, can }) => (
            <li key={text}>
              {text} {can && <span className="subtle">{can}</span>}
            </li>
          ))}
        </ul>
      )}
      {hints.length > 0 && (
        <ul className="small subtle">
          {hints.map(({ says: text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
