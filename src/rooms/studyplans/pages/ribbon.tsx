// The year as one ribbon of weeks: what is fixed, what is chosen, where places are left, what is wrong.
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { sayCount } from '../../../kernel/finding.ts'
import type { StudyItem, StudyNote, YearFacts } from '../schema.ts'
import { keptFor, openWeeks, poolOf, stretchesOf } from '../weeks.ts'
import { lookOf, sayDays } from './queries.ts'

type Acts = {
  move: (id: string, by: number) => void
  resize: (id: string, weeks: number) => void
  remove: (id: string) => void
}

export function Ribbon(props: {
  facts: YearFacts
  items: readonly StudyItem[]
  notes: readonly StudyNote[]
  chosen: string | null
  choose: (id: string) => void
  /** The elective whose places are shown. */
  shown: string | null
  acts: Acts | null
}) {
  const { facts, items, notes } = props
  const wrong = new Set(notes.filter(({ must }) => must).flatMap(({ weeks }) => weeks))
  const lanes = lanesOf(items)
  const kept = keptFor(facts, items)
  const count = facts.weeks.length
  const style = { '--weeks': count, '--lanes': Math.max(1, ...lanes.values()) } as CSSProperties
  const track = useRef<HTMLDivElement>(null)
  return (
    <div className="ribbon" style={style} role="group" aria-label="The year, week by week">
      <div className="ribbon-months" aria-hidden>
        {monthsOf(facts).map(({ month, from, weeks }) => (
          <span key={from} style={{ gridColumn: `${from} / span ${weeks}` }}>
            {month}
          </span>
        ))}
      </div>
      <div className="ribbon-track" ref={track}>
        {facts.fixed.map(({ week, code, name, color, kind }) => (
          <span
            key={week}
            className="ribbon-fixed"
            data-kind={kind}
            data-color={color}
            style={{ gridColumn: week }}
            title={`Week ${week}: ${name}`}
          >
            <span className="vh">
              Week {week}: {name}
            </span>
            <i aria-hidden>
              {facts.fixed.some((one) => one.week === week - 1 && one.code === code) ? '' : code}
            </i>
          </span>
        ))}
        {kept &&
          stretchesOf(openWeeks(facts, items)).map(([from, to]) => (
            <span
              key={`k${from}`}
              className="ribbon-kept"
              style={{ gridColumn: `${from} / span ${to - from + 1}` }}
              title={`Kept for ${kept}`}
            >
              {to - from > 2 && kept}
            </span>
          ))}
        {items.map((item) => (
          <Piece
            key={item.id}
            {...props}
            item={item}
            lane={lanes.get(item.id) ?? 1}
            isWrong={notes.some(({ must, items: those }) => must && those.includes(item.id))}
            width={() => (track.current?.clientWidth ?? 0) / count}
          />
        ))}
      </div>
      <div className="ribbon-marks" aria-hidden>
        {facts.weeks.map((_, nth) => (
          <i key={nth} data-wrong={wrong.has(nth + 1) || undefined}>
            {nth % 4 === 0 ? nth + 1 : ''}
          </i>
        ))}
      </div>
      <Places facts={facts} shown={props.shown} />
    </div>
  )
}

