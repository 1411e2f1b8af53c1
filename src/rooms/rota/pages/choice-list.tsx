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
  /** `Set NF anyway`. */
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

export function EffectWords({ effect, here }: { effect: Effect; here?: boolean }) {
  if (here) return <span className="rank-note">Stands here now</span>
  const { refuses, notes } = effect
  if (refuses.length > 0)
    return (
      <span className="rank-note" data-tone="danger">
        ! {refuses[0]}
        {refuses.length > 1 && ` And ${refuses.length - 1} more.`}
      </span>
    )
  if (notes.length > 0) return <span className="rank-note">{notes[0]}</span>
  return (
    <span className="rank-note">{effect.improves < 0 ? 'Improves the year' : 'No rule minds'}</span>
  )
}
