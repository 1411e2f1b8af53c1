// Two people have changed one cell: what did each set, who, and which of the two shall stand?
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { sayMoment } from '../../people/pages/say-moment.ts'
import type { Clash, DraftState, DraftStore } from './draft-store.ts'
import type { PlanModel } from './plan-model.ts'
import { cellHistoryQuery } from './queries.ts'
import type { Cell } from './selection.ts'

type Props = {
  model: PlanModel
  store: DraftStore
  state: DraftState
  jump: (cell: Cell) => void
}

const SHOWN = 4

export function ClashBar(props: Props) {
  const { store, state } = props
  const { clashes, refusal } = state
  useClashKeys(store, clashes[0])
  if (clashes.length === 0 && !refusal) return null
  return (
    <div className="bar clash-bar" data-tone="warning" role="alert">
      {clashes.length === 0 && <Refused state={state} />}
      {clashes.slice(0, SHOWN).map((clash, nth) => (
        <Dispute key={`${clash.p}/${clash.t}`} {...props} clash={clash} first={nth === 0} />
      ))}
      {clashes.length > SHOWN && <p>And {clashes.length - SHOWN} more cells.</p>}
      {clashes.length > 1 && (
        <p className="bar-row">
          {(['mine', 'theirs'] as const).map((choice) => (
            <Button
              key={choice}
              size="compact-xs"
              variant="default"
              onClick={() => store.settle(clashes, choice)}
            >
              {choice === 'mine' ? 'Keep all mine' : 'Take all theirs'}
            </Button>
          ))}
        </p>
      )}
    </div>
  )
}

function Refused({ state }: { state: DraftState }) {
  return (
    <p>
      {state.refusal}
      {state.saving === 'offline' && ' Your changes wait here and are sent again.'}{' '}
      {state.refusal?.startsWith('Nobody is signed in') && (
        <a href="/sign-in" target="_blank" rel="noreferrer">
          Sign in in another tab, then change the cell again.
        </a>
      )}
    </p>
  )
}

function Dispute({ model, store, jump, clash, first }: Props & { clash: Clash; first: boolean }) {
  const code = (work: number) => model.works[work]?.code ?? 'empty'
  const { people, periods } = model.world.problem
  const { data } = useQuery(
    cellHistoryQuery(store.id, people[clash.p]!.id, periods[clash.t]!.id, code(clash.theirs)),
  )
  const theirs = data?.entries.find(({ source }) => source !== 'published')
  return (
    <p className="bar-row">
      <span>
        <button type="button" className="bar-link" onClick={() => jump(clash)}>
          {model.names[clash.p]}, block {model.heads[clash.t]!.label}
        </button>
        : you typed <b>{code(clash.mine)}</b> over {code(clash.was)}; meanwhile{' '}
        {theirs ? `${theirs.by} set` : 'somebody set'} <b>{code(clash.theirs)}</b>
        {theirs && ` (${sayMoment(theirs.at)})`}.
      </span>
      <Button
        size="compact-xs"
        title={first ? 'Alt 1' : undefined}
        onClick={() => store.settle([clash], 'mine')}
      >
        Keep mine, {code(clash.mine)}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        title={first ? 'Alt 2' : undefined}
        onClick={() => store.settle([clash], 'theirs')}
      >
        Take theirs, {code(clash.theirs)}
      </Button>
    </p>
  )
}

/** Alt 1 keeps mine, Alt 2 takes theirs, for the first cell in dispute. */
function useClashKeys(store: DraftStore, clash: Clash | undefined): void {
  useEffect(() => {
    if (!clash) return
    const listen = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey) return
      if (event.code !== 'Digit1' && event.code !== 'Digit2') return
      event.preventDefault()
      store.settle([clash], event.code === 'Digit1' ? 'mine' : 'theirs')
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [store, clash])
}
