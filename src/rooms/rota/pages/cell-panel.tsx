// What could stand in this cell, best first, and what would each choice do to the rules?
import { Button, Textarea } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Lock, LockOpen } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { EMPTY } from '../../planning/world.ts'
import type { DraftState } from './draft-store.ts'
import { type Effect, EffectProbe } from './effect.ts'
import type { PlanModel } from './plan-model.ts'
import type { Cell } from './selection.ts'
import { SidePanel } from './side-panel.tsx'
import { Swatch } from './swatch.tsx'
import type { Verdict } from './verdict.ts'

export function CellPanel(props: {
  model: PlanModel
  state: DraftState
  verdict: Verdict
  cell: Cell
  focus: 'list' | 'note'
  choose: (work: number) => void
  pin: () => void
  note: (text: string) => void
  close: () => void
}) {
  const { model, state, cell } = props
  const mark = state.marks[cell.p]?.get(cell.t)
  const wrong = props.verdict.cells[cell.p]?.get(cell.t)
  const person = model.world.problem.people[cell.p]!
  return (
    <SidePanel
      title={model.names[cell.p]}
      label={`Cell of ${model.names[cell.p]}, ${model.heads[cell.t]!.says}`}
      close={props.close}
    >
      <p className="subtle small">
        {model.heads[cell.t]!.says}
        {model.levels[cell.p] ? ` · ${model.levels[cell.p]}` : ''} ·{' '}
        <Link to="/people/$id" params={{ id: person.id }}>
          Whole year
        </Link>
      </p>
      {wrong && (
        <p className="chip" data-tone="danger" style={{ whiteSpace: 'normal', marginBlock: 8 }}>
          ! {wrong}
        </p>
      )}
      <Button
        variant="default"
        size="xs"
        mt="xs"
        leftSection={mark?.pinned ? <LockOpen size={14} /> : <Lock size={14} />}
        onClick={props.pin}
      >
        {mark?.pinned ? 'Unpin' : 'Pin'}
      </Button>
      <Note
        key={`${cell.p}/${cell.t}`}
        text={mark?.note ?? ''}
        save={props.note}
        focus={props.focus === 'note'}
      />
      <Ranking {...props} />
    </SidePanel>
  )
}

function Note(props: { text: string; save: (text: string) => void; focus: boolean }) {
  const [text, setText] = useState(props.text)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (props.focus) field.current?.focus()
  }, [props.focus])
  const save = () => {
    if (text.trim() !== props.text) props.save(text.trim())
  }
  return (
    <Textarea
      ref={field}
      mt="sm"
      label="Note"
      placeholder="For people; goes into the spreadsheet too"
      autosize
      minRows={2}
      maxLength={1000}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
      }}
    />
  )
}

function Ranking(props: {
  model: PlanModel
  state: DraftState
  cell: Cell
  focus: 'list' | 'note'
  choose: (work: number) => void
}) {
  const { model, state, cell } = props
  const ranked = useRanking(model, state, cell)
  const here = state.rows[cell.p]![cell.t]!
  const first = useRef<HTMLButtonElement>(null)
  const ready = ranked.length > 0
  const { focus } = props
  useEffect(() => {
    if (ready && focus === 'list') first.current?.focus()
  }, [ready, focus, cell])
  return (
    <div className="rank">
      <h3>Works, best first</h3>
      <ul aria-busy={!ready}>
        {ranked.map((effect, index) => (
          <li key={effect.work}>
            <button
              type="button"
              ref={index === 0 ? first : undefined}
              className="rank-item"
              aria-pressed={effect.work === here}
              onClick={() => props.choose(effect.work)}
            >
              {effect.work === EMPTY ? (
                <span className="swatch entry-clear">–</span>
              ) : (
                <Swatch work={model.works[effect.work]!} />
              )}
              <span className="rank-words">
                {model.works[effect.work]?.name ?? 'Nothing'}
                <EffectWords effect={effect} here={effect.work === here} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function EffectWords({ effect, here }: { effect: Effect; here: boolean }) {
  if (here) return <span className="rank-note">Stands here now</span>
  if (effect.refuses.length > 0)
    return (
      <span className="rank-note" data-tone="danger">
        ! {effect.refuses[0]}
        {effect.refuses.length > 1 && ` And ${effect.refuses.length - 1} more.`}
      </span>
    )
  if (effect.notes.length > 0) return <span className="rank-note">{effect.notes[0]}</span>
  return (
    <span className="rank-note">{effect.improves < 0 ? 'Improves the year' : 'No rule minds'}</span>
  )
}

/** Judged a few at a time between paints; the list appears once every work has its place. */
function useRanking(model: PlanModel, state: DraftState, cell: Cell): Effect[] {
  const [done, setDone] = useState<{ key: unknown; list: Effect[] }>({ key: null, list: [] })
  const { rows } = state
  const key = useMemo(() => ({ rows, cell, model }), [rows, cell, model])
  useEffect(() => {
    const probe = new EffectProbe(model, rows, [cell])
    const works = [...model.works.keys(), EMPTY]
    const list: Effect[] = []
    let timer = 0
    const turn = () => {
      const start = performance.now()
      while (works.length > 0 && performance.now() - start < 12)
        list.push(probe.of(works.shift()!, 'all'))
      if (works.length > 0) timer = window.setTimeout(turn, 0)
      else setDone({ key, list: list.sort(better) })
    }
    timer = window.setTimeout(turn, 0)
    return () => clearTimeout(timer)
  }, [key, model, rows, cell])
  return done.list
}

function better(one: Effect, other: Effect): number {
  const order = Number(one.refuses.length > 0) - Number(other.refuses.length > 0)
  return order || one.improves - other.improves || one.work - other.work
}
