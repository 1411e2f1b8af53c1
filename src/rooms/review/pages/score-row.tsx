// One criterion: a row of numbers, by mouse, thumb, digit or arrow keys.
import type { Criterion } from '../schema.ts'
import './review.css'

export function ScoreRow(props: {
  criterion: Criterion
  /** Of whom, where several stand on one page. */
  of?: string
  value: number | null
  set: (value: number) => void
}) {
  const { id, name, says, most } = props.criterion
  return (
    <fieldset
      className="review-row"
      onKeyDown={({ key, ctrlKey, metaKey, altKey }) => {
        const number = Number(key)
        if (/^\d$/.test(key) && !ctrlKey && !metaKey && !altKey && number >= 1 && number <= most)
          props.set(number)
      }}
    >
      <legend>{name}</legend>
      {says && <p className="small subtle">{says}</p>}
      <div className="review-numbers">
        {Array.from({ length: most }, (_, nth) => nth + 1).map((number) => (
          <label key={number} data-on={props.value === number || undefined}>
            <input
              type="radio"
              name={`score-${props.of ?? ''}-${id}`}
              aria-label={`${name}: ${number} of ${most}`}
              checked={props.value === number}
              onChange={() => props.set(number)}
            />
            <span aria-hidden>{number}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
