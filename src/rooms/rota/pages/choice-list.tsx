// How is a choice offered of which some are against a must? The reason first, then "Set anyway".
import type { ReactNode } from 'react'
import type { Effect } from './effect.ts'

/**
 * What a must forbids cannot be chosen by the same click as everything else: its button says why
 * and does nothing, and a smaller one beside it sets it all the same.
 */
export function ChoiceItem({
  ref,
  ...props
}: {
  effect: Effect
  here?: boolean
  ref?: React.Ref<HTMLButtonElement> | undefined
  choose: () => void
  /** `Set anyway: Night float`; it begins as the button reads. */
  anyway: string
  children: ReactNode
}) {
  const { effect, here = false } = props
  const refused = effect.refuses.length > 0 && !here
  return (
    <li className="rank-line">
      <button
        type="button"
        ref={ref}
        className="rank-item"
        aria-pressed={here}
        aria-disabled={refused || undefined}
        onClick={() => {
          if (!refused) props.choose()
        }}
      >
        {props.children}
      </button>
      {refused && (
        <button
          type="button"
          className="rank-anyway"
          aria-label={props.anyway}
          onClick={props.choose}
        >
          Set anyway
        </button>
      )}
    </li>
  )
}

/** The first effect, or every one where there is room for them. */
export function EffectWords(props: { effect: Effect; here?: boolean; every?: boolean }) {
  const { refuses, notes, gains, improves } = props.effect
  if (props.here) return <span className="rank-note">Stands here now</span>
  const plain = [...notes, ...gains]
  if (props.every) {
    const lines = [...refuses.map((says) => `! ${says}`), ...new Set(plain)]
    if (lines.length > 0)
      return lines.map((says, nth) => (
        <span
          key={nth}
          className="rank-note"
          data-tone={nth < refuses.length ? 'danger' : undefined}
        >
          {says}
        </span>
      ))
  }
  if (refuses.length > 0)
    return (
      <span className="rank-note" data-tone="danger">
        ! {refuses[0]}
        {refuses.length > 1 && ` And ${refuses.length - 1} more.`}
      </span>
    )
  const says = plain[0] ?? (improves < 0 ? 'Improves the year' : 'No rule minds')
  return <span className="rank-note">{says}</span>
}
