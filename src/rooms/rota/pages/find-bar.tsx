// Where does this stand in the year, and what shall stand there instead? The bar of find and replace.
import { ActionIcon, Button, Checkbox, Select, TextInput } from '@mantine/core'
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useReducer, useRef } from 'react'
import { sayCount } from '../../../kernel/finding.ts'
import { EMPTY } from '../../planning/world.ts'
import type { PlanModel } from './plan-model.ts'
import type { Cell, Selection } from './selection.ts'
import { type Find, sayPinned, type useFind } from './use-find.ts'
import './hand-bars.css'
import './find-bar.css'

type FindState = ReturnType<typeof useFind>

export function FindBar(props: {
  model: PlanModel
  find: FindState
  selection: Selection
  locked: boolean
}) {
  const { model, find, locked } = props
  const { state } = find
  const text = useRef<HTMLInputElement>(null)
  const work = useRef<HTMLInputElement>(null)
  useWishedFocus(state?.focus, text, work)
  useCursorAlong(props.selection)
  // The grid takes the focus when the cursor moves; whoever walks from the bar stays in it.
  const back = () => text.current?.focus({ preventScroll: true })
  if (!state) return null
  const step = (by: 1 | -1) => {
    find.walk(by)
    back()
  }
  const replace = (which: 'one' | 'all') => {
    find.replace(which)
    back()
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) find.end()
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) replace('all')
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // The bar hears the keys of its fields.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="hand find" role="search" aria-label="Find and replace" onKeyDown={keys}>
      <Looking find={find} step={step} here={props.selection.active} ref={text} />
      {!locked && (
        <div className="find-row">
          <Replacement {...{ model, find }} ref={work} />
          {(['one', 'all'] as const).map((which) => (
            <Button
              key={which}
              variant="default"
              title={which === 'all' ? 'Ctrl Enter' : undefined}
              disabled={state.work === null || find.hits.length === 0}
              onClick={() => replace(which)}
            >
              {which === 'all' ? 'Replace all' : 'Replace'}
            </Button>
          ))}
        </div>
      )}
      <More find={find} locked={locked} />
    </div>
  )
}

type Field = React.RefObject<HTMLInputElement | null>

type LookingProps = { find: FindState; step: (by: 1 | -1) => void; here: Cell; ref: Field }

function Looking({ find, step, here, ref }: LookingProps) {
  return (
    <div className="find-row">
      <TextInput
        ref={ref}
        aria-label="Find a code, a name or a note"
        placeholder="Code, name or note"
        value={find.state!.text}
        onChange={(event) => find.set({ text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
          event.preventDefault()
          step(event.shiftKey ? -1 : 1)
        }}
      />
      <span className="find-count num" role="status">
        {sayHits(find, here)}
      </span>
      <ActionIcon variant="default" aria-label="Hit before (Shift Enter)" onClick={() => step(-1)}>
        <ChevronUp size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon variant="default" aria-label="Next hit (Enter)" onClick={() => step(1)}>
        <ChevronDown size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        c="var(--subtle)"
        aria-label="Close find (Esc)"
        onClick={find.end}
      >
        <X size={16} aria-hidden />
      </ActionIcon>
    </div>
  )
}

function More({ find, locked }: { find: FindState; locked: boolean }) {
  const { area, inArea } = find.state!
  return (
    <div className="find-more small">
      {area && (
        <Checkbox
          size="xs"
          label={`Only in the ${sayCount(sizeOf(area), 'cell')} chosen`}
          checked={inArea}
          onChange={(event) => find.set({ inArea: event.currentTarget.checked })}
        />
      )}
      {locked ? (
        <span>This is a proposal: apply or discard it before you replace.</span>
      ) : find.pinned > 0 ? (
        <span>{sayPinned(find.pinned)} among them: left alone when you replace.</span>
      ) : (
        <span>Pinned cells are left alone. One undo takes everything back.</span>
      )}
    </div>
  )
}

function Replacement({ model, find, ref }: { model: PlanModel; find: FindState; ref: Field }) {
  const { work } = find.state!
  return (
    <Select
      ref={ref}
      aria-label="Replace with"
      placeholder="Replace with…"
      searchable
      selectFirstOptionOnChange
      nothingFoundMessage="No work is called that"
      data={[
        ...model.works.map(({ code, name }, w) => ({ value: `${w}`, label: `${code}  ${name}` })),
        { value: `${EMPTY}`, label: 'Nothing (clear the cells)' },
      ]}
      value={work === null ? null : `${work}`}
      onChange={(value) => find.set({ work: value === null ? null : Number(value) })}
    />
  )
}

function sayHits({ state, hits }: FindState, here: Cell): string {
  if (state!.text.trim() === '') return ''
  if (hits.length === 0) return 'Not found'
  const isOn = hits.findIndex(({ p, t }) => p === here.p && t === here.t)
  return isOn < 0 ? `${hits.length} found` : `${isOn + 1} of ${hits.length}`
}

function sizeOf({ p1, p2, t1, t2 }: { p1: number; p2: number; t1: number; t2: number }): number {
  return (p2 - p1 + 1) * (t2 - t1 + 1)
}

function useWishedFocus(focus: Find['focus'] | undefined, text: Field, work: Field): void {
  const given = useRef(0)
  const turn = focus?.turn ?? 0
  useEffect(() => {
    if (turn === given.current) return
    given.current = turn
    const field = focus?.on === 'work' ? work.current : text.current
    field?.focus()
    field?.select()
  }, [turn, focus, text, work])
}

/** Where the cursor stands is part of what the bar says. */
function useCursorAlong(selection: Selection): void {
  const [, look] = useReducer((count: number) => count + 1, 0)
  useEffect(() => selection.subscribe(look), [selection])
}
