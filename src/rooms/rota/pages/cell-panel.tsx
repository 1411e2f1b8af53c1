// What could stand in this cell, best first, and what would each choice do to the rules?
import { Button, Textarea } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Lock, LockOpen, Move } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { sayCount } from '../../../kernel/finding.ts'
import { EMPTY } from '../../planning/world.ts'
import { sayAway } from './away-parts.ts'
import { CellPast } from './cell-past.tsx'
import { ChoiceItem, EffectWords } from './choice-list.tsx'
import type { DraftState } from './draft-store.ts'
import { better, EffectProbe } from './effect.ts'
import type { PlanModel } from './plan-model.ts'
import type { Cell } from './selection.ts'
import { SidePanel } from './side-panel.tsx'
import { Swatch } from './swatch.tsx'
import type { PanelFocus } from './use-panels.ts'
import { useJudged } from './use-judged.ts'
import type { Verdict } from './verdict.ts'

type CellProps = {
  model: PlanModel
  state: DraftState
  /** The chosen cells; the first one gives its name. */
  cells: readonly Cell[]
  /** Counts how often a key has asked for the focus; a click never does. */
  focus: PanelFocus
  choose: (work: number) => void
}

type ActProps = {
  pin: () => void
  /** Absent where there is no grid to carry it over. */
  carry: (() => void) | undefined
  people: () => void
}

export function CellPanel(
  props: CellProps &
    ActProps & { draft: string; verdict: Verdict; note: (text: string) => void; close: () => void },
) {
  const { model, state, cells } = props
  const cell = cells[0]!
  const mark = state.marks[cell.p]?.get(cell.t)
  const wrong = props.verdict.cells[cell.p]?.get(cell.t)
  const person = model.world.problem.people[cell.p]!
  const away = model.away.get(model.world.cell(cell.p, cell.t))
  const name = model.names[cell.p]!
  const block = model.heads[cell.t]!.says
  return (
    <SidePanel title={name} label={`Cell of ${name}, ${block}`} close={props.close}>
      <p className="subtle small">
        {cells.length > 1 ? `${sayCount(cells.length, 'cell')} from ${block}` : block}
        {model.levels[cell.p] ? ` · ${model.levels[cell.p]}` : ''} ·{' '}
        <Link to="/people/$id" params={{ id: person.id }}>
          Whole year
        </Link>
      </p>
      {away && <p className="cell-away small">{sayAway(away)}, approved</p>}
      {wrong && (
        <p className="chip" data-tone="danger" style={{ whiteSpace: 'normal', marginBlock: 8 }}>
          ! {wrong}
        </p>
      )}
      <Acts {...props} pinned={mark?.pinned ?? false} />
      <Note
        key={`${cell.p}/${cell.t}`}
        text={mark?.note ?? ''}
        save={props.note}
        turn={props.focus.on === 'note' ? props.focus.turn : 0}
      />
      <CellPast
        {...{ model, cell }}
        draft={props.draft}
        work={state.rows[cell.p]![cell.t]!}
        turn={props.focus.on === 'past' ? props.focus.turn : 0}
      />
      <Ranking {...props} />
    </SidePanel>
  )
}

function Acts(props: ActProps & { pinned: boolean }) {
  return (
    <p className="cell-acts">
      <Button
        variant="default"
        size="xs"
        leftSection={props.pinned ? <LockOpen size={14} /> : <Lock size={14} />}
        onClick={props.pin}
      >
        {props.pinned ? 'Unpin' : 'Pin'}
      </Button>
      {props.carry && (
        <Button
          variant="default"
          size="xs"
          leftSection={<Move size={14} aria-hidden />}
          onClick={props.carry}
        >
          Move or swap…
        </Button>
      )}
      <Button variant="default" size="xs" onClick={props.people}>
        Who else could…
      </Button>
    </p>
  )
}

function Note(props: { text: string; save: (text: string) => void; turn: number }) {
  const [text, setText] = useState(props.text)
  const field = useRef<HTMLTextAreaElement>(null)
  const { turn } = props
  useEffect(() => {
    if (turn > 0) field.current?.focus()
  }, [turn])
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

function Ranking({ model, state, cells, focus, choose }: CellProps) {
  const { rows } = state
  const probe = useMemo(() => new EffectProbe(model, rows, cells), [model, rows, cells])
  const works = useMemo(() => [...model.works.keys(), EMPTY], [model])
  const ask = useCallback((work: number) => ({ work, effect: probe.of(work, 'all') }), [probe])
  const { list, ready } = useJudged(works, ask)
  const ranked = list.toSorted((one, other) => better(one.effect, other.effect))
  const { p, t } = cells[0]!
  const here = rows[p]![t]!
  const first = useFirstFocus(focus, ready)
  return (
    <div className="rank">
      <h3>Works, best first</h3>
      <ul aria-busy={!ready}>
        {ranked.map(({ work, effect }, index) => {
          const name = model.works[work]?.name ?? 'Nothing'
          return (
            <ChoiceItem
              key={work}
              effect={effect}
              here={work === here}
              ref={index === 0 ? first : undefined}
              choose={() => choose(work)}
              anyway={`Set anyway: ${name}`}
            >
              {work === EMPTY ? (
                <span className="swatch entry-clear">–</span>
              ) : (
                <Swatch work={model.works[work]!} />
              )}
              <span className="rank-words">
                {name}
                <EffectWords effect={effect} here={work === here} />
              </span>
            </ChoiceItem>
          )
        })}
      </ul>
    </div>
  )
}

/** The list takes the focus once for every key that asked for it, as soon as it is there. */
function useFirstFocus(focus: CellProps['focus'], ready: boolean) {
  const first = useRef<HTMLButtonElement>(null)
  const given = useRef(0)
  const wanted = focus.on === 'list' ? focus.turn : 0
  useEffect(() => {
    if (!ready || wanted === given.current) return
    given.current = wanted
    if (wanted > 0) first.current?.focus()
  }, [ready, wanted])
  return first
}