/** The first lane in which nothing else is; two items in one week lie above each other. */
function lanesOf(items: readonly StudyItem[]): Map<string, number> {
  const ends: number[] = []
  return new Map(
    [...items]
      .sort((one, other) => one.from - other.from)
      .map(({ id, from, weeks }) => {
        const free = ends.findIndex((end) => end < from)
        const lane = free < 0 ? ends.length : free
        ends[lane] = from + weeks - 1
        return [id, lane + 1]
      }),
  )
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A week belongs to the month in which it begins. */
export function monthsOf({ weeks }: Pick<YearFacts, 'weeks'>) {
  const months: { month: string; key: string; from: number; weeks: number }[] = []
  for (const [nth, { from }] of weeks.entries()) {
    const key = from.slice(0, 7)
    const last = months.at(-1)
    if (last?.key === key) last.weeks++
    else months.push({ month: MONTHS[Number(from.slice(5, 7)) - 1]!, key, from: nth + 1, weeks: 1 })
  }
  return months
}

type Drag = { x: number; kind: 'move' | 'resize'; by: number }

/** Dragged, or moved by the arrows (a week each); with Shift the arrows change its length. */
function Piece(
  props: Parameters<typeof Ribbon>[0] & {
    item: StudyItem
    lane: number
    isWrong: boolean
    width: () => number
  },
) {
  const { facts, item, acts } = props
  const [drag, setDrag] = useState<Drag | null>(null)
  const { code, name, color } = lookOf(facts, item)
  const from = item.from + (drag?.kind === 'move' ? drag.by : 0)
  const weeks = Math.max(1, item.weeks + (drag?.kind === 'resize' ? drag.by : 0))
  const press = (event: KeyboardEvent) => {
    if (!acts || event.ctrlKey || event.metaKey) return
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (by !== undefined) {
      event.preventDefault()
      if (event.shiftKey) acts.resize(item.id, item.weeks + by)
      else acts.move(item.id, by)
    }
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      acts.remove(item.id)
    }
  }
  const begin = (event: PointerEvent, kind: Drag['kind']) => {
    if (!acts || event.button !== 0) return
    event.stopPropagation()
    event.currentTarget.setPointerCapture(event.pointerId)
    setDrag({ x: event.clientX, kind, by: 0 })
  }
  const follow = (event: PointerEvent) => {
    if (!drag) return
    const by = Math.round((event.clientX - drag.x) / Math.max(1, props.width()))
    if (by !== drag.by) setDrag({ ...drag, by })
  }
  const end = () => {
    if (!drag) return
    setDrag(null)
    if (drag.by === 0) return
    if (drag.kind === 'move') acts?.move(item.id, drag.by)
    else acts?.resize(item.id, item.weeks + drag.by)
  }
  const following = {
    onPointerMove: follow,
    onPointerUp: end,
    onPointerCancel: () => setDrag(null),
  }
  return (
    <button
      type="button"
      className="work ribbon-piece"
      data-color={color}
      data-pattern={item.kind === 'leave' ? 'leave' : undefined}
      data-wrong={props.isWrong || undefined}
      data-chosen={props.chosen === item.id || undefined}
      data-mini={item.mini !== null || undefined}
      aria-pressed={props.chosen === item.id}
      style={{
        gridColumn: `${Math.max(1, Math.min(from, facts.weeks.length))} / span ${Math.max(1, Math.min(weeks, facts.weeks.length - from + 1))}`,
        gridRow: props.lane,
      }}
      onClick={() => props.choose(item.id)}
      onKeyDown={press}
      onPointerDown={(event) => begin(event, 'move')}
      {...following}
    >
      <b>{code}</b>
      <span className={weeks > 3 ? undefined : 'vh'}>{name}</span>
      <small>{weeks}</small>
      <span className="vh">
        {weeks === 1 ? 'week' : 'weeks'} from week {from}, {sayDays(facts, from, weeks)}
        {props.isWrong && ', must be mended'}
      </span>
      {acts && (
        <i
          className="ribbon-grip"
          aria-hidden
          onPointerDown={(event) => begin(event, 'resize')}
          {...following}
        />
      )}
    </button>
  )
}

/** A square a week: free, the last place, or full. */
function Places({ facts, shown }: { facts: YearFacts; shown: string | null }) {
  const elective = facts.catalogue.electives.find(({ id }) => id === shown)
  const item = { option: null, track: null }
  const pool = elective && poolOf(elective, item)
  const taken = pool ? (facts.taken[pool.id] ?? []) : []
  return (
    <div className="ribbon-places" data-empty={!elective || undefined}>
      <div aria-hidden>
        {facts.weeks.map((_, nth) => {
          const left = pool ? Math.max(0, pool.places - (taken[nth] ?? 0)) : 0
          return <i key={nth} data-left={elective ? Math.min(left, 2) : undefined} />
        })}
      </div>
      <p className="small subtle">
        {elective
          ? `${elective.name}: ${sayCount(pool!.places, 'place')} a week. ${sayFull(facts, taken, pool!.places)}`
          : 'Choose an elective to see in which weeks it has places left.'}
      </p>
    </div>
  )
}

function sayFull(facts: YearFacts, taken: readonly number[], places: number): string {
  const full = facts.weeks.filter((_, nth) => (taken[nth] ?? 0) >= places).length
  return full === 0 ? 'Free all year.' : `Full in ${sayCount(full, 'week')}.`
}
